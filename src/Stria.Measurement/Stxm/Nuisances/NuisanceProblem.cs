using Stria.Core;
using Stria.Numerics.Statistics;

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

    /// <summary>What dichroism may change; null when it is not fitted.</summary>
    public DichroicPatterns? Patterns { get; init; }

    /// <summary>The middle of the energy axis, about which it is stretched [eV].</summary>
    public double Middle_eV => (od.PhotonEnergies_eV[0] + od.PhotonEnergies_eV[^1]) / 2;

    /// <summary>Residuals with unit weights of the optical density, or, with frozen weights, in standard deviations of the intensities.</summary>
    public NuisanceEvaluation Evaluate(NuisanceParameters at, NuisanceFreeze? frozen)
    {
        ScaledReferences seen = BroadenedReferences.Of(references, at.Variance, at.Stretch, Middle_eV - at.Shift_eV);
        ReferenceDesign design = ReferenceDesign.At(seen, od.PhotonEnergies_eV, at.Shift_eV);
        design = design.With(options.Background, od.PhotonEnergies_eV);
        Prepare(at, frozen, design.Used);
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
        return new NuisanceEvaluation(residuals, cost, used) { Design = design, Free = free };
    }

    /// <summary>Weights and model at the point of the last evaluation, to be held while terms move.</summary>
    public NuisanceFreeze Freeze(NuisanceParameters at, NuisanceEvaluation e)
    {
        ReferenceDesign design = e.Design;
        double[][] turned = Turned(at);
        double[] model = [.. block!.Model], kept = new double[data.Length], measured = new double[data.Length], linearised = new double[data.Length], light = new double[n];
        for (int i = 0; i < data.Length; i++)
        {
            model[i] += Dichroism(at, turned, i);
            measured[i] = -Math.Log(OwnLight(at, i));
            light[i % n] += (at.Stray + (at.Halo * sample.Surroundings[i])) / energies;
        }

        new FitWeights(od.Incident, noiseFactors, od.Noise, design.Used).FromModel(measured, model, light, linearised, kept);
        return new NuisanceFreeze(kept, model, turned, 1 - at.Stray - at.Halo);
    }

    /// <summary>The problem with data drawn about a solution, by the noise of the weights times the root of χ².</summary>
    public NuisanceProblem Drawn(NuisanceParameters at, NuisanceFreeze frozen, double reduced, SeededRandom random)
    {
        double[] drawn = new double[data.Length];
        double rest = 1 - at.Stray - at.Halo;
        for (int i = 0; i < drawn.Length; i++)
        {
            double lost = at.DeadTime * od.Incident[i / n] / highest, weight = frozen.Weights[i];
            double own = weight > 0 ? Math.Exp(-frozen.Model[i]) * (1 + (Math.Sqrt(reduced / weight) * random.Normal())) : double.NaN;
            double t = (rest * own) + at.Stray + (at.Halo * Restored(sample.Surroundings[i], lost));
            drawn[i] = t / (1 - lost + (lost * t));
        }

        return new NuisanceProblem(od, references, options, sample.With(drawn)) { Patterns = Patterns };
    }

    // What each pattern at full strength adds to the optical densities, amounts and direction being those of the spectrum.
    private double[][] Turned(NuisanceParameters at)
    {
        double[][] seen = Patterns?.Seen(at, Middle_eV - at.Shift_eV, od.PhotonEnergies_eV) ?? [], turned = [.. seen.Select(_ => new double[data.Length])];
        int count = references.References.Count;
        for (int k = 0; k < seen.Length; k++)
        {
            for (int row = 0; row < count * energies; row++)
            {
                (int r, int f) = (row / energies, row % energies);
                double mu = seen[k][row];
                for (int s = 0; s < n && mu != 0; s++)
                {
                    turned[k][(f * n) + s] += mu * sample.Cosines[s] * block!.Amounts[(r * n) + s];
                }
            }
        }

        return turned;
    }

    private static double Dichroism(NuisanceParameters at, double[][] turned, int i)
    {
        double sum = 0;
        for (int k = 0; k < at.Dichroism.Length; k++)
        {
            sum += at.Dichroism[k] * turned[k][i];
        }

        return sum;
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

    private void Prepare(NuisanceParameters at, NuisanceFreeze? frozen, bool[] used)
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
                    data[i] = frozen.Model[i] + 1 - (own * Math.Exp(frozen.Model[i])) - Dichroism(at, frozen.Turned, i);
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
}

/// <summary>What is held while terms move: weights, modelled optical density, and what each part of the dichroism adds to it.</summary>
internal sealed record NuisanceFreeze(double[] Weights, double[] Model, double[][] Turned, double Rest);
