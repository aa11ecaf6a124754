using Stria.Core;

namespace Stria.Studies;

/// <summary>What a phase-field run writes, and when.</summary>
public sealed record PhaseFieldOutput
{
    internal const int MostPictures = 10000;

    /// <summary>Number of pictures of the field after the start; not used where 'every' is given.</summary>
    [Range(1, 2000)]
    public int Snapshots { get; init; } = 40;

    /// <summary>Time between pictures [s]; null divides the run by 'snapshots'.</summary>
    [Unit("s")]
    [Range(1e-18, 1e15)]
    public double? Every { get; init; }

    /// <summary>How pictures are spread over the run: at equal distances, or ever farther apart, as coarsening slows down.</summary>
    public SnapshotSpacing Spacing { get; init; }

    /// <summary>Whether each picture is written as a mesh file for ParaView, with a collection in time (fields.pvd).</summary>
    public bool Fields { get; init; } = true;

    /// <summary>Whether the pictures become an animation (figures/animation.png).</summary>
    public bool Animation { get; init; } = true;

    /// <summary>Lines along which profiles are written to tables/profiles.csv; without any, the long and the short way through the middle.</summary>
    public ValueList<NamedLine> Lines { get; init; } = [];

    /// <summary>The moments of the pictures, the start left out and the end last.</summary>
    internal IReadOnlyList<double> Moments(double end)
    {
        const double firstOfLogarithmic = 1e-3;
        if (Every is { } every)
        {
            int whole = (int)Math.Floor((end / every) * (1 + 1e-12));
            double[] multiples = [.. Enumerable.Range(1, whole).Select(i => i * every)];
            return whole > 0 && multiples[^1] > end * (1 - 1e-9) ? [.. multiples[..^1], end] : [.. multiples, end];
        }

        return [.. Enumerable.Range(1, Snapshots).Select(i => i == Snapshots ? end : Spacing == SnapshotSpacing.Linear
            ? end * i / Snapshots
            : end * Math.Pow(firstOfLogarithmic, 1 - ((double)(i - 1) / Math.Max(1, Snapshots - 1))))];
    }
}

/// <summary>How pictures are spread over a run.</summary>
public enum SnapshotSpacing
{
    /// <summary>At equal distances.</summary>
    Linear,

    /// <summary>By equal factors, from a thousandth of the end on.</summary>
    Logarithmic,
}
