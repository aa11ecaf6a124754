using Stria.Core;
using Stria.Files;
using Stria.Matter;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>Writes the tables of a diffraction run.</summary>
internal static class XrdTables
{
    public static void Write(StudyContext context)
    {
        Cells(context);
        Fractions(context);
        Reflections(context);
        Parameters(context);
        Quality(context);
        Steps(context);
        FirstLook(context);
    }

    private static void Cells(StudyContext context)
    {
        PatternSeries series = context.Get<PatternSeries>();
        (SeriesEntry Entry, PhaseFit Phase)[] rows = [.. context.Get<SeriesFitResult>().Patterns.SelectMany(e => e.Fit.Phases.Where(p => p.IsPresent).Select(p => (e, p)))];
        double[][] sigmas = [.. rows.Select(r => r.Phase.Cell.StandardDeviations())];
        UnitCell[] cells = [.. rows.Select(r => r.Phase.Cell.Cell)];
        var columns = new List<CsvColumn>
        {
            new("pattern", rows.Select(r => series.Patterns[r.Entry.Index].Name)),
            new("number", "1", rows.Select(r => (double)r.Entry.Index)),
            new(series.Label == "pattern" ? "place" : series.Label.Split(' ')[0], series.Label.Contains('[', StringComparison.Ordinal) ? series.Label.Split('[', ']')[1] : "1", rows.Select(r => r.Entry.Abscissa)),
            new("phase", rows.Select(r => r.Phase.Phase.Name)),
        };
        if (series.Layers is { } layers)
        {
            columns.Insert(2, new CsvColumn("layer", rows.Select(r => layers.Names[layers.Of[r.Entry.Index]])));
        }

        (string Name, string Unit, Func<UnitCell, double> Value)[] quantities =
        [
            ("a", "Å", c => c.A_angstrom), ("b", "Å", c => c.B_angstrom), ("c", "Å", c => c.C_angstrom),
            ("alpha", "°", c => c.Alpha_deg), ("beta", "°", c => c.Beta_deg), ("gamma", "°", c => c.Gamma_deg), ("V", "Å³", c => c.Volume_angstrom3),
        ];
        for (int q = 0; q < quantities.Length; q++)
        {
            int k = q;
            columns.Add(new CsvColumn(quantities[k].Name, quantities[k].Unit, cells.Select(quantities[k].Value)));
            columns.Add(new CsvColumn($"sd of {quantities[k].Name}", quantities[k].Unit, sigmas.Select(s => s[k])));
        }

        MeasuredValue Of(IReadOnlyDictionary<string, MeasuredValue> from, string phase) => from.TryGetValue(phase, out MeasuredValue value) ? value : new MeasuredValue(double.NaN, double.NaN);
        columns.Add(new CsvColumn("fraction", "1", rows.Select(r => Of(r.Entry.Fractions, r.Phase.Phase.Name).Value)));
        columns.Add(new CsvColumn("sd of fraction", "1", rows.Select(r => Of(r.Entry.Fractions, r.Phase.Phase.Name).Sigma)));
        columns.Add(new CsvColumn("scale", "1", rows.Select(r => Of(r.Entry.Scales, r.Phase.Phase.Name).Value)));
        columns.Add(new CsvColumn("sd of scale", "1", rows.Select(r => Of(r.Entry.Scales, r.Phase.Phase.Name).Sigma)));
        columns.Add(new CsvColumn("intensities", rows.Select(r => r.Phase.HasHeldRatios ? "ratios of the end pattern" : "own")));
        CsvTable.Write(context.Table("cells.csv", "Cells, volumes and fractions with their standard deviations"), columns);
    }

