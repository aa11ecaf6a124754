using Stria.Core;

namespace Stria.Measurement.Stxm;

/// <summary>How the optical densities of given pixels change with each disturbance that acts on all spectra alike, to first order.</summary>
internal static class DisturbanceDirections
{
    private const double Step_eV = 0.05, Variance = 0.04;

    /// <summary>One direction [energy, pixel] for each disturbance: shift and stretch of the energy axis, broadening and its square, stray light, lost counts, and, where directions of particles are given, dichroism.</summary>
    /// <param name="sample">The pixels, with their fitted amounts and spectra.</param>
    /// <param name="od">Their optical densities.</param>
    /// <param name="references">The references, with E(stack) − E(references) [eV].</param>
    /// <param name="cosine">cos 2θ of the particle at each pixel of the raster; null leaves dichroism out.</param>
    /// <remarks>One is made when the one before has been used: each is as large as the spectra.</remarks>
    public static IEnumerable<double[]> Of(FittedPixels sample, OpticalDensityStack od, (ScaledReferences References, double Shift_eV) references, float[]? cosine)
    {
        double[] energies = od.PhotonEnergies_eV;
        double shift = references.Shift_eV, middle = 0.5 * (energies[0] + energies[^1]);
        double[][] At(ScaledReferences seen, double moved) => [.. seen.References.Select(r => r.At(energies, -moved))];
        double[][] plain = At(references.References, shift), up = At(references.References, shift + Step_eV), down = At(references.References, shift - Step_eV);
        double[][] slope = Difference(up, down, 1 / (2 * Step_eV)), stretch = [.. slope.Select(row => About(row, energies, middle))];
        double[][] broad = At(BroadenedReferences.Of(references.References, Variance, 0, middle), shift), broader = At(BroadenedReferences.Of(references.References, 2 * Variance, 0, middle), shift);
        double[][] once = Difference(broad, plain, 1), twice = Difference(Difference(broader, broad, 1), once, 1);
        foreach (double[][] changes in (double[][][])[slope, stretch, once, twice])
        {
            yield return Mixed(sample, changes);
        }

        yield return [.. sample.Model.Select(m => Math.Exp(Math.Min(m, 10)) - 1)];
        yield return Lost(sample, od);
        yield return Lost(sample, od, squared: true);
        foreach (double[] direction in cosine is null ? [] : Dichroism(sample, energies, references, cosine))
        {
            yield return direction;
        }
    }

    private static double[][] Difference(double[][] a, double[][] b, double factor) => [.. a.Zip(b, (p, q) => p.Zip(q, (v, w) => factor * (v - w)).ToArray())];

    private static double[] About(double[] slope, double[] energies, double middle) => [.. slope.Select((v, e) => v * (energies[e] - middle))];

    private static double[] Mixed(FittedPixels sample, double[][] changes)
    {
        int n = sample.Pixels.Length;
        var direction = new double[sample.Model.Length];
        for (int r = 0; r < changes.Length; r++)
        {
            for (int e = 0; e < sample.Energies; e++)
            {
                double change = changes[r][e];
                for (int s = 0; s < n; s++)
                {
                    direction[(e * n) + s] += sample.Amounts[(r * n) + s] * change;
                }
            }
        }

        return direction;
    }

    // A counter that loses a share q of the counts at I₀ loses q T at the transmission T.
    private static double[] Lost(FittedPixels sample, OpticalDensityStack od, bool squared = false)
    {
        int n = sample.Pixels.Length;
        double most = od.Incident.Max();
        return [.. sample.Model.Select((m, i) =>
        {
            double t = Math.Exp(-m), share = od.Incident[i / n] / most;
            return squared ? share * share * (1 - (t * t)) : share * (1 - t);
        })];
    }

    private static IEnumerable<double[]> Dichroism(FittedPixels sample, double[] energies, (ScaledReferences References, double Shift_eV) references, float[] cosine)
    {
        var knots = DichroismKnots.For(references.References, energies, references.Shift_eV);
        int n = sample.Pixels.Length;
        double[] turned = [.. sample.Pixels.Select(p => float.IsFinite(cosine[p]) ? cosine[p] : 0.0)];
        for (int k = 0; k < knots.Free; k++)
        {
            double[] strengths = new double[knots.Free];
            strengths[k] = 1;
            double[] at = knots.At(energies, strengths);
            yield return [.. sample.Model.Select((m, i) => m * at[i / n] * turned[i % n])];
        }
    }
}
