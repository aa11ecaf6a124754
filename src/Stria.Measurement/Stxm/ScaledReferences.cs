using Stria.Core;
using Stria.Numerics.Interpolation;

namespace Stria.Measurement.Stxm;

/// <summary>Reference spectra on one scale, ready to be fitted: their weights are amounts in one unit.</summary>
/// <param name="References">The references.</param>
/// <param name="Unit">Unit of the weights: "mol/m²" when the scale is molar, "1" when they count references.</param>
/// <param name="Remarks">How the scale was set, or why it could not be.</param>
public sealed record ScaledReferences(IReadOnlyList<ScaledReference> References, string Unit, IReadOnlyList<Remark> Remarks)
{
    /// <summary>The error of the scale as independent parts, each a change of all references by one standard deviation of it.</summary>
    public IReadOnlyList<ScaleMode> ScaleModes { get; init; } = [];

    /// <summary>These references with one part of the error of their scale added.</summary>
    public ScaledReferences Moved(ScaleMode by) => this with
    {
        References = [.. References.Select((r, i) => new ScaledReference(r.Source, r.Scale + by.Scales[i], r.Offset + by.Offsets[i], r.MolarVolume))],
    };

    /// <summary>What one part of the error of the scale adds to each reference: a share of it, and a constant.</summary>
    public (double[] Shares, double[] Constants) Change(ScaleMode by) =>
        ([.. References.Select((r, i) => by.Scales[i] / r.Scale)], [.. References.Select((r, i) => by.Offsets[i] - (r.Offset * by.Scales[i] / r.Scale))]);

    /// <summary>True when weights are amounts of substance per area.</summary>
    public bool IsMolar => Unit == "mol/m²";

    /// <summary>The references as they are, each its own unit of thickness.</summary>
    public static ScaledReferences AsTheyAre(IReadOnlyList<ReferenceSpectrum> references)
    {
        var remarks = new List<Remark>
        {
            Remark.Assumed("No formula and density were given: weights and thickness are in units of the references, as if all were equally thick."),
        };
        double[] jumps = [.. references.Select(Jump)];
        if (jumps.Min() > 0 && jumps.Max() / jumps.Min() > 1.05)
        {
            remarks.Add(Remark.Warning(
                $"The references differ in edge jump by a factor {jumps.Max() / jumps.Min():f2} ({string.Join(", ", references.Zip(jumps, (r, j) => $"{r.Name}: {j:g3}"))}): "
                + "they may stand for unequal amounts, which shifts x. Give --material to put them on a common scale."));
        }

        return new ScaledReferences([.. references.Select(r => new ScaledReference(r, 1, 0, double.NaN))], "1", remarks);
    }

    // Mean of the last tenth of the energies minus mean of the first tenth.
    private static double Jump(ReferenceSpectrum r)
    {
        int n = Math.Max(1, r.Spectrum.Values.Length / 10);
        return r.Spectrum.Values[^n..].Average() - r.Spectrum.Values[..n].Average();
    }
}

/// <summary>One part of the error of the common scale.</summary>
/// <param name="Scales">Change of each reference's factor.</param>
/// <param name="Offsets">Change of each reference's offset.</param>
public sealed record ScaleMode(double[] Scales, double[] Offsets);

/// <summary>One reference on the common scale: scale × value + offset.</summary>
public sealed class ScaledReference
{
    private readonly CubicSpline spline;

    /// <summary>Makes it.</summary>
    /// <param name="source">The reference as given.</param>
    /// <param name="scale">Factor from its values to the common scale.</param>
    /// <param name="offset">What is added on the common scale.</param>
    /// <param name="molarVolume">Molar volume of its host at its composition [m³/mol]; NaN when the scale is not molar.</param>
    public ScaledReference(ReferenceSpectrum source, double scale, double offset, double molarVolume)
    {
        (Source, Scale, Offset, MolarVolume) = (source, scale, offset, molarVolume);
        spline = new CubicSpline(source.Spectrum.PhotonEnergies_eV, [.. source.Spectrum.Values.Select(v => (scale * v) + offset)]);
    }

    /// <summary>The reference as given.</summary>
    public ReferenceSpectrum Source { get; }

    /// <summary>Factor from its values to the common scale.</summary>
    public double Scale { get; }

    /// <summary>What is added on the common scale.</summary>
    public double Offset { get; }

    /// <summary>Molar volume at its composition [m³/mol]; NaN when the scale is not molar.</summary>
    public double MolarVolume { get; }

    /// <summary>Its composition x.</summary>
    public double Composition => Source.Composition;

    /// <summary>Its name.</summary>
    public string Name => Source.Name;

    /// <summary>Lowest photon energy [eV].</summary>
    public double Lowest_eV => Source.Spectrum.PhotonEnergies_eV[0];

    /// <summary>Highest photon energy [eV].</summary>
    public double Highest_eV => Source.Spectrum.PhotonEnergies_eV[^1];

    /// <summary>Values on the common scale; beyond the ends the end value.</summary>
    public double[] At(ReadOnlySpan<double> photonEnergies_eV, double shift_eV = 0) => spline.At(photonEnergies_eV, shift_eV);
}
