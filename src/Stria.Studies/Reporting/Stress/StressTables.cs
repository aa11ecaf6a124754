using Stria.Core;
using Stria.Files;
using Stria.Numerics.Fem;
using Stria.Physics.Elasticity;

namespace Stria.Studies;

/// <summary>Writes the tables of a stress run and reports its headline numbers.</summary>
/// <param name="scenario">What was asked.</param>
/// <param name="context">The nouns of the run.</param>
internal sealed class StressTables(StressScenario scenario, StudyContext context)
{
    private const double Megapascal = 1e6, Nanometre = 1e-9;
    private readonly IReadOnlyList<StressCase> cases = context.Get<IReadOnlyList<StressCase>>();
    private readonly StressFields fields = context.Get<StressFields>();
    private readonly TriangleMesh mesh = context.Get<StressBody>().Mesh;

    /// <summary>Writes all of them.</summary>
    public void Write()
    {
        Statistics();
        Reactions();
        References();
        Probes();
        Profiles();
        Headlines();
    }

    private void Statistics()
    {
        var rows = new List<(string Edge, string Part, string Measure, double Mean, double Low, double High, PointValue Max, double Min)>();
        foreach (StressCase solved in cases)
        {
            PointStatistics s = solved.Solution.Statistics;
            foreach ((string part, bool[]? cells) in Parts())
            {
                foreach ((string name, _, double[] values) in solved.AtPoints.All())
                {
                    double[] negative = [.. values.Select(v => -v)];
                    rows.Add((solved.Edge.Name, part, name, s.Mean(values, cells), s.Quantile(values, 0.05, cells), s.Quantile(values, 0.95, cells), s.Maximum(values, cells), -s.Maximum(negative, cells).Value));
                }
            }
        }

        CsvTable.Write(
            context.Table("stress.csv", "Stress by edges, region or phase, and measure (tension positive)"),
            new CsvColumn("edges", rows.Select(r => r.Edge)),
            new CsvColumn("part", rows.Select(r => r.Part)),
            new CsvColumn("measure", rows.Select(r => r.Measure)),
            new CsvColumn("mean", "MPa", rows.Select(r => r.Mean / Megapascal)),
            new CsvColumn("5 % quantile", "MPa", rows.Select(r => r.Low / Megapascal)),
            new CsvColumn("95 % quantile", "MPa", rows.Select(r => r.High / Megapascal)),
            new CsvColumn("lowest", "MPa", rows.Select(r => r.Min / Megapascal)),
            new CsvColumn("highest", "MPa", rows.Select(r => r.Max.Value / Megapascal)),
            new CsvColumn("x of highest", "nm", rows.Select(r => r.Max.X / Nanometre)),
            new CsvColumn("y of highest", "nm", rows.Select(r => r.Max.Y / Nanometre)));
    }

    // The whole body, its regions where there are several, and its phases.
    private IEnumerable<(string Name, bool[]? Cells)> Parts()
    {
        yield return ("all", null);
        for (int r = 0; r < mesh.RegionNames.Count && mesh.RegionNames.Count > 1; r++)
        {
            bool[] cells = new bool[mesh.CellCount];
            for (int c = 0; c < cells.Length; c++)
            {
                cells[c] = mesh.CellRegions[c] == r;
            }

            if (cells.Contains(true))
            {
                yield return ($"region {mesh.RegionNames[r]}", cells);
            }
        }

        for (int p = 0; p < fields.PhaseNames.Count; p++)
        {
            bool[] cells = [.. fields.CellPhases.Select(label => label == p)];
            if (cells.Contains(true))
            {
                yield return ($"phase {fields.PhaseNames[p]}", cells);
            }
        }
    }

    private void Reactions()
    {
        var rows = cases.SelectMany(c => c.Solution.Reactions().Select(r => (c.Edge.Name, Reaction: r))).ToList();
        string unit = scenario.Problem.Model == PlaneModelChoice.Axisymmetric ? "N" : "N/m";
        if (rows.Count > 0)
        {
            CsvTable.Write(
                context.Table("reactions.csv", "Forces with which held parts of the boundary act on the body (per metre of thickness)"),
                new CsvColumn("edges", rows.Select(r => r.Name)),
                new CsvColumn("part", rows.Select(r => r.Reaction.Place)),
                new CsvColumn("force along x", unit, rows.Select(r => r.Reaction.X)),
                new CsvColumn("force along y", unit, rows.Select(r => r.Reaction.Y)));
        }
    }

    private void References()
    {
        IReadOnlyList<ReferenceRow> rows = context.Get<ReferenceEffect>().Rows;
        CsvTable.Write(
            context.Table("stress-free.csv", "What other stress-free compositions would give"),
            new CsvColumn("edges", rows.Select(r => r.Edge)),
            new CsvColumn("stress-free at", rows.Select(r => r.Meaning)),
            new CsvColumn("x", "1", rows.Select(r => r.Composition)),
            new CsvColumn("largest von Mises", "MPa", rows.Select(r => r.Maximum / Megapascal)),
            new CsvColumn("mean von Mises", "MPa", rows.Select(r => r.Mean / Megapascal)),
            new CsvColumn("95 % quantile of von Mises", "MPa", rows.Select(r => r.Quantile95 / Megapascal)),
            new CsvColumn("mean in-plane stress", "MPa", rows.Select(r => r.MeanInPlane / Megapascal)));
    }

