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
    public IReadOnlyList<object> Settings => [scenario.Patterns, scenario.Phases, scenario.Series];

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
        DiffractionRecord record = PatternArchive.Read(settings.Path, options);
        foreach (string input in Directory.Exists(settings.Path) ? PatternArchive.Files(settings.Path) : [settings.Path])
        {
            context.NoteInput(input);
        }

        cancel.ThrowIfCancellationRequested();
        record.Remarks.ToList().ForEach(context.Say);
        context.Put(XrdSeriesJoin.Of(record.Patterns, scenario.Series, context));
        CrystalPhase[] phases = scenario.Fit.Standard is { } standard ? [CrystalStandard.Find(standard).Phase] : XrdInputs.Phases(scenario.Phases, context.NoteInput);
        context.Put<IReadOnlyList<CrystalPhase>>(phases);
        Diffractogram? container = null;
        if (settings.Container is { } empty)
        {
            context.NoteInput(empty);
            container = DiffractionReaders.Read(empty, options).Patterns[0];
        }

        context.Put(XrdInputs.Options(scenario, container, instrument));
        foreach (CrystalPhase phase in phases)
        {
            context.Describe($"The phase {phase.Name} has the space group {phase.Group}{(phase.Source.Length > 0 ? $" ({phase.Source})" : "")}.");
        }
    }
}
