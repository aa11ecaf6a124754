using Stria.Core;
using Stria.Files;
using Stria.Matter;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>Fits the references to every pixel: the standards, the clusters, and the direct inversion beside them.</summary>
/// <param name="scenario">Which paths.</param>
public sealed class FitStep(MapScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => MapSteps.NameOf(MapStep.Fit);

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Fit, scenario.Composition];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        OpticalDensityStack od = context.Get<OpticalDensityStack>("sample");
        ScaledReferences references = context.Get<ScaledReferences>();
        double shift = context.Get<CalibrationResult>().Shift_eV;
        context.TryGet("", out HostMaterial? host);
        bool noiseIsKnown = od.Noise.Gain > 0 || od.Noise.Floor > 0;
        CompositionBasis standards = CompositionBasis.Of(references, host, noiseIsKnown);
        ReferenceDesign design = ReferenceDesign.At(references, od.PhotonEnergies_eV, shift);
        design = design.With(context.Get<BackgroundChoice>().Shape, od.PhotonEnergies_eV);
        if (design.UsedCount < od.FrameCount)
        {
            context.Say(Remark.Warning($"{od.FrameCount - design.UsedCount} of {od.FrameCount} energies lie outside the references and are not used in the fit."));
        }

        context.Put(design);
        Fit("standards", design, standards, context, new Fraction(Name, progress), cancel);
        if (scenario.Fit.Path != FitPath.Standards && context.TryGet("", out ComponentMaps? components))
        {
            FitClusters(components, standards, context, cancel);
        }

        context.Put(DirectInversion.Run(od, design, context.Get<FoundParticles>().Mask));
        CarryErrors(context, cancel);
        Tell(context);
        LetGo(context);
    }

    // Maps are made of what was fitted; spectra are asked for again only where they are drawn, averaged over regions, or a sharpened map is laid on them.
    private void LetGo(StudyContext context)
    {
        if (scenario.Figures || scenario.Regions.Count > 0 || scenario.Composition.IsSharpened)
        {
            return;
        }

        context.Put(context.Get<OpticalDensityStack>().WithoutValues());
        context.Put(context.Get<OpticalDensityStack>("sample").WithoutValues(), "sample");
    }

    private void CarryErrors(StudyContext context, CancellationToken cancel)
    {
        if (!scenario.Fit.CommonErrors)
        {
            context.Put<IReadOnlyList<CommonError>>([]);
            context.Say(Remark.Note("Errors common to all pixels were not carried to x, as asked for: its standard deviations hold noise alone."));
            return;
        }

        new RepeatedFits(
            context,
            scenario.Fit.Path == FitPath.Clusters && context.TryGet("clusters", out ReferenceFitResult? _) ? "clusters" : "standards",
            scenario.Fit.Amounts(),
            scenario.Components.Assign).Run(cancel);
    }

    private void Fit(string path, ReferenceDesign design, CompositionBasis basis, StudyContext context, IProgress<double> progress, CancellationToken cancel)
    {
        ReferenceFitOptions options = Options(scenario, design, basis.Compositions, context);
        ReferenceFitOptions fitted = scenario.Composition.IsSharpened ? options with { Mask = Sharpening.WithFlanks(options.Mask) } : options;
        ReferenceFitResult fit = ReferenceFit.Run(context.Get<OpticalDensityStack>("sample"), fitted, progress, cancel);
        context.Put(fitted, path);
        context.Put(Refined(fit, path, basis, context, cancel), path);
        context.Put(basis, path);
        if (path == "standards" && scenario.Fit.LibraryCheck)
        {
            LibraryDoubt.Ask(scenario, options, fit, context);
        }
    }

    private static ReferenceFitOptions Options(MapScenario scenario, ReferenceDesign design, double[] compositions, StudyContext context)
    {
        context.TryGet("additive light", out float[]? light);
        return new ReferenceFitOptions(design, compositions, context.Get<FoundParticles>().Mask, context.Get<AlignedStack>().NoiseFactors)
        {
            AdditiveLight = light,
            KeepNormalEquations = true,
            Solver = scenario.Fit.Amounts().Solver,
            Amounts = scenario.Fit.Amounts().Options,
            Threads = context.Threads,
        };
    }

    /// <summary>Fits the standards alone, and asks whether they can explain the data.</summary>
    internal static UnexplainedStructure? Doubt(MapScenario scenario, StudyContext context)
    {
        OpticalDensityStack od = context.Get<OpticalDensityStack>("sample");
        ScaledReferences references = context.Get<ScaledReferences>();
        ReferenceDesign design = ReferenceDesign.At(references, od.PhotonEnergies_eV, context.Get<CalibrationResult>().Shift_eV).With(context.Get<BackgroundChoice>().Shape, od.PhotonEnergies_eV);
        ReferenceFitOptions options = Options(scenario, design, [.. references.References.Select(r => r.Composition)], context);
        LibraryDoubt.Ask(scenario, options, ReferenceFit.Run(od, options), context);
        return context.TryGet("", out UnexplainedStructure? found) ? found : null;
    }

    // Errors by bootstrap first: they are those of single pixels, before neighbours are held together.
    private ReferenceFitResult Refined(ReferenceFitResult fit, string path, CompositionBasis basis, StudyContext context, CancellationToken cancel)
    {
        FitSettings settings = scenario.Fit;
        if (settings.Uncertainty == FitUncertainty.Bootstrap || (settings.Uncertainty == FitUncertainty.Auto && settings.Method is FitMethod.Bounded or FitMethod.Svd))
        {
            var how = new BootstrapOptions(CompositionMap.Widening(fit, basis.NoiseIsKnown), scenario.Seed, context.Threads);
            fit = AmountBootstrap.Apply(fit, basis.Compositions, settings.Amounts(), settings.Draws, how, cancel);
            context.Describe($"Standard deviations of x come from a parametric bootstrap: noise was drawn {settings.Draws} times about the fit of each pixel, and fitted in the same way.");
        }

        if (settings.Smoothing <= 0)
        {
            return fit;
        }

        context.Put(fit, Alone(path));
        return Smoothed(fit, path, basis, context, cancel);
    }

    /// <summary>Name of the fit of single pixels, where the one of the path holds neighbours together.</summary>
    internal static string Alone(string path) => $"{path}, pixel by pixel";

    private ReferenceFitResult Smoothed(ReferenceFitResult fit, string path, CompositionBasis basis, StudyContext context, CancellationToken cancel)
    {
        var options = new NeighbourOptions(basis.Compositions, scenario.Fit.Smoothing)
        {
            NoiseScale = CompositionMap.Widening(fit, basis.NoiseIsKnown),
            NoiseFactor = Math.Min(1, context.Get<AlignedStack>().NoiseFactors.Average()),
            Threads = context.Threads,
        };
        bool isAdaptive = scenario.Fit.SmoothingBy == SmoothingWay.Adaptive;
        SmoothedFit smooth = NeighbourSmoothers.Named(SnakeCase.Of(scenario.Fit.SmoothingBy.ToString())).Apply(fit, options, cancel);
        string which = path == "standards" ? "" : " (path by clusters)";
        context.Say(Remark.Note(
            $"Neighbours were held together over {options.Length_px:g3} px{which}: {(isAdaptive ? $"{smooth.PixelsTogether:f0} pixels are fitted as one (median, by their weights), steps in composition too small to be told from noise are smeared over that length" : "steps in composition are smeared over that length")}, "
            + $"χ² rises by {smooth.ChiSquareRise:f2} in a pixel on average (noise alone: at most {basis.Compositions.Length}), x changes by {smooth.CompositionChange:f4} (root mean square)."
            + (smooth.HasDeviations ? "" : " Standard deviations are still those of single pixels, and too wide.")));
        if (path == "standards")
        {
            context.Report(new Headline("smoothing_chi_square_rise", smooth.ChiSquareRise, "1", "Mean rise of χ² in a pixel by holding neighbours together"));
            context.Report(new Headline("smoothing_change_of_x", smooth.CompositionChange, "1", "Root mean square change of x by holding neighbours together"));
            if (isAdaptive)
            {
                context.Report(new Headline("smoothing_pixels", smooth.PixelsTogether, "1", "Pixels that are fitted as one, by their weights (median)"));
            }
        }

        context.Describe(isAdaptive
            ? $"Pixels of one composition within {options.Length_px:g3} px were fitted as one, each with its own amount; which they are was found by propagation and separation."
            : $"Amounts of neighbouring pixels were held together by a quadratic penalty on differences of their fractions, over a length of {options.Length_px:g3} px.");
        context.Cite(isAdaptive
            ? "Polzehl & Spokoiny, Probab. Theory Relat. Fields 135, 335 (2006), doi:10.1007/s00440-005-0464-1 (propagation and separation)"
            : "Silverman, Ann. Stat. 12, 898 (1984), doi:10.1214/aos/1176346710 (smoothing spline and its equivalent kernel)");
        return smooth.Fit;
    }

    private void FitClusters(ComponentMaps components, CompositionBasis standards, StudyContext context, CancellationToken cancel)
    {
        OpticalDensityStack od = context.Get<OpticalDensityStack>("sample");
        context.TryGet("", out HostMaterial? host);
        IReadOnlyList<ClusterReference> clusters = ClusterReferences.Assign(
            components, od, context.Get<ScaledReferences>(), (context.Get<CalibrationResult>().Shift_eV, context.Get<BackgroundChoice>().Shape), host);
        if (clusters.Count == 0)
        {
            context.Say(Remark.Warning("No cluster could be assigned to a composition: the path by clusters was left out."));
            return;
        }

        TellAssigned(clusters, context);
        clusters = Overridden(clusters, scenario.Components.Assign, host);
        context.Put(clusters);
        CsvTable.Write(
            context.Table("clusters.csv", "Clusters, assigned by comparison with the standards"),
            new CsvColumn("cluster", "1", clusters.Select(c => c.Cluster + 1.0)),
            new CsvColumn("pixels", "1", clusters.Select(c => (double)components.ClusterSizes[c.Cluster])),
            new CsvColumn("x", "1", clusters.Select(c => c.Composition)),
            new CsvColumn("phase", clusters.Select(c => c.Phase ?? "")),
            new CsvColumn("residual", "1", clusters.Select(c => c.ResidualRms)));
        ReferenceDesign design = ReferenceDesign.Of([.. clusters.Select(c => c.Spectrum)]);
        design = design.With(context.Get<BackgroundChoice>().Shape, od.PhotonEnergies_eV);
        Fit("clusters", design, standards.With(clusters), context, new Progress<double>(), cancel);
    }

    private void TellAssigned(IReadOnlyList<ClusterReference> clusters, StudyContext context)
    {
        foreach (ClusterAssignment given in scenario.Components.Assign)
        {
            context.Say(clusters.FirstOrDefault(c => c.Cluster + 1 == given.Cluster) is { } fitted
                ? Remark.Note($"Cluster {given.Cluster} was assigned x = {given.X} by hand; its fit to the standards gave {fitted.Composition:f3}.")
                : Remark.Warning($"'assign' names cluster {given.Cluster}, which there is not, or which is too small to be used."));
        }
    }

    /// <summary>Clusters with the compositions that are known by hand, which outrank those of the fit.</summary>
    internal static IReadOnlyList<ClusterReference> Overridden(IReadOnlyList<ClusterReference> clusters, IReadOnlyList<ClusterAssignment> assigned, HostMaterial? host) =>
        [.. clusters.Select(c => assigned.FirstOrDefault(a => a.Cluster == c.Cluster + 1) is not { } given
            ? c
            : c with { Composition = given.X, Phase = given.Phase ?? host?.PhaseAt(given.X)?.Name, MolarVolume = host?.MolarVolume(given.X) ?? double.NaN })];

    private string MethodName() => scenario.Fit.Method switch
    {
        FitMethod.Bounded => $"weighted least squares, amounts between 0 and {(scenario.Fit.LargestAmount is { } most ? $"{most}" : "∞")}{(scenario.Fit.Sum is { } sum ? $" with the sum {sum}" : "")},",
        FitMethod.Svd => $"weighted singular value decomposition (cut-off {scenario.Fit.CutOff:g3})",
        FitMethod.Selected => $"weighted non-negative least squares with a choice of at most {scenario.Fit.MostReferences} references in each pixel (by {(scenario.Fit.Criterion == FitCriterion.Bayes ? "the Bayesian criterion" : "Akaike's criterion")})",
        _ => "weighted non-negative least squares",
    };

    private void Tell(StudyContext context)
    {
        ReferenceFitResult fit = context.Get<ReferenceFitResult>("standards");
        context.Report(new Headline("reduced_chi_square", fit.MedianReducedChiSquare, "1", "Median reduced χ² of the fit"));
        context.Report(new Headline("residual_rms", Numerics.Statistics.Quantiles.Median(fit.ResidualRms), "1", "Median residual of the optical density"));
        context.Report(new Headline(
            "negative_share_of_direct_inversion", context.Get<DirectInversionResult>().NegativeShare, "1", "Share of negative weights in the direct inversion (SVD)"));
        if (context.Get<OpticalDensityStack>("sample").Noise.Gain > 0 && fit.MedianReducedChiSquare > 2)
        {
            context.Say(Remark.Warning(
                $"The references do not explain the spectra to their noise: median reduced χ² is {fit.MedianReducedChiSquare:f1}. Intervals were widened by {Math.Sqrt(fit.MedianReducedChiSquare):f1}; "
                + "the figure of residual spectra shows what is missing. Perhaps a reference is lacking, or was measured with another resolution."));
        }

        context.Describe(
            $"Each pixel's spectrum was decomposed by {MethodName()} into {context.Get<ScaledReferences>().References.Count} references "
            + $"({(scenario.Fit.Path == FitPath.Clusters ? "cluster spectra assigned by the standards" : "the standards")}), {context.Get<BackgroundChoice>().Words}weights from the noise at the fitted intensity; the median reduced χ² is {fit.MedianReducedChiSquare:f2}.");
        context.Cite("Lawson & Hanson, Solving Least Squares Problems, Prentice-Hall (1974), chapter 23 (NNLS)");
        context.Cite("Santos et al., Patterns (2022), doi:10.1016/j.patter.2022.100634 (standards, clusters, equations 1, 2 and 6)");
    }
}