    // Also of phases that are seen by their scale only.
    private static void Fractions(StudyContext context)
    {
        PatternSeries series = context.Get<PatternSeries>();
        (SeriesEntry Entry, string Phase)[] rows = [.. context.Get<SeriesFitResult>().Patterns.SelectMany(e => e.Scales.Keys.Order(StringComparer.Ordinal).Select(p => (e, p)))];
        MeasuredValue Of((SeriesEntry Entry, string Phase) row) => row.Entry.Fractions.TryGetValue(row.Phase, out MeasuredValue value) ? value : new MeasuredValue(double.NaN, double.NaN);
        if (rows.Length > 0)
        {
            CsvTable.Write(
                context.Table("fractions.csv", "Scales and fractions of each phase in each pattern, also where it is too weak for a cell of its own"),
                new CsvColumn("number", "1", rows.Select(r => (double)r.Entry.Index)),
                new CsvColumn(series.Label.Split(' ')[0], series.Unit, rows.Select(r => r.Entry.Abscissa)),
                new CsvColumn("phase", rows.Select(r => r.Phase)),
                new CsvColumn("fraction", "1", rows.Select(r => Of(r).Value)),
                new CsvColumn("sd of fraction", "1", rows.Select(r => Of(r).Sigma)),
                new CsvColumn("scale", "1", rows.Select(r => r.Entry.Scales[r.Phase].Value)),
                new CsvColumn("sd of scale", "1", rows.Select(r => r.Entry.Scales[r.Phase].Sigma)),
                new CsvColumn("cell refined", rows.Select(r => r.Entry.Of(r.Phase) is { IsPresent: true } ? "yes" : "no")));
        }
    }

    private static void Reflections(StudyContext context)
    {
        PatternSeries series = context.Get<PatternSeries>();
        (SeriesEntry Entry, PhaseFit Phase, FittedReflection R)[] rows = [.. context.Get<SeriesFitResult>().Patterns.SelectMany(e => e.Fit.Phases.Where(p => p.IsPresent).SelectMany(p => p.Reflections.Select(r => (e, p, r))))];
        DiffractionAxis axis = series.Patterns[0].Axis == DiffractionAxis.Spacing ? DiffractionAxis.MomentumTransfer : series.Patterns[0].Axis;
        string[] label = Diffractogram.Label(axis).Split(' ', '[', ']');
        CsvTable.Write(
            context.Table("reflections.csv", "Reflections with their places and intensities (areas)"),
            new CsvColumn("number", "1", rows.Select(r => (double)r.Entry.Index)),
            new CsvColumn("phase", rows.Select(r => r.Phase.Phase.Name)),
            new CsvColumn("h k l", rows.Select(r => r.R.Indices.ToString())),
            new CsvColumn("multiplicity", "1", rows.Select(r => (double)r.R.Multiplicity)),
            new CsvColumn("d", "Å", rows.Select(r => r.R.Spacing_angstrom)),
            new CsvColumn(label[0], label[2], rows.Select(r => r.R.Position)),
            new CsvColumn("intensity", "1", rows.Select(r => r.R.Intensity)),
            new CsvColumn("sd of intensity", "1", rows.Select(r => r.R.Sigma)));
    }

    private static void Parameters(StudyContext context)
    {
        (int Index, FittedParameter P)[] rows = [.. context.Get<SeriesFitResult>().Patterns.SelectMany(e => e.Fit.Parameters.Select(p => (e.Index, p)))];
        CsvTable.Write(
            context.Table("parameters.csv", "Refined parameters by GSAS-II's conventions (U, V, W in 10⁻⁴ °², X, Y, Z in 10⁻² °, zero in °; against q and energy all in the unit of the fit, 1/Å and keV; reciprocal metric in Å⁻²)"),
            new CsvColumn("number", "1", rows.Select(r => (double)r.Index)),
            new CsvColumn("parameter", rows.Select(r => r.P.Name)),
            new CsvColumn("value", "1", rows.Select(r => r.P.Value)),
            new CsvColumn("sd", "1", rows.Select(r => r.P.Sigma)));
        PatternFitResult fit = context.Get<SeriesFitResult>().Patterns[0].Fit;
        int n = fit.Parameters.Count;
        var pairs = Enumerable.Range(0, n * n).Where(i => i / n < i % n).Select(i => (First: fit.Parameters[i / n].Name, Second: fit.Parameters[i % n].Name, Value: fit.Correlations[i])).OrderByDescending(p => Math.Abs(p.Value)).ToList();
        CsvTable.Write(
            context.Table("correlations.csv", "Correlations of the refined parameters of the first pattern, the strongest first"),
            new CsvColumn("parameter", pairs.Select(p => p.First)),
            new CsvColumn("with", pairs.Select(p => p.Second)),
            new CsvColumn("correlation", "1", pairs.Select(p => p.Value)));
    }

