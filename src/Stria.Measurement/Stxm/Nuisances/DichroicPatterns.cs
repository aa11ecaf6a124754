using Stria.Core;
using Stria.Measurement.Spectra;

namespace Stria.Measurement.Stxm;

/// <summary>What linear dichroism may change: spectra of their own for every reference, each with one strength for the whole stack.</summary>
/// <remarks>Dichroism changes the height of single resonances. Where the references show those of vanadium and oxygen, each resonance is a pattern, found by fitting peaks and steps to every
/// reference; a strength of 0.1 then adds a tenth of that resonance to a particle that lies along the polarisation. Elsewhere the patterns are the references themselves between knots.</remarks>
internal sealed class DichroicPatterns
{
    private const double Reach_eV = 0.4;
    private readonly IReadOnlyList<ScaledReferences> patterns;

    private DichroicPatterns(IReadOnlyList<ScaledReferences> patterns, IReadOnlyList<string> names) => (this.patterns, Names) = (patterns, names);

    /// <summary>Number of patterns.</summary>
    public int Count => patterns.Count;

    /// <summary>What each of them changes.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Patterns for references at a stack's energies; none where the stack is too narrow.</summary>
    /// <param name="references">The references.</param>
    /// <param name="energies">The stack's energies [eV].</param>
    /// <param name="shift_eV">E(stack) − E(references) [eV].</param>
    public static DichroicPatterns For(ScaledReferences references, double[] energies, double shift_eV) =>
        OfResonances(references, energies, shift_eV) ?? OfKnots(references, energies, shift_eV);

    /// <summary>The patterns as a measurement sees them [pattern][reference, energy].</summary>
    /// <param name="at">Broadening, stretch and shift.</param>
    /// <param name="middle_eV">Energy that a stretch leaves [eV].</param>
    /// <param name="energies">The stack's energies [eV].</param>
    public double[][] Seen(NuisanceParameters at, double middle_eV, double[] energies) =>
        [.. patterns.Select(p => ReferenceDesign.At(BroadenedReferences.Of(p, at.Variance, at.Stretch, middle_eV), energies, at.Shift_eV).Values)];

    private static DichroicPatterns? OfResonances(ScaledReferences references, double[] energies, double shift)
    {
        if (references.References.Any(r => VanadiumPeaks.MainPeak(r.Source.Spectrum) is null))
        {
            return null;
        }

        PeakFit[] fits = Fits(references);
        double low = energies[0] - shift, high = energies[^1] - shift;
        int[] seen = [.. Enumerable.Range(0, fits[0].Peaks.Count).Where(k => VanadiumPeaks.IsPolarised(fits[0].Peaks[k].Name) && fits.All(f => f.Peaks[k].Position_eV.Value > low && f.Peaks[k].Position_eV.Value < high))];
        return seen.Length == 0 ? null : new DichroicPatterns(
            [.. seen.Select(k => references with { References = [.. references.References.Select((r, i) => Pattern(r, OnGrid(r, fits[i], k)))] })],
            [.. seen.Select(k => fits[0].Peaks[k].Name)]);
    }

    // Resonances weaken and move with x until neighbours hide them. So the fits go on from one composition to the next, each near where the one before ended.
    private static PeakFit[] Fits(ScaledReferences references)
    {
        PeakFit[] fits = new PeakFit[references.References.Count];
        PeakFit? before = null;
        foreach ((ScaledReference reference, int r) in references.References.Select((reference, r) => (reference, r)).OrderBy(p => p.reference.Composition))
        {
            PeakModel model = VanadiumPeaks.Model(VanadiumPeaks.MainPeak(reference.Source.Spectrum)!.Value, StepShape.ArcTangent);
            if (before is { } last)
            {
                model = model with { Peaks = [.. model.Peaks.Zip(last.Peaks, (guess, peak) => guess with { Position_eV = peak.Position_eV.Value, Reach_eV = Reach_eV, Width_eV = peak.Width_eV.Value })] };
            }

            fits[r] = before = PeakFit.Of(reference.Source.Spectrum, model);
        }

        return fits;
    }

    private static double[] OnGrid(ScaledReference reference, PeakFit fit, int peak)
    {
        double[] energies = reference.Source.Spectrum.PhotonEnergies_eV, values = new double[energies.Length];
        for (int i = 0; i < fit.PhotonEnergies_eV.Length; i++)
        {
            values[Array.BinarySearch(energies, fit.PhotonEnergies_eV[i])] = fit.Peaks[peak].Curve[i];
        }

        return values;
    }

    private static DichroicPatterns OfKnots(ScaledReferences references, double[] energies, double shift)
    {
        var knots = DichroismKnots.For(references, energies, shift);
        return new DichroicPatterns([.. Enumerable.Range(0, knots.Free).Select(Between)], [.. Enumerable.Range(0, knots.Free).Select(k => $"{knots.Energy_eV(k) - shift:f1} eV")]);

        ScaledReferences Between(int knot)
        {
            double[] strengths = new double[knots.Free];
            strengths[knot] = 1;
            return references with
            {
                References = [.. references.References.Select(r =>
                {
                    double[] own = r.Source.Spectrum.PhotonEnergies_eV, share = knots.At([.. own.Select(e => e + shift)], strengths);
                    return Pattern(r, [.. r.Source.Spectrum.Values.Select((v, i) => share[i] * (v + (r.Offset / r.Scale)))]);
                })],
            };
        }
    }

    private static ScaledReference Pattern(ScaledReference of, double[] values) =>
        new(of.Source with { Spectrum = new Spectrum(of.Source.Spectrum.PhotonEnergies_eV, values, of.Source.Spectrum.Name, of.Source.Spectrum.Unit) }, of.Scale, 0, of.MolarVolume);
}
