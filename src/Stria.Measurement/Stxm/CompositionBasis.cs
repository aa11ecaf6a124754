using Stria.Matter;

namespace Stria.Measurement.Stxm;

/// <summary>What the references of a fit stand for: compositions, molar volumes and phase windows.</summary>
public sealed class CompositionBasis
{
    private readonly double[] limits;

    private CompositionBasis(double[] compositions, double[] molarVolumes, IReadOnlyList<string> phaseNames, double[] limits)
    {
        (Compositions, MolarVolumes, PhaseNames, this.limits) = (compositions, molarVolumes, phaseNames, limits);
    }

    /// <summary>x of each reference.</summary>
    public double[] Compositions { get; }

    /// <summary>Molar volume of each reference [m³/mol]; NaN when amounts are not molar.</summary>
    public double[] MolarVolumes { get; }

    /// <summary>Names of the phases, in order of x.</summary>
    public IReadOnlyList<string> PhaseNames { get; }

    /// <summary>True when amounts are mol/m².</summary>
    public bool IsMolar => MolarVolumes.All(double.IsFinite);

    /// <summary>False when the data give no noise model, so that the residuals must set the scale of the intervals.</summary>
    public bool NoiseIsKnown { get; private init; } = true;

    /// <summary>The basis of standards.</summary>
    /// <param name="references">The standards on a common scale.</param>
    /// <param name="host">The host with its phases; null when not known: phases are then the references, each up to half way to the next.</param>
    /// <param name="noiseIsKnown">Whether the data give a noise model.</param>
    public static CompositionBasis Of(ScaledReferences references, HostMaterial? host, bool noiseIsKnown = true)
    {
        double[] x = [.. references.References.Select(r => r.Composition)], volumes = [.. references.References.Select(r => r.MolarVolume)];
        return host is { Phases.Count: > 0 }
            ? new CompositionBasis(x, volumes, [.. host.Phases.Select(p => p.Name)], [.. host.Phases.Skip(1).Select(p => p.From)]) { NoiseIsKnown = noiseIsKnown }
            : ByReferences(x, volumes, [.. references.References.Select(r => r.Source.Phase ?? r.Name)], noiseIsKnown);
    }

    /// <summary>The basis of cluster spectra, with the phases of another one.</summary>
    public CompositionBasis With(IReadOnlyList<ClusterReference> clusters) =>
        new([.. clusters.Select(c => c.Composition)], [.. clusters.Select(c => c.MolarVolume)], PhaseNames, limits) { NoiseIsKnown = NoiseIsKnown };

    /// <summary>Label of the phase whose window holds x; −1 for NaN.</summary>
    public int PhaseOf(double x)
    {
        if (double.IsNaN(x))
        {
            return -1;
        }

        int label = 0;
        while (label < limits.Length && x >= limits[label])
        {
            label++;
        }

        return label;
    }

    /// <summary>Molar volume at a composition, between those of the references in straight lines, beyond the outermost as theirs [m³/mol].</summary>
    public double MolarVolume(double x)
    {
        int below = -1, above = -1;
        for (int r = 0; r < Compositions.Length; r++)
        {
            below = Compositions[r] <= x && (below < 0 || Compositions[r] > Compositions[below]) ? r : below;
            above = Compositions[r] >= x && (above < 0 || Compositions[r] < Compositions[above]) ? r : above;
        }

        (below, above) = (below < 0 ? above : below, above < 0 ? below : above);
        double apart = Compositions[above] - Compositions[below];
        return MolarVolumes[below] + (apart > 0 ? (x - Compositions[below]) / apart * (MolarVolumes[above] - MolarVolumes[below]) : 0);
    }

    private static CompositionBasis ByReferences(double[] x, double[] volumes, string[] names, bool noiseIsKnown)
    {
        var phases = new List<string>();
        var limits = new List<double>();
        double last = double.NaN;
        foreach (int r in Enumerable.Range(0, x.Length).OrderBy(r => x[r]))
        {
            if (phases.Count > 0 && phases[^1] != names[r])
            {
                limits.Add((last + x[r]) / 2);
            }

            if (phases.Count == 0 || phases[^1] != names[r])
            {
                phases.Add(names[r]);
            }

            last = x[r];
        }

        return new CompositionBasis(x, volumes, phases, [.. limits]) { NoiseIsKnown = noiseIsKnown };
    }
}
