using Stria.Core;
using Stria.Files;
using Stria.Matter;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>How one phase stretches to become another, by a correspondence of axes: where both stand in one pattern, else between the patterns nearest to each other.</summary>
internal static class XrdTransformations
{
    private const int Principal = 3, MetricParts = 6;

    /// <summary>The correspondence of a text of axes; null when it is none, with the reason.</summary>
    public static CellTransformation? Correspondence(string axes, out string? why)
    {
        try
        {
            why = null;
            return CellTransformation.ParseAxes(axes);
        }
        catch (FormatException e)
        {
            why = e.Message;
            return null;
        }
    }

    /// <summary>transformations.csv.</summary>
    public static void Write(XrdScenario scenario, StudyContext context)
    {
        if (scenario.Transformations.Count == 0)
        {
            return;
        }

        SeriesEntry[] entries = [.. (context.TryGet("", out LayeredFits? layered) ? layered.Fits[0].Patterns : context.Get<SeriesFitResult>().Patterns)];
        var rows = new List<(XrdTransformation Of, SeriesEntry First, SeriesEntry Second, TransformationStretch Stretch, double[] Sigmas)>();
        foreach (XrdTransformation asked in scenario.Transformations)
        {
            (SeriesEntry First, SeriesEntry Second)[] pairs = Pairs(entries, asked);
            if (pairs.Length == 0)
            {
                context.Say(Remark.Warning($"The stretch from {asked.From} to {asked.To} cannot be given: {string.Join(" and ", new[] { asked.From, asked.To }.Where(n => !entries.Any(e => Has(e, n))))} is not seen."));
            }

            CellTransformation axes = Correspondence(asked.Axes, out _)!;
            foreach ((SeriesEntry first, SeriesEntry second) in pairs)
            {
                MeasuredCell from = first.Of(asked.From)!.Cell, to = second.Of(asked.To)!.Cell;
                rows.Add((asked, first, second, TransformationStretch.Between(from.Cell, to.Cell, axes), Sigmas(from, to, axes)));
            }
        }

        if (rows.Count > 0)
        {
            Table(context, rows);
        }
    }

    private static void Table(StudyContext context, List<(XrdTransformation Of, SeriesEntry First, SeriesEntry Second, TransformationStretch Stretch, double[] Sigmas)> rows)
    {
        var columns = new List<CsvColumn>
        {
            new("from", rows.Select(r => r.Of.From)),
            new("in pattern", "1", rows.Select(r => (double)r.First.Index)),
            new("to", rows.Select(r => r.Of.To)),
            new("seen in pattern", "1", rows.Select(r => (double)r.Second.Index)),
            new("axes", rows.Select(r => r.Of.Axes)),
            new("volume change", "1", rows.Select(r => r.Stretch.VolumeChange)),
            new("sd of volume change", "1", rows.Select(r => r.Sigmas[Principal])),
        };
        for (int k = 0; k < Principal; k++)
        {
            int i = k;
            columns.Add(new CsvColumn($"lambda {i + 1}", "1", rows.Select(r => r.Stretch.PrincipalStretches[i])));
            columns.Add(new CsvColumn($"sd of lambda {i + 1}", "1", rows.Select(r => r.Sigmas[i])));
        }

        CsvTable.Write(context.Table("transformations.csv", "Principal stretches from phase to phase; lambda 2 = 1 means a plane that joins both without strain"), columns);
    }

    private static bool Has(SeriesEntry entry, string name) => entry.Of(name) is { IsPresent: true };

    private static (SeriesEntry First, SeriesEntry Second)[] Pairs(SeriesEntry[] entries, XrdTransformation asked)
    {
        SeriesEntry[] from = [.. entries.Where(e => Has(e, asked.From))], to = [.. entries.Where(e => Has(e, asked.To))];
        SeriesEntry[] both = [.. from.Where(e => Has(e, asked.To))];
        return both.Length > 0 ? [.. both.Select(e => (e, e))]
            : from.Length == 0 || to.Length == 0 ? []
            : [from.SelectMany(f => to.Select(t => (f, t))).MinBy(p => Math.Abs(p.f.Index - p.t.Index))];
    }

    /// <summary>Standard deviations of the three principal stretches and the change of volume, by differences over the reciprocal metrics of both cells.</summary>
    internal static double[] Sigmas(MeasuredCell from, MeasuredCell to, CellTransformation axes)
    {
        double[] variances = new double[Principal + 1];
        foreach (bool isFirst in new[] { true, false })
        {
            MeasuredCell own = isFirst ? from : to;
            double[][] slopes = [.. Enumerable.Range(0, MetricParts).Select(i => Slope(from, to, axes, isFirst, i))];
            for (int q = 0; q <= Principal; q++)
            {
                for (int i = 0; i < MetricParts * MetricParts; i++)
                {
                    double weight = slopes[i / MetricParts][q] * slopes[i % MetricParts][q];
                    variances[q] += weight == 0 ? 0 : weight * own.Covariance_angstrom4[i];
                }
            }
        }

        return [.. variances.Select(v => Math.Sqrt(Math.Max(0, v)))];
    }

    private static double[] Slope(MeasuredCell from, MeasuredCell to, CellTransformation axes, bool isFirst, int part)
    {
        double[] metric = [.. (isFirst ? from : to).ReciprocalMetric_angstrom2];
        double step = 1e-6 * metric[..Principal].Max();
        double[] At(double change)
        {
            double[] moved = [.. metric];
            moved[part] += change;
            var cell = UnitCell.FromReciprocalMetric_angstrom2(moved);
            var stretch = TransformationStretch.Between(isFirst ? cell : from.Cell, isFirst ? to.Cell : cell, axes);
            return [.. stretch.PrincipalStretches, stretch.VolumeChange];
        }

        double[] up = At(step), down = At(-step);
        return [.. up.Zip(down, (u, d) => (u - d) / (2 * step))];
    }
}
