using System.Numerics;
using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>The residuals of the sample as a function of all terms; the amounts are eliminated at every point (variable projection; Golub and Pereyra 1973).</summary>
internal sealed class NuisanceProblem(OpticalDensityStack od, ScaledReferences references, NuisanceOptions options, NuisanceSample sample)
{
    private const int MostLibraries = 32;
    private readonly int n = sample.Count, energies = od.FrameCount;
    private readonly double[] noiseFactors = [.. options.NoiseFactors.Select(f => f * sample.NoiseFactor)];
    private readonly double highest = od.Incident.Max();
    private readonly double[] data = new double[sample.Transmission.Length], weights = new double[sample.Transmission.Length];
    private readonly double[] ownLight = new double[sample.Transmission.Length];
    private readonly Dictionary<(double Variance, double Stretch, double Shift), Library> libraries = [];
    private SpectraFitBlock? block;
    private (SpectraFit Fit, NuisanceFreeze Frozen, (double, double, double) Light)? solved;

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
        (ReferenceDesign design, SpectraFit fit) = (Seen(at).Design, Seen(at).Fit);
        Prepare(at, frozen, design.Used);

        // What only adds to the data, as dichroism does, leaves the weighted products of the references as they are.
        bool isKnown = frozen is not null && solved is { } last && last.Fit == fit && last.Frozen == frozen && last.Light == (at.Stray, at.Halo, at.DeadTime), goOn = block is not null;
        block ??= new SpectraFitBlock(fit, n);
        fit.Solve(data, weights, n, block, goOn, isKnown);
        solved = frozen is null ? null : (fit, frozen, (at.Stray, at.Halo, at.DeadTime));
        (double[] residuals, double cost, int used) = WeightedResiduals.Of(data, block.Model.AsSpan(0, data.Length), weights);
        int free = 0;
        foreach (ulong f in block.Free.AsSpan(0, n))
        {
            free += BitOperations.PopCount(f);
        }

