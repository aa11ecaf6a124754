using System.Globalization;
using Stria.Core;
using Stria.Files;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>The papers' way: the ratio of a resonance to the post-edge, scaled between the compositions of a linear combination.</summary>
/// <param name="scenario">How.</param>
internal sealed class RatioStep(FewEnergiesScenario scenario) : IStudyStep
{
    private const double LeastWeight = 0.02, SameEnergy_eV = 1;

    /// <inheritdoc/>
    public string Name => "ratio";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Ratio];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        OpticalDensityStack od = context.Get<OpticalDensityStack>();
        ScaledReferences references = context.Get<ScaledReferences>();
        double shift = context.Headlines.First(h => h.Name == "energy_shift").Value;
        ScaledReference[] ladder = [.. references.References.OrderBy(r => r.Composition)];
        double[] first = ladder[0].At(od.PhotonEnergies_eV, -shift), last = ladder[^1].At(od.PhotonEnergies_eV, -shift);
        int post = scenario.Ratio.PostEdge_eV is { } asked ? Frame(od, asked, "post_edge") : od.FrameCount - 1;
        double Change(int e) => Math.Log(last[e] / last[post]) - Math.Log(first[e] / first[post]);
        int resonance = scenario.Ratio.Resonance_eV is { } wanted ? Frame(od, wanted, "resonance") : Enumerable.Range(0, od.FrameCount).Where(e => e != post).MaxBy(e => Math.Abs(Change(e)));
        if (resonance == post)
        {
            throw new ScenarioException($"resonance and post-edge are both the image at {od.PhotonEnergies_eV[post]:f1} eV.");
        }

        (double low, double high) = Bounds(context, ladder);
        ScalarField ratio = RatioScaling.Ratio(od, context.Get<FoundParticles>().Mask, resonance, post);
        var maps = new RatioMaps(ratio, RatioScaling.Scaled(ratio, low, high, Change(resonance) < 0), od.PhotonEnergies_eV[resonance], od.PhotonEnergies_eV[post]);
        context.Put(maps);
        double difference = Difference(maps.Composition, context.Get<CompositionMaps>().Composition);
        context.Report(new Headline("ratio_difference", difference, "1", "x by the scaled ratio against x by the fit, root mean square"));
        context.Describe($"For comparison the image at {maps.Resonance_eV:f1} eV was divided by that at {maps.PostEdge_eV:f1} eV and scaled linearly between x = {low:g3} and {high:g3}.");
        context.Cite("Santos et al., Patterns 3, 100634 (2022), doi:10.1016/j.patter.2022.100634 (images at few energies scaled between bounds)");
    }

    private static int Frame(OpticalDensityStack od, double energy, string setting)
    {
        int nearest = Enumerable.Range(0, od.FrameCount).MinBy(e => Math.Abs(od.PhotonEnergies_eV[e] - energy));
        return Math.Abs(od.PhotonEnergies_eV[nearest] - energy) <= SameEnergy_eV
            ? nearest
            : throw new ScenarioException($"'{setting}: {energy:f1} eV' is not among the images, which are at {string.Join(", ", od.PhotonEnergies_eV.Select(e => $"{e:f1}"))} eV.");
    }

    private (double Low, double High) Bounds(StudyContext context, ScaledReference[] ladder)
    {
        if (scenario.Ratio is { LowestX: { } low, HighestX: { } high })
        {
            return (low, high);
        }

        if (scenario.Ratio.Lcf is { } run)
        {
            double[] found = Found(Path.Combine(context.Folder.Root, run), context);
            return (found.Min(), found.Max());
        }

        context.Say(Remark.Assumed($"The ratio is scaled between the outermost standards, x = {ladder[0].Composition:g3} and {ladder[^1].Composition:g3}, as if both were in the field. Give --bounds, or --lcf RUN with the linear combination of a whole spectrum."));
        return (ladder[0].Composition, ladder[^1].Composition);
    }

    // The compositions of the standards that the combination holds: from their names in its table ("x=0.1"), or from its scenario.
    private static double[] Found(string run, StudyContext context)
    {
        string table = Path.Combine(run, "tables", "lcf.csv");
        context.NoteInput(table);
        IReadOnlyList<IReadOnlyList<string>> lines = CsvTable.Read(table);
        var scenario = ScenarioReader.Read(Path.Combine(run, "scenario.yaml")) as LcfScenario;
        List<double> found = [];
        for (int c = 0; c + 1 < lines[0].Count; c++)
        {
            string name = lines[0][c];
            bool isStandard = lines[0][c + 1] == $"sd of {name}" && name is not ("x" or "energy shift [eV]");
            if (isStandard && Composition(name, scenario) is { } x && lines.Skip(1).Any(l => double.TryParse(l[c], CultureInfo.InvariantCulture, out double w) && w > LeastWeight))
            {
                found.Add(x);
            }
        }

        return found.Distinct().Count() > 1
            ? [.. found]
            : throw new DataException($"its combination holds {found.Distinct().Count()} standards of known composition; bounds need two. Give --bounds.", table);
    }

    private static double? Composition(string name, LcfScenario? scenario)
    {
        if (scenario?.Standards.FirstOrDefault(s => (s.Name ?? Path.GetFileNameWithoutExtension(s.File)) == name)?.X is { } known)
        {
            return known;
        }

        int at = name.IndexOf("x=", StringComparison.Ordinal);
        return at >= 0 && double.TryParse(name.AsSpan(at + 2), CultureInfo.InvariantCulture, out double x) ? x : null;
    }

    private static double Difference(ScalarField a, ScalarField b)
    {
        double[] squares = [.. a.Values.Zip(b.Values, (p, q) => (double)(p - q)).Where(double.IsFinite).Select(d => d * d)];
        return squares.Length == 0 ? double.NaN : Math.Sqrt(squares.Average());
    }
}

/// <summary>The ratio of two images and the composition scaled from it.</summary>
/// <param name="Ratio">Resonance over post-edge.</param>
/// <param name="Composition">x between the bounds.</param>
/// <param name="Resonance_eV">Photon energy of the one image.</param>
/// <param name="PostEdge_eV">Photon energy of the other.</param>
internal sealed record RatioMaps(ScalarField Ratio, ScalarField Composition, double Resonance_eV, double PostEdge_eV);
