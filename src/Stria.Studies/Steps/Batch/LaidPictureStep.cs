using System.Globalization;
using Stria.Core;
using Stria.Figures;
using Stria.Files;
using Stria.Numerics.Images;

namespace Stria.Studies;

/// <summary>Lays a picture of another microscope on the maps by landmarks: an affine transform by least squares, its residual stated.</summary>
/// <param name="scenario">Which.</param>
internal sealed class LaidPictureStep(CompositeScenario scenario) : IStudyStep
{
    private static readonly string[] Columns = ["map row", "map column", "picture row", "picture column"];

    /// <inheritdoc/>
    public string Name => "picture";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        if (scenario.Picture is not { } laid)
        {
            return;
        }

        string path = Path.Combine(context.Folder.Root, laid.Path), table = Path.Combine(context.Folder.Root, laid.Landmarks);
        context.NoteInput(path);
        context.NoteInput(table);
        ScalarField picture = PictureReader.Read(path, null, []);
        double[][] rows = Landmarks(table);
        (double X, double Y)[] from = [.. rows.Select(r => (r[1], r[0]))], to = [.. rows.Select(r => (r[3], r[2]))];
        AffineTransform transform = AffineTransform.Fit(from, to) ?? throw new DataException($"{rows.Length} landmarks that are too few or lie on a line determine no transform: it needs three that do not, and more to have a residual.", table);
        ImageGrid grid = context.Get<IReadOnlyList<CompositeLayer>>()[0].Field.Grid;
        var seen = new ScalarField(grid, transform.Seen(picture.Values, (picture.Grid.Height, picture.Grid.Width), grid.Height, grid.Width), "brightness", "1");

        // In pixels of the maps, so that the error is that of what is read off them.
        double[] residuals = [.. from.Zip(to, (f, t) => Apart(transform.At(f.X, f.Y), t) / transform.Scale)];
        double[] left = [.. Enumerable.Range(0, rows.Length).Select(i => LeftOut(from, to, i))];
        Tell(context, grid, transform, residuals, left);
        CsvTable.Write(
            context.Table("landmarks.csv", "Landmarks and what the transform misses them by"),
            [
                .. Columns.Select((name, c) => new CsvColumn(name, "px", rows.Select(r => r[c]))),
                new CsvColumn("residual", "px of the map", residuals), new CsvColumn("residual when left out", "px of the map", left),
            ]);
        using var store = new MapStore(context.Folder.MapsPath);
        store.Write("/picture/brightness", seen, $"{Path.GetFileName(path)}, laid on the maps");
        store.Complete();
        TiffWriter.Write(Path.Combine(context.Folder.Root, "picture-on-map.tif"), grid, new MemoryFrames(seen.Values, 1), $"{Path.GetFileName(path)}, laid on the maps");
        context.Put(new LaidOver(seen, Path.GetFileName(path), [.. rows.Select(r => (r[0], r[1]))], Rms(residuals)));
    }

    private static void Tell(StudyContext context, ImageGrid grid, AffineTransform transform, double[] residuals, double[] left)
    {
        string nanometres = grid.HasPixelSize ? $"{Rms(residuals) * grid.PixelSizeX * 1e9:f0} nm" : "pixel size not known";
        context.Report(new Headline("landmarks", residuals.Length, "1", "Landmarks"));
        context.Report(new Headline("landmark_residual", residuals.Length > 3 ? Rms(residuals) : double.NaN, "px", "What the transform misses the landmarks by, root mean square, in pixels of the maps") { Note = residuals.Length > 3 ? nanometres : "three landmarks leave none" });
        if (residuals.Length > 3)
        {
            context.Report(new Headline("landmark_residual_left_out", Rms(left), "px", "The same for landmarks that the transform was not fitted to, one after the other"));
        }

        context.Report(new Headline("picture_scale", transform.Scale, "1", "Pixels of the picture per pixel of the maps"));
        context.Report(new Headline("picture_turn", transform.Turn * 180 / Math.PI, "°", $"Turn of the picture against the maps{(transform.IsMirrored ? ", which is mirrored" : "")}"));
        if (residuals.Length == 3)
        {
            context.Say(Remark.Warning("Three landmarks fit every affine transform exactly: nothing tells whether they are right. Give more."));
        }

        context.Describe($"The picture was laid on the maps by an affine transform through {residuals.Length} landmarks (least squares, residual {Rms(residuals):g2} px of the maps).");
    }

    private static double Apart((double X, double Y) a, (double X, double Y) b) => Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2));

    private static double Rms(double[] values) => Math.Sqrt(values.Where(double.IsFinite).Select(v => v * v).DefaultIfEmpty(double.NaN).Average());

    private static double LeftOut((double X, double Y)[] from, (double X, double Y)[] to, int i)
    {
        var without = AffineTransform.Fit([.. from.Where((_, k) => k != i)], [.. to.Where((_, k) => k != i)]);
        return without is null ? double.NaN : Apart(without.At(from[i].X, from[i].Y), to[i]) / without.Scale;
    }

    private static double[][] Landmarks(string path)
    {
        IReadOnlyList<IReadOnlyList<string>> lines = CsvTable.Read(path);
        var rows = new List<double[]>();
        for (int l = 0; l < lines.Count; l++)
        {
            double[] numbers = [.. lines[l].Select(c => double.TryParse(c, NumberStyles.Float, CultureInfo.InvariantCulture, out double v) ? v : double.NaN)];
            bool isHead = l == 0 && numbers.All(double.IsNaN);
            if (!isHead && (numbers.Length != 4 || numbers.Any(double.IsNaN)))
            {
                throw new DataException($"line {l + 1}: '{string.Join(',', lines[l])}' is no landmark of four numbers: map row, map column, picture row, picture column.", path);
            }

            if (!isHead)
            {
                rows.Add(numbers);
            }
        }

        return [.. rows];
    }
}