        return new NuisanceEvaluation(residuals, cost, used) { Design = design, Free = free };
    }

    // References as a point of the terms shows them; most moves of a term leave them as they are.
    private Library Seen(NuisanceParameters at)
    {
        (double, double, double) key = (at.Variance, at.Stretch, at.Shift_eV);
        if (!libraries.TryGetValue(key, out Library? library))
        {
            if (libraries.Count >= MostLibraries)
            {
                libraries.Clear();
            }

            ReferenceDesign design = ReferenceDesign.At(BroadenedReferences.Of(references, at.Variance, at.Stretch, Middle_eV - at.Shift_eV), od.PhotonEnergies_eV, at.Shift_eV);
            design = design.With(options.Background, od.PhotonEnergies_eV);
            libraries[key] = library = new Library(design, new SpectraFit(design));
        }

        return library;
    }

    /// <summary>Weights and model at the point of the last evaluation, to be held while terms move.</summary>
    public NuisanceFreeze Freeze(NuisanceParameters at, NuisanceEvaluation e)
    {
        ReferenceDesign design = e.Design;
        double[][] turned = Turned(at);
        double[] model = [.. block!.Model], kept = new double[data.Length], measured = new double[data.Length], linearised = new double[data.Length], light = new double[n];
        AddDichroism(at, turned, 1, model);
        OwnLight(at);
        for (int i = 0; i < data.Length; i++)
        {
            measured[i] = -Math.Log(ownLight[i]);
            light[i % n] += (at.Stray + (at.Halo * sample.Surroundings[i])) / energies;
        }

        new FitWeights(od.Incident, noiseFactors, od.Noise, design.Used).FromModel(measured, model, light, linearised, kept);
        var attenuation = new double[data.Length];
        SteadyVectors.Exp(model, attenuation);
        return new NuisanceFreeze(kept, model, turned, 1 - at.Stray - at.Halo) { Attenuation = attenuation };
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
        if (Patterns is null)
        {
            return [];
        }

        Library library = Seen(at);
        double[][] seen = library.Patterns ??= Patterns.Seen(at, Middle_eV - at.Shift_eV, od.PhotonEnergies_eV), turned = [.. seen.Select(_ => new double[data.Length])];
        double[] along = new double[n];
        for (int r = 0; r < references.References.Count; r++)
        {
            TensorPrimitives.Multiply(sample.Cosines, block!.Amounts.AsSpan(r * n, n), along);
            for (int k = 0; k < seen.Length; k++)
            {
                for (int f = 0; f < energies; f++)
                {
                    double mu = seen[k][(r * energies) + f];
                    if (mu != 0)
                    {
                        SteadyVectors.AddMultiple(along, mu, turned[k].AsSpan(f * n, n));
                    }
                }
            }
        }

        return turned;
    }

    private static void AddDichroism(NuisanceParameters at, double[][] turned, double factor, double[] to)
    {
        for (int k = 0; k < at.Dichroism.Length; k++)
        {
            if (at.Dichroism[k] != 0)
            {
                SteadyVectors.AddMultiple(turned[k], factor * at.Dichroism[k], to);
            }
        }
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
        OwnLight(at);
        double rest = 1 - at.Stray - at.Halo, change = frozen is null ? 1 : rest * rest / (frozen.Rest * frozen.Rest);
        if (frozen is null)
        {
            for (int i = 0; i < data.Length; i++)
            {
                data[i] = -Math.Log(ownLight[i]);
            }
        }
        else
        {
            TensorPrimitives.Multiply(ownLight, frozen.Attenuation, data);
            TensorPrimitives.Subtract(frozen.Model, data, data);
            TensorPrimitives.Add(data, 1.0, data);
            AddDichroism(at, frozen.Turned, -1, data);
        }

        for (int f = 0; f < energies; f++)
        {
            Span<double> values = data.AsSpan(f * n, n), kept = weights.AsSpan(f * n, n);
            if (!used[f])
            {
                values.Clear();
                kept.Clear();
                continue;
            }

            ReadOnlySpan<double> own = ownLight.AsSpan(f * n, n), held = frozen is null ? [] : frozen.Weights.AsSpan(f * n, n);
            for (int s = 0; s < n; s++)
            {
                bool isUsable = double.IsFinite(own[s]) && (frozen is null ? own[s] > 0 : held[s] > 0);
                (values[s], kept[s]) = isUsable ? (values[s], frozen is null ? 1 : held[s] * change) : (0, 0);
            }
        }
    }

    // Transmission of the sample alone: lost counts put back, light from elsewhere taken off.
    private void OwnLight(NuisanceParameters at)
    {
        double scale = 1 / (1 - at.Stray - at.Halo);
        int lanes = Vector<double>.Count;
        for (int f = 0; f < energies; f++)
        {
            double lost = at.DeadTime * od.Incident[f] / highest;
            ReadOnlySpan<double> seen = sample.Transmission.AsSpan(f * n, n), around = sample.Surroundings.AsSpan(f * n, n);
            Span<double> own = ownLight.AsSpan(f * n, n);
            int s = 0;
            for (; s + lanes <= n; s += lanes)
            {
                Vector<double> t = new(seen[s..]), a = new(around[s..]);
                if (lost != 0)
                {
                    (t, a) = (t * (1 - lost) / (Vector<double>.One - (lost * t)), a * (1 - lost) / (Vector<double>.One - (lost * a)));
                }

                ((t - new Vector<double>(at.Stray) - (at.Halo * a)) * scale).CopyTo(own[s..]);
            }

            for (; s < n; s++)
            {
                own[s] = (Restored(seen[s], lost) - at.Stray - (at.Halo * Restored(around[s], lost))) * scale;
            }
        }
    }

    private static double Restored(double transmission, double lost) => transmission * (1 - lost) / (1 - (lost * transmission));

    private sealed record Library(ReferenceDesign Design, SpectraFit Fit)
    {
        public double[][]? Patterns { get; set; }
    }
}

/// <summary>Residuals at a point.</summary>
internal sealed record NuisanceEvaluation(double[] Residuals, double Cost, int Used)
{
    public required ReferenceDesign Design { get; init; }

    /// <summary>Amounts that are free, over all spectra.</summary>
    public required int Free { get; init; }
}

/// <summary>What is held while terms move: weights, modelled optical density, and what each part of the dichroism adds to it.</summary>
internal sealed record NuisanceFreeze(double[] Weights, double[] Model, double[][] Turned, double Rest)
{
    /// <summary>exp(model).</summary>
    public required double[] Attenuation { get; init; }
}
