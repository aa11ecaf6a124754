using Stria.Core;
using Stria.Files;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>Principal components and clusters of the sample's pixels.</summary>
/// <param name="scenario">How many and how.</param>
public sealed class ComponentsStep(MapScenario scenario) : IStudyStep
{
    private const int FewestPixels = 10;

    /// <inheritdoc/>
    public string Name => MapSteps.NameOf(MapStep.Components);

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Components];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        OpticalDensityStack od = context.Get<OpticalDensityStack>();
        PixelMask mask = context.Get<FoundParticles>().Mask;
        if (mask.Count < FewestPixels && scenario.ToStep > MapStep.Components && scenario.Fit.Path != FitPath.Clusters)
        {
            context.Say(Remark.Warning($"Only {mask.Count} sample pixels: components and clusters were left out."));
            return;
        }

        ComponentSettings settings = scenario.Components;
        ComponentMaps found = Components.Find(
            od,
            mask,
            new ComponentOptions
            {
                Components = settings.Count,
                Clusters = settings.Clusters,
                Method = SnakeCase.Of(settings.Method.ToString()),
                Centred = settings.Centred,
                WeightByNoise = settings.WeightByNoise,
                OverClusters = settings.OverClusters,
                Similarity = settings.Similarity,
                Sparsity = settings.Sparsity,
                NormaliseThickness = settings.Normalise == ScoreNormalisation.Thickness,
                Starts = settings.Starts,
                Seed = scenario.Seed,
                Threads = context.Threads,
            },
            cancel);
        context.Put(found);
        context.Report(new Headline("components", found.Count, "1", "Principal components kept"));
        context.Report(new Headline("clusters", found.ClusterSizes.Length, "1", "Clusters"));
        context.Report(new Headline("variance_of_two_components", found.CumulativeVariance[Math.Min(1, found.CumulativeVariance.Length - 1)], "1", "Variance in the first two components"));
        CsvTable.Write(
            context.Table("components.csv", "Eigenvalues of the covariance"),
            new CsvColumn("component", "1", Enumerable.Range(1, od.FrameCount).Select(i => (double)i)),
            new CsvColumn("eigenvalue", "1", found.Pca.Eigenvalues),
            new CsvColumn("cumulative variance", "1", found.CumulativeVariance));
        ComponentTables.Write(context, found, od.PhotonEnergies_eV);
        CsvTable.Write(
            context.Table("cluster-spectra.csv", "Mean optical density of each cluster and its spread"),
            [new CsvColumn("photon energy", "eV", od.PhotonEnergies_eV), .. found.ClusterSpectra.SelectMany((s, c) => new CsvColumn[]
            {
                new($"cluster {c + 1}", "1", s), new($"sd of cluster {c + 1}", "1", found.ClusterSpreads[c]),
            })]);
        TellWhatWasAsked(context, found);
        Describe(context, found);
        context.Cite("Malinowski, Anal. Chem. 49, 612 (1977), doi:10.1021/ac50012a027 (indicator function)");
        context.Cite("Lerotic, Jacobsen, Schäfer & Vogt, Ultramicroscopy 100, 35 (2004), doi:10.1016/j.ultramic.2004.01.008 (cluster analysis of spectromicroscopy stacks)");
    }

    // What was asked for and is not there.
    private void TellWhatWasAsked(StudyContext context, ComponentMaps found)
    {
        if (scenario.Components.Count is { } components && components > found.Count)
        {
            context.Say(Remark.Warning($"{components} components were asked for, and {found.Count} are kept."));
        }

        if (scenario.Components.Clusters is { } clusters && clusters > found.ClusterSizes.Length)
        {
            context.Say(Remark.Warning($"{clusters} clusters were asked for; the pixels well inside the sample allow {found.ClusterSizes.Length}."));
        }
    }

    private void Describe(StudyContext context, ComponentMaps found)
    {
        ComponentSettings settings = scenario.Components;
        string what = settings.Centred ? "the covariance" : "the second moments (not centred)";
        string spectra = found.IsThicknessNormalised ? "thickness-normalised" : "raw";
        string way = settings.Method switch
        {
            ClusterMethod.Cosine => $"k-means by the angle between spectra (seed {scenario.Seed}, {settings.Starts} starts)",
            ClusterMethod.GaussianMixture => $"a mixture of normal distributions on the {spectra} scores (seed {scenario.Seed})",
            ClusterMethod.Dendrogram => $"{settings.OverClusters} k-means clusters of the {spectra} scores, joined by Ward's rule (seed {scenario.Seed}),",
            ClusterMethod.Nnma => $"non-negative matrix approximation from k-means clusters (similarity {settings.Similarity}, sparsity {settings.Sparsity}, seed {scenario.Seed})",
            _ => $"k-means (seed {scenario.Seed}, {settings.Starts} starts) of the {spectra} scores",
        };
        context.Describe(
            $"{found.Count} principal components of {what}{(settings.WeightByNoise ? ", energies weighted by counting noise," : "")} ({(settings.Count is null ? "by the indicator function" : "as set")}) hold {found.CumulativeVariance[found.Count - 1]:p2} of the variance; "
            + $"{way} gave {found.ClusterSizes.Length} clusters{(settings.Clusters is not null ? "" : found.Decomposition?.Choice is { } choice ? $" (by the {choice.Name})" : "")}.");
        switch (settings.Method)
        {
            case ClusterMethod.Nnma:
                context.Cite("Mak et al., Faraday Discuss. 171, 357 (2014), doi:10.1039/c4fd00023d (non-negative matrix analysis of spectromicroscopy)");
                break;
            case ClusterMethod.Dendrogram:
                context.Cite("Ward, J. Am. Stat. Assoc. 58, 236 (1963), doi:10.1080/01621459.1963.10500845 (joining clusters)");
                break;
        }
    }
}