/// <summary>A picture on the raster of the maps.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Name">Its file.</param>
/// <param name="Landmarks">Places in the maps (row, column).</param>
/// <param name="Residual">Root mean square of the residuals [px of the maps].</param>
internal sealed record LaidOver(ScalarField Picture, string Name, IReadOnlyList<(double Row, double Column)> Landmarks, double Residual)
{
    /// <summary>The answer in one sentence.</summary>
    public string Answer => $"{Name} lies on the maps to {Residual:g2} px (root mean square at {Landmarks.Count} landmarks).";

    /// <summary>The picture with outlines of the maps, beside the composite.</summary>
    public NamedFigure Figure(IReadOnlyList<CompositeLayer> layers)
    {
        float[] sum = [.. Enumerable.Range(0, Picture.Grid.Count).Select(p => layers.Sum(l => float.IsFinite(l.Field.Values[p]) && l.Field.Values[p] > 0 ? l.Field.Values[p] / (float)Top(l) : 0))];
        var mask = new PixelMask(Picture.Grid.Height, Picture.Grid.Width, [.. sum.Select(v => v > 0.25f)]);
        MapPoint[] points = [.. Landmarks.Select((l, i) => new MapPoint((i + 1).ToString(CultureInfo.InvariantCulture), l.Row, l.Column) { Colour = Rgb.Parse("#ffd030") })];
        MapOutline outline = MapOutline.Of("outline of the maps", mask) with { Colour = Rgb.Parse("#ff4040") };
        return NamedFigure.Of(
            "picture",
            "Picture laid on the maps",
            "The outline of the maps follows the particles of the picture everywhere, not only at the landmarks.",
            new Figure([
                new MapPanel(Picture) { Colours = ColourMap.Grey, ColourBar = false, Title = Name, Outlines = [outline], Points = points },
                new CompositePanel(layers) { Title = "maps" },
            ]) { Columns = 2, PanelLetters = true });
    }

    private static double Top(CompositeLayer layer) => Math.Max(1e-30, layer.Limits?.Max ?? Numerics.Statistics.Quantiles.Of(layer.Field.Values, 0.99));
}
