using Stria.Core;

namespace Stria.Measurement.Stxm;

/// <summary>The residuals of the sample as a function of all terms; the amounts are eliminated at every point (variable projection; Golub and Pereyra 1973).</summary>
internal sealed class NuisanceProblem(OpticalDensityStack od, ScaledReferences references, NuisanceOptions options, NuisanceSample sample)
{
    private readonly int n = sample.Count, energies = od.FrameCount;
    private readonly double[] noiseFactors = [.. options.NoiseFactors.Select(f => f * sample.NoiseFactor)];
    private readonly double highest = od.Incident.Max();
    private readonly double[] data = new double[sample.Transmission.Length], weights = new double[sample.Transmission.Length];
    private SpectraFitBlock? block;

    /// <summary>How many of the spectra a pixel is part of, on average.</summary>
    public double Overlap => sample.Overlap;

    /// <summary>Number of spectra.</summary>
    public int Spectra => n;

    /// <summary>Knots of the dichroism; null when it is not fitted.</summary>
    public DichroismKnots? Knots { get; init; }

    /// <summary>The middle of the energy axis, about which it is stretched [eV].</summary>
    public double Middle_eV => (od.PhotonEnergies_eV[0] + od.PhotonEnergies_eV[^1]) / 2;

    /// <summary>Residuals with unit weights of the optical density, or, with frozen weights, in standard deviations of the intensities.</summary>
    public NuisanceEvaluation Evaluate(NuisanceParameters at, NuisanceFreeze? frozen)
    {
        ScaledReferences seen = BroadenedReferences.Of(references, at.Variance, at.Stretch, Middle_eV - at.Shift_eV);
        ReferenceDesign design = ReferenceDesign.At(seen, od.PhotonEnergies_eV, at.Shift_eV);
        design = options.Background ? design.WithBackground(od.PhotonEnergies_eV) : design;
        double[] strength = Knots?.At(od.PhotonEnergies_eV, at.Dichroism) ?? new double[energies];
        Prepare(at, frozen, design.Used, strength);
        var fit = new SpectraFit(design);
        block ??= new SpectraFitBlock(fit, n);
        fit.Solve(data, weights, n, block);
        var residuals = new double[data.Length];
        double cost = 0;
        int used = 0;
        for (int i = 0; i < data.Length; i++)
        {
            residuals[i] = Math.Sqrt(weights[i]) * (data[i] - block.Model[i]);
            cost += residuals[i] * residuals[i];
            used += weights[i] > 0 ? 1 : 0;
        }

        int free = block.Free.Take(n).Sum(f => System.Numerics.BitOperations.PopCount(f));
        return new NuisanceEvaluation(residuals, cost, used) { Design = design, Strength = strength, Free = free };
    }

    /// <summary>Weights and model at the point of the last evaluation, to be held while terms move.</summary>
    public NuisanceFreeze Freeze(NuisanceParameters at, NuisanceEvaluation e)
    {
        ReferenceDesign design = e.Design;
        double[] matter = new double[data.Length], model = [.. block!.Model], kept = new double[data.Length], measured = new double[data.Length], linearised = new double[data.Length], light = new double[n];
        for (int r = 0; r < design.Count; r++)
        {
            for (int f = 0; f < energies; f++)
            {
                double mu = design.Values[(r * energies) + f];
                for (int s = 0; s < n; s++)
                {
                    matter[(f * n) + s] += mu * block.Amounts[(r * n) + s];
                }
            }
        }

        for (int i = 0; i < data.Length; i++)
        {
            model[i] += sample.Cosines[i % n] * e.Strength[i / n] * matter[i];
            measured[i] = -Math.Log(OwnLight(at, i));
            light[i % n] += (at.Stray + (at.Halo * sample.Surroundings[i])) / energies;
        }

        new FitWeights(od.Incident, noiseFactors, od.Noise, design.Used).FromModel(measured, model, light, linearised, kept);
        return new NuisanceFreeze(kept, model, matter, 1 - at.Stray - at.Halo);
    }

    /// <summary>Composition of each spectrum at the point of the last evaluation; NaN where there is nothing.</summary>
    public double[] Compositions()
    {
        var x = new double[n];
        for (int s = 0; s < n; s++)
        {
            double total = 0, moment = 0;
            for (int r = 0; r < references.References.Count; r++)
            {
                double amount = block!.Amounts[(r * n) + s];
                (total, moment) = (total + amount, moment + (amount * references.References[r].Composition));
            }

            x[s] = moment / total;
        }

        return x;
    }

    private void Prepare(NuisanceParameters at, NuisanceFreeze? frozen, bool[] used, double[] strength)
    {
        double rest = 1 - at.Stray - at.Halo;
        for (int f = 0; f < energies; f++)
        {
            for (int i = f * n; i < (f + 1) * n; i++)
            {
                double own = used[f] ? OwnLight(at, i) : double.NaN;
                if (!double.IsFinite(own) || (frozen is null ? own <= 0 : frozen.Weights[i] <= 0))
                {
                    (data[i], weights[i]) = (0, 0);
                }
                else if (frozen is null)
                {
                    (data[i], weights[i]) = (-Math.Log(own), 1);
                }
                else
                {
                    data[i] = frozen.Model[i] + 1 - (own * Math.Exp(frozen.Model[i])) - (sample.Cosines[i - (f * n)] * strength[f] * frozen.Matter[i]);
                    weights[i] = frozen.Weights[i] * rest * rest / (frozen.Rest * frozen.Rest);
                }
            }
        }
    }

    // Transmission of the sample alone: lost counts put back, light from elsewhere taken off.
    private double OwnLight(NuisanceParameters at, int i)
    {
        double lost = at.DeadTime * od.Incident[i / n] / highest;
        double t = Restored(sample.Transmission[i], lost), around = Restored(sample.Surroundings[i], lost);
        return (t - at.Stray - (at.Halo * around)) / (1 - at.Stray - at.Halo);
    }

    private static double Restored(double transmission, double lost) => transmission * (1 - lost) / (1 - (lost * transmission));
}

/// <summary>Residuals at a point.</summary>
internal sealed record NuisanceEvaluation(double[] Residuals, double Cost, int Used)
{
    public required ReferenceDesign Design { get; init; }

    /// <summary>Amounts that are free, over all spectra.</summary>
    public required int Free { get; init; }

    public required double[] Strength { get; init; }
}

/// <summary>What is held while terms move: weights, modelled optical density, and that of the references alone.</summary>
internal sealed record NuisanceFreeze(double[] Weights, double[] Model, double[] Matter, double Rest);