    private void Probes()
    {
        NamedPoint[] probes = [.. scenario.Output.Probes];
        if (probes.Length > 0)
        {
            double[] places = [.. probes.SelectMany(p => new[] { p.X, p.Y })];
            var columns = new List<CsvColumn> { new("probe", probes.Select(p => p.Name)) };
            Sampled(places, columns);
            CsvTable.Write(context.Table("probes.csv", "Values at the probes"), columns);
        }
    }

    private void Profiles()
    {
        IReadOnlyList<NamedLine> lines = ProfileLines.Of(scenario.Output.Lines, mesh, fields.NodeAngles);
        context.Put(lines);
        double[] places = [.. lines.SelectMany(ProfileLines.Places)];
        var columns = new List<CsvColumn>
        {
            new("line", lines.SelectMany(l => Enumerable.Repeat(l.Name, l.Points))),
            new("distance", "nm", lines.SelectMany(l => ProfileLines.Distances(l).Select(d => d / Nanometre))),
        };
        Sampled(places, columns);
        CsvTable.Write(context.Table("profiles.csv", "Values along lines; empty outside the body"), columns);
    }

    private void Sampled(double[] places, List<CsvColumn> columns)
    {
        var sampler = new MeshSampler(mesh);
        CsvColumn Column(string name, string unit, double[] nodal, double scale)
        {
            var values = new double[places.Length / 2];
            sampler.Sample(nodal, places, values);
            return new CsvColumn(name, unit, values.Select(v => v / scale));
        }

        columns.Add(new CsvColumn("x", "nm", places.Where((_, i) => i % 2 == 0).Select(v => v / Nanometre)));
        columns.Add(new CsvColumn("y", "nm", places.Where((_, i) => i % 2 == 1).Select(v => v / Nanometre)));
        columns.Add(Column("composition x", "1", fields.Composition, 1));
        foreach (StressCase solved in cases)
        {
            foreach ((string name, _, double[] values) in solved.AtNodes.All())
            {
                columns.Add(Column($"{name} ({solved.Edge.Name})", "MPa", values, Megapascal));
            }

            if (solved.Deviation is { } deviation)
            {
                columns.Add(Column($"sd of von_mises ({solved.Edge.Name})", "MPa", deviation.VonMises, Megapascal));
            }

            if (solved is { Random: { } random, Systematic: { } systematic })
            {
                columns.Add(Column($"random sd of von_mises ({solved.Edge.Name})", "MPa", random.VonMises, Megapascal));
                columns.Add(Column($"systematic sd of von_mises ({solved.Edge.Name})", "MPa", systematic.VonMises, Megapascal));
            }
        }
    }

    private void Sigma(string name, StressDeviation deviation, string meaning)
    {
        double[] known = [.. deviation.VonMises.Where(double.IsFinite).Order()];
        context.Report(new Headline(name, known[known.Length / 2] / Megapascal, "MPa", meaning));
    }

    private void Headlines()
    {
        var boundary = new PhaseBoundary(mesh, fields.CellPhases);
        foreach (StressCase solved in cases)
        {
            (string edge, double[] vonMises, PointStatistics s) = (solved.Edge.Name, solved.AtPoints.VonMises, solved.Solution.Statistics);
            PointValue largest = s.Maximum(vonMises);
            context.Report(new Headline($"von_mises_max_{edge}", largest.Value / Megapascal, "MPa", $"Largest von Mises stress, {edge} edges"));
            context.Report(new Headline($"von_mises_mean_{edge}", s.Mean(vonMises) / Megapascal, "MPa", $"Mean von Mises stress, {edge} edges"));
            context.Report(new Headline($"von_mises_q95_{edge}", s.Quantile(vonMises, 0.95) / Megapascal, "MPa", $"95 % quantile of von Mises stress, {edge} edges"));
            if (boundary.DistanceFrom(largest.X, largest.Y) is { } distance)
            {
                context.Report(new Headline($"von_mises_max_to_boundary_{edge}", distance / Nanometre, "nm", $"From the place of the largest von Mises stress to the nearest border between phases, {edge} edges"));
            }

            if (solved.Deviation is { } deviation)
            {
                Sigma($"von_mises_sigma_{edge}", deviation, $"Median standard deviation of von Mises stress, {edge} edges");
            }

            if (solved is { Random: { } random, Systematic: { } systematic })
            {
                Sigma($"von_mises_sigma_random_{edge}", random, $"of it by the noise of x, {edge} edges");
                Sigma($"von_mises_sigma_systematic_{edge}", systematic, $"of it by errors common to all pixels, {edge} edges");
            }
        }

        if (cases is [{ Edge.Name: "free" } free, { Edge.Name: "fixed" } held])
        {
            double Ratio(Func<StressCase, double> of) => of(held) / of(free);
            const string papers = "the papers report 2 to 3";
            context.Report(new Headline("ratio_fixed_free_max", Ratio(c => c.Solution.Statistics.Maximum(c.AtPoints.VonMises).Value), "1", "Fixed over free: largest von Mises stress") { Note = papers });
            context.Report(new Headline("ratio_fixed_free_mean", Ratio(c => c.Solution.Statistics.Mean(c.AtPoints.VonMises)), "1", "Fixed over free: mean von Mises stress") { Note = papers });
            context.Report(new Headline("ratio_fixed_free_q95", Ratio(c => c.Solution.Statistics.Quantile(c.AtPoints.VonMises, 0.95)), "1", "Fixed over free: 95 % quantile of von Mises stress") { Note = papers });
        }
    }
}
