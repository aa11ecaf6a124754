using Stria.Core;
using Stria.Files;
using Stria.Measurement.Curvature;
using Stria.Measurement.Cycling;
using Measured = Stria.Files.CurvatureRecord;
using Record = Stria.Measurement.Curvature.CurvatureRecord;

namespace Stria.Studies;

/// <summary>Reads curvature, trace and cell sheet, and puts both on one clock.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class ReadCurvatureStep(CurvatureScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "read_curvature";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        bool isProfile = scenario.Content == CurvatureContent.Profiles || (scenario.Content == CurvatureContent.Auto && scenario.Trace is null && LooksLikeProfiles());
        if (isProfile)
        {
            SubstrateProfiles profiles = SubstrateProfiles.Read(scenario.File, LabFiles.MapOf(scenario.Columns));
            context.NoteInput(scenario.File);
            profiles.Remarks.ToList().ForEach(context.Say);
            var facts = CellFacts.Of(scenario.CellSheet, scenario.Cell, null, context);
            context.Put(new BentPlate(profiles, facts, [.. profiles.Heights.Select(h => ProfileCurvature.Of(profiles.Positions, h.Values) is var (k, residual) ? (h.Name, k, residual) : default)]));
            context.Describe("The curvature of a profile is twice the quadratic coefficient of the parabola that fits it best; it is positive where the profile is hollow upwards.");
            return;
        }

        TraceSettings settings = scenario.Trace ?? throw new ScenarioException($"{Path.GetFileName(scenario.File)} holds a record against time: the cycler's trace tells what was done to the cell and when it rested. Give it by --trace FILE (scenario: 'trace').");
        Measured record = Measured.Read(scenario.File, LabFiles.MapOf(scenario.Columns));
        context.NoteInput(scenario.File);
        record.Remarks.ToList().ForEach(context.Say);
        CyclerRecord cycler = LabFiles.Trace(settings, context, cancel);
        var cell = CellFacts.Of(scenario.CellSheet, scenario.Cell, cycler.Cell, context);
        double offset = Offset(record, cycler.Trace, context);
        double[] times = [.. record.Times.Select(t => t + offset)];
        if (times[^1] < cycler.Trace.Times[0] || times[0] > cycler.Trace.Times[^1])
        {
            throw new DataException($"its record lies from {times[0]:g6} to {times[^1]:g6} s on the clock of the cycler, whose trace lies from {cycler.Trace.Times[0]:g6} to {cycler.Trace.Times[^1]:g6} s. Perhaps the clocks differ (--clock-offset).", scenario.File);
        }

        context.Put(new BentElectrode(cell.Sheet.Name ?? Path.GetFileNameWithoutExtension(scenario.File), cycler.Trace, cell, new Record(times, Curvatures(record, times, cycler.Trace, cell, context))));
    }

    private bool LooksLikeProfiles()
    {
        if (scenario.Columns is { } columns)
        {
            return ColumnMap.Parse(columns).Columns.ContainsKey(ColumnRole.Position);
        }

        return SubstrateProfiles.Recognises(scenario.File);
    }

    private double Offset(Measured record, CyclerTrace trace, StudyContext context)
    {
        if (scenario.ClockOffset is { } given)
        {
            return given;
        }

        if (record.Start is { } here && trace.Start is { } there)
        {
            double offset = (here - there).TotalSeconds + trace.Times[0] - record.Times[0];
            double later = (here - there).TotalSeconds;
            context.Say(Remark.Note($"By the hours in both files the record of the curvature began {Math.Abs(later):g6} s {(later < 0 ? "before" : "after")} the trace."));
            return offset;
        }

        context.Say(Remark.Assumed("The files do not both tell when they began: their clocks were taken as one (--clock-offset says otherwise)."));
        return 0;
    }

    private static double[] Curvatures(Measured record, double[] times, CyclerTrace trace, CellFacts cell, StudyContext context)
    {
        if (record.Curvatures is { } direct)
        {
            return direct;
        }

        SubstrateSheet plate = cell.Sheet.Substrate ?? new SubstrateSheet();
        double distance = CellFacts.Need(plate.CameraDistance, "substrate.camera_distance", "a curvature from spot spacings").Value;
        double incidence = CellFacts.Need(plate.Incidence, "substrate.incidence", "a curvature from spot spacings").Value;
        double begin = HalfCycles.Find(trace)[0].StartTime;
        double[] before = [.. record.Spacings!.Where((_, i) => times[i] <= begin)];
        double reference = before.Length > 0 ? before.Average() : record.Spacings![0];
        context.Describe($"Curvature from the spacing of laser spots, ΔK = (d₀ − d)/d₀ · cos α/(2 L), with d₀ = {reference:g6} {record.SpacingUnit} {(before.Length > 0 ? $"(mean of {before.Length} lines before the first current)" : "(the first line)")}, α = {incidence * 180 / Math.PI:g3}°, L = {distance:g3} m.");
        return SpotSpacing.Curvature(record.Spacings!, reference, incidence, distance);
    }
}
