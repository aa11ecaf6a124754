using Stria.Numerics;

namespace Stria.Measurement.Stxm;

/// <summary>Where each frame lies to about a pixel: what the precise comparison of two frames starts from, however far apart they are.</summary>
/// <remarks>Each frame is compared with the two before it. A batch of frames is solved for at once together with the last ones of the batch before, so that a pair that went wrong is outvoted.</remarks>
internal sealed class CoarseCourse
{
    /// <summary>How many frames before it each frame is compared with.</summary>
    public const int Reach = 2;

    private readonly RegistrationOptions options;
    private readonly List<(int First, int Second)> pairs = [];
    private readonly List<(double Row, double Column)> measured = [];

    /// <summary>Makes a course of frames that lie where the first does.</summary>
    /// <param name="frames">How many there are.</param>
    /// <param name="options">How far to look.</param>
    public CoarseCourse(int frames, RegistrationOptions options) => (this.options, Rows, Columns) = (options, new double[frames], new double[frames]);

    /// <summary>Displacement of each frame that has come, downwards [px].</summary>
    public double[] Rows { get; }

    /// <summary>The same to the right [px].</summary>
    public double[] Columns { get; }

    /// <summary>Finds where the frames that have just come lie.</summary>
    /// <param name="shelf">Their pyramids, and those of the frames before.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancel">Stops between pairs.</param>
    public void Follow(PyramidShelf shelf, int first, int count, CancellationToken cancel)
    {
        List<(int First, int Second)> fresh = [.. Enumerable.Range(first, count).SelectMany(j => Enumerable.Range(1, Reach).Where(d => d <= j).Select(d => (j - d, j)))];
        var found = new (double Row, double Column)[fresh.Count];
        Numerics.Rows.For(fresh.Count, options.Threads, new MeasureCoarse(shelf, fresh, options.MaximumShift, found), cancel);
        pairs.AddRange(fresh);
        measured.AddRange(found);

        // The last frames before stay where they are; all pairs among them and the new ones have their say.
        int begun = Math.Max(0, first - Reach), anchor = Math.Max(0, first - 1);
        int[] local = [.. Enumerable.Range(0, pairs.Count).Where(k => pairs[k].First >= begun)];
        RegistrationResult solved = ShiftNetwork.Solve(first + count - begun, [.. local.Select(k => (pairs[k].First - begun, pairs[k].Second - begun))], [.. local.Select(k => measured[k])]);
        for (int f = first; f < first + count; f++)
        {
            Rows[f] = Rows[anchor] + solved.Rows[f - begun] - solved.Rows[anchor - begun];
            Columns[f] = Columns[anchor] + solved.Columns[f - begun] - solved.Columns[anchor - begun];
        }
    }

    private readonly struct MeasureCoarse(PyramidShelf shelf, List<(int First, int Second)> pairs, double maximumShift, (double Row, double Column)[] measured) : IRowOperation
    {
        public void Invoke(int row) => measured[row] = PairCorrelation.Search(shelf[pairs[row].First], shelf[pairs[row].Second], maximumShift);
    }
}