    private static void Quality(StudyContext context)
    {
        PatternSeries series = context.Get<PatternSeries>();
        IReadOnlyList<SeriesEntry> rows = context.Get<SeriesFitResult>().Patterns;
        CsvTable.Write(
            context.Table("quality.csv", "How well each pattern is described"),
            new CsvColumn("pattern", rows.Select(r => series.Patterns[r.Index].Name)),
            new CsvColumn("number", "1", rows.Select(r => (double)r.Index)),
            new CsvColumn("potential", "V", rows.Select(r => series.Potentials?[r.Index] ?? double.NaN)),
            new CsvColumn("x", "1", rows.Select(r => series.Compositions?[r.Index] ?? double.NaN)),
            new CsvColumn("Rwp", "1", rows.Select(r => r.Fit.Rwp)),
            new CsvColumn("Rwp above background", "1", rows.Select(r => r.Fit.RwpAboveBackground)),
            new CsvColumn("Rexp", "1", rows.Select(r => r.Fit.Rexp)),
            new CsvColumn("goodness of fit", "1", rows.Select(r => r.Fit.GoodnessOfFit)),
            new CsvColumn("iterations", "1", rows.Select(r => (double)r.Fit.Iterations)),
            new CsvColumn("converged", rows.Select(r => r.Fit.Converged ? "yes" : "no")),
            new CsvColumn("followed from", rows.Select(r => r.IsFromEnd ? "end" : "beginning")));
    }

    // From each pattern of a phase to its next, and from the first to the last.
    private static void Steps(StudyContext context)
    {
        IReadOnlyList<SeriesEntry> entries = context.TryGet("", out LayeredFits? layered) ? layered.Fits[0].Patterns : context.Get<SeriesFitResult>().Patterns;
        var rows = new List<(string Phase, int From, int To, TransformationStretch Stretch)>();
        foreach (string phase in entries.SelectMany(e => e.Fit.Phases).Select(p => p.Phase.Name).Distinct())
        {
            SeriesEntry[] there = [.. entries.Where(e => e.Of(phase) is { IsPresent: true })];
            for (int k = 1; k < there.Length; k++)
            {
                rows.Add((phase, there[k - 1].Index, there[k].Index, TransformationStretch.Between(there[k - 1].Of(phase)!.Cell.Cell, there[k].Of(phase)!.Cell.Cell)));
            }

            if (there.Length > 2)
            {
                rows.Add((phase, there[0].Index, there[^1].Index, TransformationStretch.Between(there[0].Of(phase)!.Cell.Cell, there[^1].Of(phase)!.Cell.Cell)));
            }
        }

        if (rows.Count > 0)
        {
            CsvTable.Write(
                context.Table("stretches.csv", layered is null ? "Stretch of each phase from pattern to pattern, and from its first to its last" : "Stretch of each phase in the first layer from pattern to pattern, and from its first to its last"),
                new CsvColumn("phase", rows.Select(r => r.Phase)),
                new CsvColumn("from", "1", rows.Select(r => (double)r.From)),
                new CsvColumn("to", "1", rows.Select(r => (double)r.To)),
                new CsvColumn("volume change", "1", rows.Select(r => r.Stretch.VolumeChange)),
                new CsvColumn("lambda 1", "1", rows.Select(r => r.Stretch.PrincipalStretches[0])),
                new CsvColumn("lambda 2", "1", rows.Select(r => r.Stretch.PrincipalStretches[1])),
                new CsvColumn("lambda 3", "1", rows.Select(r => r.Stretch.PrincipalStretches[2])));
        }
    }

    /// <summary>first-look.csv, where patterns were decomposed.</summary>
    public static void FirstLook(StudyContext context)
    {
        if (!context.TryGet("", out PatternDecomposition? found))
        {
            return;
        }

        int n = found.Components.Count;
        PatternSeries series = context.Get<PatternSeries>();
        var columns = new List<CsvColumn> { new("pattern", series.Patterns.Select(p => p.Name)) };
        columns.AddRange(Enumerable.Range(0, n).Select(k => new CsvColumn($"component {k + 1}", "1", series.Patterns.Select((_, i) => found.Weights[(i * n) + k]))));
        CsvTable.Write(context.Table("first-look.csv", "First look without phases: weights of non-negative components"), columns);
    }
}
