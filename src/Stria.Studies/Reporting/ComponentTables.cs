using Stria.Files;
using Stria.Measurement.Stxm;
using Stria.Numerics.Statistics;

namespace Stria.Studies;

/// <summary>Tables and headline numbers of components beyond eigenvalues and mean spectra.</summary>
internal static class ComponentTables
{
    /// <summary>Writes what the decomposition has: curves of significance, choice of the number, joins, non-negative spectra.</summary>
    public static void Write(StudyContext context, ComponentMaps found, double[] energies_eV)
    {
        if (found.Significance is { } significance)
        {
            Significance(context, significance);
        }

        if (found.Decomposition?.Choice is { } choice)
        {
            CsvTable.Write(
                context.Table("cluster-number.csv", $"Choice of the number of clusters by the {choice.Name}"),
                new CsvColumn("clusters", "1", choice.Curve.Select(c => (double)c.Count)),
                new CsvColumn(choice.Name, "1", choice.Curve.Select(c => c.Figure)));
        }

        if (found.Decomposition?.Tree is { } tree)
        {
            CsvTable.Write(
                context.Table("dendrogram.csv", "Joins of small clusters (from 1; beyond their number: the join that made it)"),
                new CsvColumn("first", "1", tree.Joins.Select(j => j.First + 1.0)),
                new CsvColumn("second", "1", tree.Joins.Select(j => j.Second + 1.0)),
                new CsvColumn("height", "1", tree.Joins.Select(j => j.Height)),
                new CsvColumn("pixels", "1", tree.Joins.Select(j => j.Weight)));
        }

        if (found.Decomposition?.Factors is { } factors)
        {
            Factors(context, factors, energies_eV);
        }
    }

    private static void Significance(StudyContext context, ComponentSignificance s)
    {
        CsvTable.Write(
            context.Table("component-significance.csv", "How many components are significant"),
            new CsvColumn("component", "1", Enumerable.Range(1, s.Indicator.Length).Select(k => (double)k)),
            new CsvColumn("indicator function", "1", s.Indicator),
            new CsvColumn("share of the variance", "1", s.Shares),
            new CsvColumn("broken stick", "1", s.BrokenStick),
            new CsvColumn("cross-validation error", "1", s.CrossValidation));
        context.Report(new Headline("components_by_indicator", s.ByIndicator, "1", "Significant components by the indicator function"));
        context.Report(new Headline("components_by_broken_stick", s.ByBrokenStick, "1", "Significant components by the broken stick"));
        context.Report(new Headline("components_by_cross_validation", s.ByCrossValidation, "1", "Significant components by cross-validation"));
    }

    private static void Factors(StudyContext context, NonNegativeFactorisation factors, double[] energies_eV)
    {
        int n = energies_eV.Length, count = factors.Spectra.Length / n;
        CsvTable.Write(
            context.Table("nnma-spectra.csv", "Non-negative spectra"),
            [new CsvColumn("photon energy", "eV", energies_eV), .. Enumerable.Range(0, count).Select(k => new CsvColumn($"component {k + 1}", "1", factors.Spectra[(k * n)..((k + 1) * n)]))]);
        CsvTable.Write(
            context.Table("nnma-cost.csv", "Cost of the non-negative approximation by round"),
            new CsvColumn("round", "1", factors.Costs.Select((_, i) => (double)i)),
            new CsvColumn("cost", "1", factors.Costs));
        context.Report(new Headline("nnma_rounds", factors.Costs.Count - 1, "1", "Rounds of the non-negative approximation"));
        if (!factors.Converged)
        {
            context.Say(Core.Remark.Warning($"The non-negative approximation had not come to rest after {factors.Costs.Count - 1} rounds; its spectra may still change."));
        }
    }
}
