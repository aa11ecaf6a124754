using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Linear;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>The common parameters.</summary>
/// <param name="Shift_eV">E(stack) − E(references) [eV].</param>
/// <param name="Light">Additive light.</param>
internal readonly record struct CommonParameters(double Shift_eV, AdditiveLight Light)
{
    /// <summary>With one of them moved: 0 the shift, 1 the stray share.</summary>
    public CommonParameters Moved(int which, double by) => which switch
    {
        0 => this with { Shift_eV = Shift_eV + by },
        _ => this with { Light = Light with { Stray = Math.Clamp(Light.Stray + by, 0, 0.3) } },
    };
}

/// <summary>Residuals of the sample at a point.</summary>
internal sealed record CalibrationEvaluation(double[] Residuals, double[] Model, FrozenWeights? Weights, double Cost, int Used);

/// <summary>Weights, and the model that they were made with, to be held while common parameters move.</summary>
/// <param name="Weights">1/variance of an optical density of the sample alone [energy, spectrum]; 0 = not used.</param>
/// <param name="Model">Modelled optical densities of the sample alone [energy, spectrum].</param>
/// <param name="Attenuation">exp(model), I₀/I of the sample alone.</param>
/// <param name="Rest">Share of the beam that passes the sample.</param>
internal sealed record FrozenWeights(double[] Weights, double[] Model, double[] Attenuation, double Rest);

/// <summary>A solution.</summary>
/// <param name="At">Where it lies.</param>
/// <param name="Cost">χ².</param>
/// <param name="ReducedChiSquare">χ² per degree of freedom.</param>
/// <param name="Covariance">Of the parameters fitted: shift alone, or shift and stray share, row by row; 0 for what is held.</param>
internal sealed record CalibrationSolution(CommonParameters At, double Cost, double ReducedChiSquare, double[] Covariance)
{
    /// <summary>Standard deviation of the shift [eV].</summary>
    public double ShiftDeviation_eV => Math.Sqrt(Covariance[0]);

    /// <summary>Standard deviation of the stray share; 0 when it was not fitted.</summary>
    public double StrayDeviation => Covariance.Length == 4 ? Math.Sqrt(Covariance[3]) : 0;
}

/// <summary>The sample's residuals as a function of the common parameters.</summary>
internal sealed class CalibrationProblem(OpticalDensityStack od, ScaledReferences references, CalibrationOptions options, CalibrationSample sample, CalibrationRoom room)
{
    private const double NegligibleStep = 0.01; // standard deviations
    private readonly int n = sample.Count;
    private readonly double[] data = room.Data, weights = room.Weights;
    private readonly double[] noiseFactors = [.. options.NoiseFactors.Select(f => f * sample.NoiseFactor)];

    /// <summary>Whether the shift was given.</summary>
    public bool ShiftIsFixed => options.FixedShift_eV is not null;

    /// <summary>The problem with data drawn about a solution, by the noise of the weights times the root of χ².</summary>
    public CalibrationProblem Drawn(CalibrationSolution about, FrozenWeights frozen, SeededRandom random)
    {
        double[] weights = [.. frozen.Weights.Select(w => w / about.ReducedChiSquare)];
        return new CalibrationProblem(od, references, options, sample.Drawn(frozen, weights, about.At.Light, random), room);
    }

    /// <summary>Mean square residual of the optical density at a shift, without weights and without additive light; NaN where too few energies overlap.</summary>
    public double UnweightedMeanSquare(double shift)
    {
        double low = references.References.Max(r => r.Lowest_eV), high = references.References.Min(r => r.Highest_eV);
        int covered = od.PhotonEnergies_eV.Count(e => e - shift >= low && e - shift <= high);
        if (covered < Math.Max(3, 0.6 * od.FrameCount))
        {
            return double.NaN;
        }

        double cost = Fitted(new CommonParameters(shift, AdditiveLight.None), null, data);
        return cost / (weights.Length - weights.AsSpan().Count(0.0));
    }

    /// <summary>Residuals at a point: of the optical density with weight one, or, with frozen weights, in standard deviations of the intensities. Intensities,
    /// because taking light off before the logarithm would amplify the noise and so favour no light.</summary>
    public CalibrationEvaluation Evaluate(CommonParameters at, FrozenWeights? frozen)
    {
        double[] residuals = Room(), model = Room();
        double cost = Fitted(at, frozen, residuals);
        room.Block!.Model.CopyTo(model, 0);
        return new CalibrationEvaluation(residuals, model, frozen, cost, weights.Length - weights.AsSpan().Count(0.0));
    }

    private double[] Room() => GC.AllocateUninitializedArray<double>(data.Length);

    // The sum of squares, with the residuals, which may take the place of the data.
    private double Fitted(CommonParameters at, FrozenWeights? frozen, double[] residuals)
    {
        ReferenceDesign design = ReferenceDesign.At(references, od.PhotonEnergies_eV, at.Shift_eV).With(room.Background ??= ReferenceDesign.RowsOf(options.Background, od.PhotonEnergies_eV));
        var fit = new SpectraFit(design);
        if (frozen is null)
        {
            new FitWeights(od.Incident, noiseFactors, od.Noise, design.Used).Start(sample.Without(at.Light), n, data, weights);
        }
        else
        {
            sample.Linearise(frozen, at.Light, design.Used, data, weights);
        }

        bool goOn = room.Block is not null;
        room.Block ??= new SpectraFitBlock(fit, n);
        fit.Solve(data, weights, n, room.Block, goOn);
        return WeightedResiduals.Find(data, room.Block.Model.AsSpan(0, data.Length), weights, residuals);
    }

