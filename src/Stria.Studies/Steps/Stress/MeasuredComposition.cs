using Stria.Core;
using Stria.Matter;
using Stria.Numerics.Images;

namespace Stria.Studies;

/// <summary>The maps that a stress study starts from.</summary>
/// <param name="Composition">x as measured; NaN where there is none.</param>
/// <param name="Host">The host material.</param>
internal sealed record MeasuredComposition(ScalarField Composition, HostMaterial? Host)
{
    /// <summary>Standard deviation of x, or null when the file has none.</summary>
    public ScalarField? Deviation { get; init; }

    /// <summary>Errors of x that are common to all pixels, independent of each other: the change of x by one standard deviation of each.</summary>
    public IReadOnlyList<ScalarField> CommonErrors { get; init; } = [];

    /// <summary>Amount of all components, the weight of x in a filter; null when the file has none.</summary>
    public ScalarField? Amount { get; init; }

    /// <summary>The map whose outline is the particle's; null when the geometry comes from elsewhere.</summary>
    public ScalarField? Shape { get; init; }

    /// <summary>What is done to x before it is used.</summary>
    public required MapComposition Treatment { get; init; }

    /// <summary>The raster.</summary>
    public ImageGrid Grid => Composition.Grid;

    /// <summary>A map of x as it enters the stress: filtered with the amounts as weights, as a filter on each component's map would (001 eq. 7), then scaled between bounds where they are given (003 eq. 7).</summary>
    /// <param name="x">x as measured, or as drawn from its error; NaN where there is none.</param>
    public ScalarField Treated(float[] x)
    {
        float[] inner = WithoutRim(x), filtered = Treatment.GaussianSigma > 0 ? Filtered(inner) : inner;
        if (Treatment is { LowestX: { } lowest, HighestX: { } highest })
        {
            float[] known = [.. filtered.Where(float.IsFinite)];
            float low = known.Min(), high = known.Max();
            for (int i = 0; i < filtered.Length; i++)
            {
                filtered[i] = (float)(lowest + ((filtered[i] - low) * (highest - lowest) / (high - low)));
            }
        }

        return new ScalarField(Grid, filtered, "x", "1");
    }

    // Pixels at the edge hold sample and surroundings, and their x is a mixture; they go where pixels farther in can stand for them. Lines of one or two pixels stay.
    private float[] WithoutRim(float[] x)
    {
        if (Treatment.Rim == 0)
        {
            return [.. x];
        }

        bool[] inside = [.. x.Select(float.IsFinite)], inner = Morphology.Erode(inside, Grid.Height, Grid.Width, Treatment.Rim), near = Morphology.Dilate(inner, Grid.Height, Grid.Width, Treatment.Rim + 1);
        return [.. x.Select((v, i) => near[i] && !inner[i] ? float.NaN : v)];
    }

    // Beyond the pixels used the filter carries their values a little outwards, so that places up to the outline find smooth ones.
    private float[] Filtered(float[] x)
    {
        const float least = 1e-3f;
        float[] moment = new float[x.Length], weight = new float[x.Length], reach = new float[x.Length];
        double mean = Amount?.Values.Where(float.IsFinite).Select(v => (double)v).DefaultIfEmpty(1).Average() ?? 1;
        for (int i = 0; i < x.Length; i++)
        {
            bool known = float.IsFinite(x[i]);
            reach[i] = known ? 1 : 0;
            weight[i] = known ? (float)((Amount?.Values[i] ?? 1) / mean) : 0;
            moment[i] = known ? weight[i] * x[i] : 0;
        }

        moment = GaussianFilter.Smooth(moment, Grid.Height, Grid.Width, Treatment.GaussianSigma);
        weight = GaussianFilter.Smooth(weight, Grid.Height, Grid.Width, Treatment.GaussianSigma);
        reach = GaussianFilter.Smooth(reach, Grid.Height, Grid.Width, Treatment.GaussianSigma);
        for (int i = 0; i < x.Length; i++)
        {
            moment[i] = reach[i] > least ? moment[i] / weight[i] : float.NaN;
        }

        return moment;
    }
}
