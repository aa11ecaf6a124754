using System.Diagnostics;
using Stria.Core;
using Stria.Files;
using Stria.Physics.PhaseField.Spectral;

namespace Stria.Studies;

/// <summary>Advances a box by transforms from picture to picture; what was reached is saved every few seconds and when the run is stopped or fails.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class SpectralEvolveStep(PhaseFieldScenario scenario) : IContinuedStep
{
    /// <summary>The solver's tolerance is the root mean square over the box, of which interfaces take up a small part.</summary>
    internal const double ToleranceShare = 0.01;

    private const string Numbers = "/state/numbers", Composition = "/state/composition", Coefficients = "/state/coefficients";
    private static readonly string[] WithoutStress = ["chemical", "gradient"], WithStress = ["chemical", "gradient", "elastic"];
    private static readonly TimeSpan BetweenSaves = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public string Name => "evolve";

    /// <summary>All that decides the course; the end is left out, so that a run can be run on.</summary>
    public IReadOnlyList<object> Settings => [scenario.Problem, scenario.Discretisation, scenario.Time with { End = 1 }, .. scenario.Output.Every is null ? new object[] { scenario.Output } : []];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        (PhaseFieldBody body, SpectralBody box) = (context.Get<PhaseFieldBody>(), context.Get<SpectralBody>());
        var solver = new SpectralSolver(box.Problem);
        var files = new SpectralFiles(scenario, context);
        FieldCourse course = (context.Continues ? Resumed(context, solver) : null) ?? Begun(solver, body, box, files);
        double scale = body.Laws.Scales.Time;
        double[] moments = [.. scenario.Output.Moments(scenario.Time.End)];
        var listener = new Listener(course, s => RowOf(s, body, box), progress, moments[^1], () => Save(context.ContinuationPath!, course, solver));
        try
        {
            foreach (double moment in moments.Where(m => m > course.Snapshots[^1].Time * scale * (1 + 1e-12)))
            {
                solver.Advance(moment, ToleranceShare * scenario.Time.Tolerance, listener, cancel);
                course.Snapshots.Add(files.WriteSnapshot(solver, course.Snapshots.Count));
            }
        }
        finally
        {
            Save(context.ContinuationPath!, course, solver);
        }

        context.Say(Remark.Note($"Time is stepped by transforms of {box.Problem.Size.Rows} × {box.Problem.Size.Columns} pixels ({(box.Problem.Border == BoxBorder.Periodic ? "periodic" : "without flux")}), stabilised by S = {solver.Stabilisation:g4}{(scenario.Units == UnitChoice.None ? "" : " J/mol")}."));
        context.Put(course);
        Tell(course, (solver, body), context);
    }

    private static HistoryRow RowOf(SpectralSolver s, PhaseFieldBody body, SpectralBody box)
    {
        PhaseFieldLaws laws = body.Laws;
        double area = laws.Scales.Length * laws.Scales.Length, unit = laws.ThermalEnergy * area, mean = s.Mean, elastic = box.ElasticEnergy(s.Composition, mean);
        double[] energies = [s.ChemicalEnergy / unit, (s.GradientAndElasticEnergy - elastic) / unit, .. box.Swelling is null ? Array.Empty<double>() : [elastic / unit]];
        return new HistoryRow(s.Time / laws.Scales.Time, s.LastStep / laws.Scales.Time, s.LastError, mean * body.Area / area, s.Range.Low, s.Range.High, double.NaN, false, energies);
    }

    private static PlainCourse Begun(SpectralSolver solver, PhaseFieldBody body, SpectralBody box, SpectralFiles files)
    {
        solver.Fill(body.Initial);
        return new PlainCourse(box.Swelling is null ? WithoutStress : WithStress)
        {
            History = [RowOf(solver, body, box)],
            Snapshots = [files.WriteSnapshot(solver, 0)],
        };
    }

    private static void Save(string path, FieldCourse course, SpectralSolver solver)
    {
        SpectralState s = solver.State;
        using var store = new MapStore(path);
        store.WriteArray(Numbers, [s.Time, s.Steps.Taken, s.Steps.Rejected, s.Known, s.NextStep, s.Lengths.Last, s.Lengths.Before], [7], "1");
        store.WriteArray(Composition, s.Composition, [s.Composition.Length], "1");
        for (int k = 0; k < s.Coefficients.Count; k++)
        {
            store.WriteArray($"{Coefficients}{k}", s.Coefficients[k], [s.Coefficients[k].Length], "1");
        }

        CourseFile.Write(store, course);
        store.Complete();
    }

    // Null where a finished run without field files keeps its last picture only.
    private static FieldCourse? Resumed(StudyContext context, SpectralSolver solver)
    {
        using var file = new MapFile(context.ContinuationPath!);
        FieldCourse course = CourseFile.Read(file);
        if (course.MissingPicture(context) is { } remark)
        {
            context.Say(remark);
            return null;
        }

        double[] n = file.Array(Numbers).Values;
        var arrays = new List<double[]>();
        while (file.Contains($"{Coefficients}{arrays.Count}"))
        {
            arrays.Add(file.Array($"{Coefficients}{arrays.Count}").Values);
        }

        solver.Resume(new SpectralState
        {
            Time = n[0],
            Steps = ((int)n[1], (int)n[2]),
            Known = (int)n[3],
            NextStep = n[4],
            Lengths = (n[5], n[6]),
            Composition = file.Array(Composition).Values,
            Coefficients = arrays,
        });
        return course;
    }

    private void Tell(FieldCourse course, (SpectralSolver Solver, PhaseFieldBody Body) at, StudyContext context)
    {
        bool plain = scenario.Units == UnitChoice.None;
        double energy = new PhaseFieldLawsScales(at.Body).Energy;
        string unit = plain ? "1" : "J/m";
        context.Report(new Headline("end_time", at.Solver.Time, plain ? "1" : "s", "Time reached"));
        context.Report(new Headline("steps", at.Solver.Steps, "1", "Steps of time taken"));
        context.Report(new Headline("rejected_steps", at.Solver.Rejected, "1", "Steps taken back: for their error, for rising energy, for bounds"));
        context.Report(new Headline("energy_start", course.History[0].Energy * energy, unit, "Free energy at the start"));
        context.Report(new Headline("energy_end", course.History[^1].Energy * energy, unit, "Free energy at the end"));
        context.Report(new Headline("lowest_composition", at.Solver.Range.Low, "1", "Smallest c at the end"));
        context.Report(new Headline("highest_composition", at.Solver.Range.High, "1", "Largest c at the end"));
        context.Report(course.MassDrift(at.Body));
        context.Report(course.EnergyRises());
    }

    private sealed class Listener(FieldCourse course, Func<SpectralSolver, HistoryRow> row, IProgress<RunProgress> progress, double end, Action save) : IProgress<SpectralSolver>
    {
        private long saved = Stopwatch.GetTimestamp();

        public void Report(SpectralSolver value)
        {
            course.History.Add(row(value));
            progress.Report(new RunProgress("evolve", Math.Min(1, value.Time / end)));
            if (Stopwatch.GetElapsedTime(saved) > BetweenSaves)
            {
                save();
                saved = Stopwatch.GetTimestamp();
            }
        }
    }
}