    /// <summary>Weights and model to hold while common parameters are moved.</summary>
    public FrozenWeights Weights(CommonParameters at, CalibrationEvaluation e)
    {
        double[] measured = sample.Without(at.Light), frozen = Room(), attenuation = Room();
        var used = new bool[od.FrameCount];
        Array.Fill(used, true);
        new FitWeights(od.Incident, noiseFactors, od.Noise, used).FromModel(measured, e.Model, sample.Light(at.Light), data, frozen);
        SteadyVectors.Exp(e.Model, attenuation);
        return new FrozenWeights(frozen, e.Model, attenuation, 1 - at.Light.Stray - at.Light.Halo);
    }

    /// <summary>Slope of the residuals with one parameter, weights held.</summary>
    public double[] Slope(CommonParameters at, int which, double delta, CalibrationEvaluation current)
    {
        double[] slope = Room();
        Fitted(at.Moved(which, delta), current.Weights, slope);
        Fitted(at.Moved(which, -delta), current.Weights, data);
        double span = which == 0 ? 2 * delta : at.Moved(which, delta).Light.Stray - at.Moved(which, -delta).Light.Stray;
        TensorPrimitives.Subtract(slope, data, slope);
        TensorPrimitives.Divide(slope, span, slope);
        return slope;
    }

    /// <summary>The place a step leads to, halved until χ² falls; where it started when it does not.</summary>
    public CommonParameters Descend(CommonParameters at, double[] step, CalibrationEvaluation current)
    {
        for (double length = 1; length > 0.05; length /= 2)
        {
            CommonParameters trial = at.Moved(0, Math.Clamp(length * step[0], -0.2, 0.2));
            trial = step.Length > 1 ? trial.Moved(1, length * step[1]) : trial;
            if (Fitted(trial, current.Weights, data) < current.Cost)
            {
                return trial;
            }
        }

        return at;
    }

    /// <summary>Whether a step is short against the standard deviations of what was fitted.</summary>
    public bool IsNegligible(double[] step, double[] normal, CalibrationEvaluation current)
    {
        double scale = current.Cost / Math.Max(1, current.Used - (2 * n)) * sample.Overlap;
        double[]? inverse = Inverse(normal, step.Length);
        return inverse is not null && Enumerable.Range(ShiftIsFixed ? 1 : 0, step.Length - (ShiftIsFixed ? 1 : 0)).All(k => Math.Abs(step[k]) < NegligibleStep * Math.Sqrt(scale * inverse[(k * step.Length) + k]));
    }

    /// <summary>χ² and covariance at the end of a search.</summary>
    /// <param name="at">Where it ended.</param>
    /// <param name="normal">JᵀJ of the parameters that were fitted, row by row.</param>
    /// <param name="parameters">Their number.</param>
    public CalibrationSolution Finish(CommonParameters at, double[] normal, int parameters)
    {
        CalibrationEvaluation e = Evaluate(at, Weights(at, Evaluate(at, null)));
        double reduced = e.Cost / Math.Max(1, e.Used - (2 * n));
        double[] covariance = Inverse(normal, parameters) ?? new double[parameters * parameters];
        for (int i = 0; i < covariance.Length; i++)
        {
            covariance[i] *= reduced * sample.Overlap;
        }

        return new CalibrationSolution(at, e.Cost, reduced, covariance);
    }

    /// <summary>The inverse of JᵀJ with a given shift held; null when it has none.</summary>
    public double[]? Inverse(double[] normal, int parameters)
    {
        double[] factor = [.. normal], inverse = new double[normal.Length], column = new double[parameters];
        if (ShiftIsFixed)
        {
            Hold(factor, column, parameters);
        }

        if (!SmallCholesky.Factor(factor, parameters))
        {
            return null;
        }

        for (int k = ShiftIsFixed ? 1 : 0; k < parameters; k++)
        {
            column.AsSpan().Clear();
            column[k] = 1;
            SmallCholesky.Solve(factor, parameters, column);
            column.CopyTo(inverse, k * parameters);
        }

        return inverse;
    }

    /// <summary>Takes the shift, the first parameter, out of normal equations.</summary>
    public static void Hold(double[] normal, double[] right, int parameters)
    {
        for (int k = 0; k < parameters; k++)
        {
            normal[k] = normal[k * parameters] = 0;
        }

        (normal[0], right[0]) = (1, 0);
    }
}

/// <summary>Working memory of problems of as many spectra, one after the other.</summary>
/// <param name="length">Values of all spectra.</param>
internal sealed class CalibrationRoom(int length)
{
    public double[] Data { get; } = new double[length];

    public double[] Weights { get; } = new double[length];

    public SpectraFitBlock? Block { get; set; }

    /// <summary>What absorbs beside the references, at the stack's energies; null until it is asked.</summary>
    public double[][]? Background { get; set; }
}
