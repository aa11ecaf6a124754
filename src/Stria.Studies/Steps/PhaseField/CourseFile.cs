using Stria.Files;

namespace Stria.Studies;

/// <summary>The part of continuation.h5 that all fields in the plane have: history and pictures.</summary>
internal static class CourseFile
{
    private const string History = "/history", Snapshots = "/snapshots/time", Files = "/snapshots/files", Boxes = "/snapshots/box", EnergyNames = "/state/energy_names";

    /// <summary>Writes it.</summary>
    public static void Write(MapStore store, FieldCourse course)
    {
        double[] rows = [.. course.History.SelectMany(h => h.Numbers())];
        store.WriteText(EnergyNames, string.Join(',', course.EnergyNames));
        store.WriteArray(History, rows, [course.History.Count, rows.Length / course.History.Count], "1");
        store.WriteArray(Snapshots, [.. course.Snapshots.Select(p => p.Time)], [course.Snapshots.Count], "1");
        store.WriteText(Files, string.Join(',', course.Snapshots.Select(p => p.File)));
        if (course.Snapshots.All(p => p.Box is not null))
        {
            double[] means = [.. course.Snapshots.SelectMany(p => (double[])[.. p.Box!.Strain, .. p.Box.Stress])];
            store.WriteArray(Boxes, means, [course.Snapshots.Count, 2 * BoxMeans.Components.Length], "1");
        }
    }

    /// <summary>Reads it back.</summary>
    /// <exception cref="Core.DataException">It is damaged.</exception>
    public static FieldCourse Read(MapFile file)
    {
        (double[] rows, IReadOnlyList<long> shape) = file.Array(History);
        int width = (int)shape[1];
        string[] files = file.Text(Files).Split(',');
        BoxMeans[] boxes = file.Contains(Boxes) ? [.. file.Array(Boxes).Values.Chunk(2 * BoxMeans.Components.Length).Select(v => new BoxMeans(v[..3], v[3..]))] : [];
        return new PlainCourse(file.Text(EnergyNames).Split(','))
        {
            History = [.. Enumerable.Range(0, (int)shape[0]).Select(i => HistoryRow.Of(rows.AsSpan(i * width, width)))],
            Snapshots = [.. file.Array(Snapshots).Values.Select((t, i) => new Snapshot(t, files[i]) { Box = i < boxes.Length ? boxes[i] : null })],
        };
    }
}
