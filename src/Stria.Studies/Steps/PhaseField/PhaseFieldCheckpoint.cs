using Stria.Core;
using Stria.Files;
using Stria.Physics.PhaseField;

namespace Stria.Studies;

/// <summary>continuation.h5 of a phase-field run: the state to the last bit, the history, and which pictures exist.</summary>
internal static class PhaseFieldCheckpoint
{
    private const string State = "/state/", Level = "/level", Remarks = "/remarks";

    /// <summary>Writes the file; it takes its name when it is whole.</summary>
    public static void Save(string path, PhaseFieldCourse course, IReadOnlyList<Remark> remarks)
    {
        PhaseFieldState s = course.State;
        using var store = new MapStore(path);
        void Array(string name, params double[] values)
        {
            // An array of nothing is left out.
            if (values.Length > 0)
            {
                store.WriteArray(name, values, [values.Length], "1");
            }
        }

        PhaseFieldCounts n = s.Counts;
        Array(State + "numbers", s.Mass, s.Start.Mass, s.Start.Time, s.NextStep, s.Patience, (int)s.Method, s.Choice.Stabilisation, s.Choice.SmallestStep, s.Factored?.Weight ?? double.NaN, s.Levels.Count);
        Array(State + "counts", n.Steps, n.RejectedForError, n.RejectedForEnergy, n.RejectedForBounds, n.RejectedForConvergence, n.Iterations, n.Products, n.Factorisations);
        Array(State + "displacement", s.Displacement);
        Array(State + "factored", s.Factored?.Composition ?? []);
        Array(State + "energies", [.. s.Energies.Select(e => e.Value)]);
        for (int i = 0; i < s.Levels.Count; i++)
        {
            PhaseFieldLevel level = s.Levels[i];
            Array($"{Level}{i}/time", level.Time, level.Step);
            Array($"{Level}{i}/composition", level.Composition);
            Array($"{Level}{i}/potential", level.Potential);
            Array($"{Level}{i}/forces", level.Forces);
            Array($"{Level}{i}/drift", level.Drift);
        }

        CourseFile.Write(store, course);
        if (remarks.Count > 0)
        {
            store.WriteText(Remarks, string.Join('\n', remarks.Select(r => $"{r.Kind}\t{r.Text}")));
        }

        store.Complete();
    }

    private static Remark RemarkOf(string line) => new(Enum.Parse<RemarkKind>(line.Split('\t')[0]), line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..]);

    /// <summary>Reads it back.</summary>
    /// <exception cref="DataException">It is damaged.</exception>
    public static PhaseFieldCourse Load(string path)
    {
        using var file = new MapFile(path);
        double[] Array(string name) => file.Contains(name) ? file.Array(name).Values : [];
        double[] n = Array(State + "numbers"), counts = Array(State + "counts"), energies = Array(State + "energies"), factored = Array(State + "factored");
        FieldCourse course = CourseFile.Read(file);
        PhaseFieldState state = new()
        {
            Levels = [.. Enumerable.Range(0, (int)n[9]).Select(i => new PhaseFieldLevel(
                Array($"{Level}{i}/time")[0], Array($"{Level}{i}/time")[1], Array($"{Level}{i}/composition"), Array($"{Level}{i}/potential"), Array($"{Level}{i}/forces"), Array($"{Level}{i}/drift")))],
            Displacement = Array(State + "displacement"),
            Energies = [.. energies.Select((e, i) => new EnergyShare(course.EnergyNames[i], e))],
            Mass = n[0],
            Start = (n[1], n[2]),
            NextStep = n[3],
            Patience = (int)n[4],
            Method = (PhaseFieldMethod)(int)n[5],
            Choice = (n[6], n[7]),
            Factored = factored.Length > 0 ? new FactoredPlace(n[8], factored) : null,
            Counts = new PhaseFieldCounts
            {
                Steps = (int)counts[0],
                RejectedForError = (int)counts[1],
                RejectedForEnergy = (int)counts[2],
                RejectedForBounds = (int)counts[3],
                RejectedForConvergence = (int)counts[4],
                Iterations = (int)counts[5],
                Products = (int)counts[6],
                Factorisations = (int)counts[7],
            },
        };
        return new PhaseFieldCourse
        {
            State = state,
            EarlierRemarks = file.Contains(Remarks) ? [.. file.Text(Remarks).Split('\n').Select(RemarkOf)] : [],
            History = course.History,
            Snapshots = course.Snapshots,
        };
    }
}
