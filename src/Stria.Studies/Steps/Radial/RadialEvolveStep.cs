using System.Diagnostics;
using Stria.Core;
using Stria.Files;
using Stria.Physics.Radial;

namespace Stria.Studies;

/// <summary>Advances a radial particle from picture to picture; what was reached is saved every few seconds and when the run is stopped or fails.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class RadialEvolveStep(PhaseFieldScenario scenario) : IContinuedStep
{
    /// <summary>The solver's tolerance is the root mean square over the particle, of which a front takes up a small part.</summary>
    internal const double ToleranceShare = 0.1;

    private const string Numbers = "/state/numbers", Compositions = "/state/compositions", History = "/history", Times = "/pictures/time", Fields = "/pictures/composition", Potentials = "/pictures/potential";
    private static readonly TimeSpan BetweenSaves = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public string Name => "evolve";

    /// <summary>All that decides the course; the end is left out, so that a run can be run on.</summary>
    public IReadOnlyList<object> Settings => [scenario.Problem, scenario.Discretisation, scenario.Time with { End = 1 }, .. scenario.Output.Every is null ? new object[] { scenario.Output } : []];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        RadialBody body = context.Get<RadialBody>();
        var solver = new RadialSolver(body.Problem, ToleranceShare * scenario.Time.Tolerance);
        RadialCourse course = context.Continues ? Load(context.ContinuationPath!, solver) : Begun(solver, body.Initial);
        double[] moments = [.. scenario.Output.Moments(scenario.Time.End)];
        var listener = new Listener(course, progress, moments[^1], () => Save(context.ContinuationPath!, course, solver));
        try
        {
            foreach (double moment in moments.Where(m => m > course.Pictures[^1].Time))
            {
                solver.Advance(moment, listener, cancel);
                course.Pictures.Add(Picture(solver));
            }
        }
        finally
        {
            Save(context.ContinuationPath!, course, solver);
        }

        course.Rejected = solver.Rejected;
        context.Put(course);
    }

    private static RadialPicture Picture(RadialSolver solver) => new(solver.Time, solver.Composition.ToArray(), solver.Potential());

    private static RadialCourse Begun(RadialSolver solver, double[] initial)
    {
        solver.Fill(initial);
        return new RadialCourse([RadialRow.Of(solver)], [Picture(solver)]);
    }

    private static void Save(string path, RadialCourse course, RadialSolver solver)
    {
        RadialState s = solver.State;
        using var store = new MapStore(path);
        void Array(string name, IEnumerable<double> values, params int[] shape)
        {
            double[] all = [.. values];
            store.WriteArray(name, all, shape.Length == 0 ? [all.Length] : shape, "1");
        }

        Array(Numbers, [s.Time, s.Counts.Taken, s.Counts.Rejected, s.Counts.Iterations, s.Known, s.Inserted, s.NextStep, s.IsGrowing ? 1 : 0, s.Lengths.Last, s.Lengths.Before]);
        Array(Compositions, s.Compositions);
        Array(History, course.History.SelectMany(h => h.Numbers()), course.History.Count, RadialRow.Count);
        Array(Times, course.Pictures.Select(p => p.Time));
        Array(Fields, course.Pictures.SelectMany(p => p.Composition), course.Pictures.Count, s.Compositions.Length / 3);
        Array(Potentials, course.Pictures.SelectMany(p => p.Potential), course.Pictures.Count, s.Compositions.Length / 3);
        store.Complete();
    }

    private static RadialCourse Load(string path, RadialSolver solver)
    {
        using var file = new MapFile(path);
        double[] Array(string name) => file.Array(name).Values;
        double[] n = Array(Numbers), rows = Array(History), times = Array(Times), fields = Array(Fields), potentials = Array(Potentials);
        solver.Resume(new RadialState
        {
            Time = n[0],
            Counts = ((int)n[1], (int)n[2], (int)n[3]),
            Known = (int)n[4],
            Inserted = n[5],
            NextStep = n[6],
            IsGrowing = n[7] != 0,
            Lengths = (n[8], n[9]),
            Compositions = Array(Compositions),
        });
        int shells = fields.Length / times.Length;
        return new RadialCourse(
            [.. Enumerable.Range(0, rows.Length / RadialRow.Count).Select(i => RadialRow.Of(rows.AsSpan(i * RadialRow.Count, RadialRow.Count)))],
            [.. times.Select((t, i) => new RadialPicture(t, fields[(i * shells)..((i + 1) * shells)], potentials[(i * shells)..((i + 1) * shells)]))]);
    }

    private sealed class Listener(RadialCourse course, IProgress<RunProgress> progress, double end, Action save) : IProgress<RadialSolver>
    {
        private long saved = Stopwatch.GetTimestamp();

        public void Report(RadialSolver value)
        {
            course.History.Add(RadialRow.Of(value));
            progress.Report(new RunProgress("evolve", Math.Min(1, value.Time / end)));
            if (Stopwatch.GetElapsedTime(saved) > BetweenSaves)
            {
                save();
                saved = Stopwatch.GetTimestamp();
            }
        }
    }
}
