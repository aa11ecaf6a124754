using Stria.Core;
using Stria.Files;
using Stria.Measurement.Stxm;
using Stria.Numerics.Statistics;

namespace Stria.Studies;

/// <summary>Composition, thickness and phase of every pixel.</summary>
/// <param name="scenario">Filter, and which path gives the maps.</param>
public sealed class CompositionStep(MapScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => MapSteps.NameOf(MapStep.Composition);

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Composition];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        double? spread = scenario.Composition.IsSharpened ? BeamWidth.Of(scenario, context, cancel) : null;
        foreach (string path in (string[])["standards", "clusters"])
        {
            if (context.TryGet(path, out ReferenceFitResult? fit))
            {
                CompositionMaps Mapped(ReferenceFitResult of) => Plain(of, context.Get<CompositionBasis>(path), context.Threads, cancel);
                context.Put(spread is { } width ? new Sharpening(context, width, scenario.Fit.Smoothing <= 0 && !IsBootstrapped, Mapped).Run(path, fit, scenario.Seed, cancel) : Mapped(fit), path);
                context.Put(fit.WithoutEquations(), path);
            }
        }

        string main = scenario.Fit.Path == FitPath.Clusters && context.TryGet("clusters", out CompositionMaps? _) ? "clusters" : "standards";
        CompositionMaps maps = context.Get<CompositionMaps>(main).With(context.Get<IReadOnlyList<CommonError>>());
        if (!maps.Composition.Values.Any(float.IsFinite))
        {
            throw new DataException(
                $"no pixel of {context.Get<FoundParticles>().Mask.Count} holds three standard deviations of sample, so none has a composition. Perhaps the mask marks no particle, or the references belong to another edge.",
                scenario.Stack.Path);
        }

        context.Put(maps);
        context.Put(maps, main);
        Tell(maps, context);
        WritePhases(maps, context);
        LetGo(context);
    }

    // What led to the maps, and is neither written nor drawn, is as much as all that is.
    private static void LetGo(StudyContext context)
    {
        context.Drop<ReferenceFitResult>("clusters");
        context.Drop<ReferenceFitResult>(FitStep.Alone("standards"));
        context.Drop<ReferenceFitResult>(FitStep.Alone("clusters"));
        context.Drop<IReadOnlyList<CommonError>>();
        context.Drop<PolarisedSample>();
    }

    private CompositionMaps Plain(ReferenceFitResult fit, CompositionBasis basis, int threads, CancellationToken cancel)
    {
        (float[]? bias, float[]? deviation) = !IsPlain ? ((float[]?)null, (float[]?)null) : NonNegativityBias.Find(fit, basis.Compositions, CompositionMap.Widening(fit, basis.NoiseIsKnown), scenario.Seed, threads, cancel);
        return CompositionMap.From(fit, basis, scenario.Composition.GaussianSigma, bias, UsesDraws ? deviation : null, beyond: scenario.Composition.IsSharpened);
    }

    // The bias is that of amounts that may not be negative, pixel by pixel.
    private bool IsPlain => scenario.Fit is { Method: FitMethod.Nnls, Smoothing: 0 };

    // An amount that may not be negative scatters to one side only: near a pure standard the covariance of the free amounts says too much.
    private bool UsesDraws => IsPlain && scenario is { Fit.Uncertainty: FitUncertainty.Auto, Composition.GaussianSigma: 0 };

    private bool IsBootstrapped => scenario.Fit.Uncertainty == FitUncertainty.Bootstrap || (scenario.Fit.Uncertainty == FitUncertainty.Auto && scenario.Fit.Method is FitMethod.Bounded or FitMethod.Svd);

    private void Tell(CompositionMaps maps, StudyContext context)
    {
        float[] x = maps.Composition.Values, thickness = maps.Thickness.Values;
        (double mean, double spread) = WeightedMean(x, maps.Total.Values);
        context.Report(new Headline("mean_composition", mean, "1", "Mean composition x, weighted by amount (± spread over the pixels)") { StandardDeviation = spread });
        context.Report(new Headline("median_sigma_x", Quantiles.Median(maps.Deviation.Values), "1", "Median standard deviation of x in a pixel"));
        if (maps.SystematicDeviation is { } systematic)
        {
            context.Report(new Headline("median_systematic_x", Quantiles.Median(systematic.Values), "1", "Median systematic standard deviation of x, from errors common to all pixels"));
        }

        context.Report(new Headline("median_thickness", Quantiles.Median(thickness), maps.Thickness.Unit, maps.Thickness.Unit == "nm" ? "Median thickness" : "Median amount, in units of the references"));
        if (maps.Lithium.Unit == "mol/m²")
        {
            context.Report(new Headline("mean_lithium", maps.Lithium.Values.Where(float.IsFinite).Select(v => (double)v).DefaultIfEmpty(double.NaN).Average(), "mol/m²", "Mean lithium areal density"));
        }

        // Sharpened maps were fitted beyond the outline, where there is no sample by intent.
        if (maps.FaintPixels > 0 && !scenario.Composition.IsSharpened)
        {
            context.Say(Remark.Note($"{maps.FaintPixels} sample pixels hold less than three standard deviations of sample: they have no composition."));
        }

        if (maps.Widening > 1.02)
        {
            context.Say(Remark.Note($"Standard deviations were widened by {maps.Widening:f2}, the root of the median reduced χ²."));
        }

        double filter = scenario.Composition.GaussianSigma;
        context.Describe(
            $"Composition x = Σ nᵢxᵢ/Σ nᵢ{(IsPlain ? ", less what amounts that may not be negative add to it on average (parametric bootstrap about the fit of each neighbourhood)" : "")}{(filter > 0 ? $" was formed after a Gaussian filter (σ = {filter:g2} px, reflecting borders) of the amounts" : "")}"
            + $"; its standard deviation follows from {(IsBootstrapped ? "a parametric bootstrap of each pixel" : UsesDraws ? "the same bootstrap" : "the covariance of the free amounts")}{(maps.Widening > 1.02 ? $", widened by {maps.Widening:f2}" : "")}. Phases are named by windows of x.");
    }

    private static (double Mean, double Spread) WeightedMean(float[] x, float[] amounts)
    {
        double sum = 0, moment = 0, square = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (float.IsFinite(x[i]))
            {
                (sum, moment, square) = (sum + amounts[i], moment + (amounts[i] * x[i]), square + (amounts[i] * x[i] * x[i]));
            }
        }

        double mean = moment / sum;
        return (mean, Math.Sqrt(Math.Max(0, (square / sum) - (mean * mean))));
    }

    private static void WritePhases(CompositionMaps maps, StudyContext context)
    {
        var pixels = new int[maps.PhaseNames.Count];
        var sums = new double[pixels.Length];
        for (int i = 0; i < maps.PhaseLabels.Length; i++)
        {
            if (maps.PhaseLabels[i] is >= 0 and var phase)
            {
                (pixels[phase], sums[phase]) = (pixels[phase] + 1, sums[phase] + maps.Composition.Values[i]);
            }
        }

        double all = Math.Max(1, pixels.Sum());
        double[] means = [.. sums.Zip(pixels, (s, n) => s / n)];
        CsvTable.Write(
            context.Table("phases.csv", "Phases: pixels, share of the area, mean composition"),
            new CsvColumn("phase", maps.PhaseNames),
            new CsvColumn("pixels", "1", pixels.Select(p => (double)p)),
            new CsvColumn("share of area", "1", pixels.Select(p => p / all)),
            new CsvColumn("mean x", "1", means));
        for (int p = 0; p < pixels.Length; p++)
        {
            context.Report(new Headline($"area_share_{maps.PhaseNames[p]}", pixels[p] / all, "1", $"Share of the sample's area in phase {maps.PhaseNames[p]}"));
        }
    }
}
