using Stria.Core;
using Stria.Files;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>Reads patterns, phases, instrument, log and cycler.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class ReadPatternsStep(XrdScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "read_patterns";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Patterns, scenario.Phases, scenario.Fit, scenario.Series];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        XrdPatterns settings = scenario.Patterns;
        InstrumentProfile? instrument = null;
        if (settings.Instrument is { } file)
        {
            context.NoteInput(file);
            instrument = InstrumentFile.Read(file);
        }

        if (XrdInputs.Radiation(settings.Wavelength) is { } radiation)
        {
            instrument = instrument is null ? null : instrument with { Radiation = radiation };
        }

        var options = new DiffractionReadOptions
        {
            Axis = settings.Axis,
            Radiation = XrdInputs.Radiation(settings.Wavelength) ?? instrument?.Radiation,
            FixedTwoTheta_deg = settings.TwoTheta * 180 / Math.PI,
            EnergyCalibration = XrdInputs.Calibration(settings.Calibration),
            Map = settings.Columns is { } columns ? ColumnMap.Parse(columns) : null,
        };
        IReadOnlyList<DiffractionRecord> records;
        PatternLayers? layers = null;
        if (scenario.Series.Layers == PatternLayers.Folders)
        {
            (records, layers) = PatternLayers.OfFolders(settings.Path, options);
        }
        else
        {
            records = [PatternArchive.Read(settings.Path, options)];
        }

        foreach (string input in records.SelectMany(r => Directory.Exists(r.Path) ? PatternArchive.Files(r.Path) : [r.Path]))
        {
            context.NoteInput(input);
        }

        cancel.ThrowIfCancellationRequested();
        if (settings.Wavelength is { } given && scenario.Fit.WavelengthFrom is null && scenario.Fit.Standard is null && records.All(r => r.Patterns.All(p => p.Axis == DiffractionAxis.TwoTheta)))
        {
            context.Say(Remark.Assumed($"The wavelength is {given} as it was given{(settings.Instrument is null ? "" : ", before that of the instrument file")}; lengths of all cells are proportional to it. A phase of known cell in the pattern tells it: --wavelength-from."));
        }

        records.SelectMany(r => r.Remarks).Distinct().ToList().ForEach(context.Say);
        context.Put(XrdSeriesJoin.Of([.. records.SelectMany(r => r.Patterns)], scenario.Series, layers, context));
        CrystalPhase[] phases = scenario.Fit.Standard is { } standard ? [CrystalStandard.Find(standard).Phase] : XrdInputs.Phases(scenario.Phases, context.NoteInput);
        context.Put<IReadOnlyList<CrystalPhase>>(phases);
        Diffractogram? container = null;
        if (settings.Container is { } empty)
        {
            context.NoteInput(empty);
            container = OnAxis(DiffractionReaders.Read(empty, options).Patterns[0], context.Get<PatternSeries>().Patterns[0], empty);
        }

        if (instrument is not null && context.Get<PatternSeries>().Patterns[0].Axis is var axis and not DiffractionAxis.TwoTheta)
        {
            throw new ScenarioException($"The instrument file {settings.Instrument} is for patterns against 2θ; these are against {Diffractogram.Label(axis)}. Leave it out: the widths are found from the pattern.");
        }

        context.Put(XrdInputs.Options(scenario, container, instrument));
        foreach (CrystalPhase phase in phases)
        {
            context.Describe($"The phase {phase.Name} has the space group {phase.Group}{(phase.Source.Length > 0 ? $" ({phase.Source})" : "")}.");
        }
    }

    // The empty container is taken off where the pattern shows it.
    private static Diffractogram OnAxis(Diffractogram container, Diffractogram pattern, string path)
    {
        if (container.Axis == pattern.Axis)
        {
            return container;
        }

        try
        {
            return container.On(pattern.Axis);
        }
        catch (Exception e) when (e is ScenarioException or ArgumentException or InvalidOperationException)
        {
            throw new ScenarioException($"The container {path} is against {Diffractogram.Label(container.Axis)}, the patterns against {Diffractogram.Label(pattern.Axis)}, and cannot be turned: {e.Message}", e);
        }
    }
}
