using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>Which study answers which kind of scenario. A new kind is one line here.</summary>
public static class StudyCatalogue
{
    private const double LeastEnergy_eV = 10; // below the absorption edges of all elements

    private static readonly Dictionary<Type, Func<IScenario, Study>> Studies = new()
    {
        [typeof(MapScenario)] = scenario => MapStudy.Of((MapScenario)scenario),
        [typeof(DemoScenario)] = scenario => DemoStudy.Of((DemoScenario)scenario),
        [typeof(StressScenario)] = scenario => StressStudy.Of((StressScenario)scenario),
        [typeof(LibraryScenario)] = scenario => LibraryStudy.Of((LibraryScenario)scenario),
        [typeof(PhaseFieldScenario)] = scenario => PhaseFieldStudy.Of((PhaseFieldScenario)scenario),
        [typeof(LcfScenario)] = scenario => LcfStudy.Of((LcfScenario)scenario),
        [typeof(SweepScenario)] = scenario => SweepStudy.Of((SweepScenario)scenario),
        [typeof(FreeEnergyScenario)] = scenario => FreeEnergyStudy.Of((FreeEnergyScenario)scenario),
        [typeof(CyclingScenario)] = scenario => CyclingStudy.Of((CyclingScenario)scenario),
        [typeof(ImpedanceScenario)] = scenario => ImpedanceStudy.Of((ImpedanceScenario)scenario),
        [typeof(GittScenario)] = scenario => GittStudy.Of((GittScenario)scenario),
        [typeof(CurvatureScenario)] = scenario => CurvatureStudy.Of((CurvatureScenario)scenario),
        [typeof(TimescalesScenario)] = scenario => TimescalesStudy.Of((TimescalesScenario)scenario),
        [typeof(SynthesizeScenario)] = scenario => SynthesizeStudy.Of((SynthesizeScenario)scenario),
        [typeof(XrdScenario)] = scenario => XrdStudy.Of((XrdScenario)scenario),
        [typeof(BatchScenario)] = scenario => BatchStudy.Of((BatchScenario)scenario),
        [typeof(CompareScenario)] = scenario => BatchStudy.Of((CompareScenario)scenario),
        [typeof(CompositeScenario)] = scenario => CompositeStudy.Of((CompositeScenario)scenario),
        [typeof(FewEnergiesScenario)] = scenario => FewEnergiesStudy.Of((FewEnergiesScenario)scenario),
        [typeof(ParticlesScenario)] = scenario => ParticlesStudy.Of((ParticlesScenario)scenario),
        [typeof(InspectScenario)] = scenario => new Study(scenario, [new InspectStep((InspectScenario)scenario, Inspect)]),
    };

    /// <summary>The study that answers a scenario.</summary>
    /// <exception cref="ScenarioException">This build answers no scenarios of that kind.</exception>
    public static Study For(IScenario scenario) =>
        Studies.TryGetValue(scenario.GetType(), out Func<IScenario, Study>? study)
            ? study(scenario)
            : throw new ScenarioException($"This build of Stria has no study for scenarios of kind '{ScenarioKinds.NameOf(scenario)}'.");

    /// <summary>Whether this build answers a kind of scenario.</summary>
    public static bool Answers(Kind kind) => Studies.ContainsKey(kind.Record);

    /// <summary>Looks into a measured file: a stack, spectra, diffraction patterns, or a file of the laboratory.</summary>
    /// <exception cref="DataException">It cannot be read; the message says what was tried.</exception>
    public static Inspection Inspect(InspectScenario scenario)
    {
        string path = scenario.File.Path;
        bool isStack = scenario.File.Dataset is not null || Directory.Exists(path) || StackReaders.Recognise(path);
        if (scenario.Columns is null && !isStack && DiffractionReaders.Recognise(path))
        {
            return Patterns(path);
        }

        LabSummary? lab = scenario.Columns is { } columns ? LabFile.Look(path, ColumnMap.Parse(columns)) : isStack ? null : LabFile.Look(path);
        if (lab is not null)
        {
            return new Inspection(lab.Lines(), lab, lab.Files, lab.Said);
        }

        // Columns under an ending of diffraction, .xye or .chi, which spectra do not have.
        if (!isStack && !StackReaders.All.Any(r => r.Recognises(path)) && DiffractionReaders.All.Any(r => r.Recognises(path)))
        {
            return Patterns(path);
        }

        Scan scan = Open(scenario);
        var summary = ScanSummary.Of(scan);
        return new Inspection(summary.Lines(), summary, scan.Files, scan.Remarks);
    }

    private static Inspection Patterns(string path)
    {
        DiffractionRecord record = DiffractionReaders.Read(path);
        var summary = DiffractionSummary.Of(record);
        return new Inspection(summary.Lines(), summary, [path], record.Remarks);
    }

    // Any text may be spectra; one that is none is perhaps a table of the laboratory.
    private static Scan Open(InspectScenario scenario)
    {
        const string Hint = "If it is a table of the laboratory, a map can tell what its columns are, as in --map \"t=#1 [s], I=#2 [mA], U=#3 [V]\".";
        string path = scenario.File.Path;
        bool isText = scenario.File.Dataset is null && File.Exists(path) && !StackReaders.Recognise(path);
        try
        {
            Scan scan = StackReaders.Read(path, scenario.File.ReadOptions());
            return isText && scan.Regions.Any(r => r.Axes is [{ Unit: "eV" } energy] && energy.Points.Any(e => e < LeastEnergy_eV))
                ? throw new DataException($"holds columns without headings that tell what they are; as photon energies the lowest would lie below {LeastEnergy_eV} eV. {Hint}", path)
                : scan;
        }
        catch (DataException e) when (isText && !e.Message.Contains(Hint, StringComparison.Ordinal) && Path.GetExtension(path).ToUpperInvariant() is ".CSV" or ".TXT" or ".DAT" or ".TSV")
        {
            throw new DataException($"{(e.Message.StartsWith(path, StringComparison.Ordinal) ? e.Message[(path.Length + 1)..].Trim() : e.Message)} {Hint}", path, e);
        }
    }
}
