using Stria.Files;
using Stria.Physics.Thermodynamics;

namespace Stria.Studies;

/// <summary>Writes the tables of a free-energy study.</summary>
/// <param name="scenario">What was asked.</param>
/// <param name="context">The nouns of the run.</param>
internal sealed class FreeEnergyTables(FreeEnergyScenario scenario, StudyContext context)
{
    private const double Nanometre = 1e-9, Milli = 1e-3;
    private readonly FreeEnergyHost host = context.Get<FreeEnergyHost>();
    private readonly FreeEnergyResults results = context.Get<FreeEnergyResults>();

    /// <summary>Writes all of them.</summary>
    public void Write()
    {
        Equilibria();
        Curve();
        if (results.Strained.Count > 0)
        {
            Strains();
        }

        if (context.TryGet("", out PhaseDiagram? diagram))
        {
            Diagram(diagram);
        }

        if (results.Interfaces.Count > 0)
        {
            Profiles();
        }
    }

    private void Equilibria()
    {
        var rows = new List<(string Case, int Gap, CommonTangent Tangent, InterfaceProperties? Interface)>();
        rows.AddRange(results.Chemical.Tangents.Select((t, i) => ("chemical", i + 1, t, i < results.Interfaces.Count ? results.Interfaces[i] : null)));
        foreach (CoherentCase coherent in results.Coherent)
        {
            rows.AddRange(coherent.Equilibria.Tangents.Select((t, i) => ($"coherent, {coherent.Name}", i + 1, t, (InterfaceProperties?)null)));
        }

        CsvTable.Write(
            context.Table("equilibria.csv", "Common tangents"),
            new CsvColumn("case", rows.Select(r => r.Case)),
            new CsvColumn("gap", "1", rows.Select(r => (double)r.Gap)),
            new CsvColumn("lithium-poor phase", "1", rows.Select(r => r.Tangent.Low)),
            new CsvColumn("lithium-rich phase", "1", rows.Select(r => r.Tangent.High)),
            new CsvColumn("chemical potential", "J/mol", rows.Select(r => r.Tangent.Potential)),
            new CsvColumn("potential", "V", rows.Select(r => host.Potential(r.Tangent.Potential))),
            new CsvColumn("barrier", "J/mol", rows.Select(r => r.Tangent.Barrier)),
            new CsvColumn("barrier at", "1", rows.Select(r => r.Tangent.BarrierComposition)),
            new CsvColumn("interface energy", "mJ/m2", rows.Select(r => r.Interface?.Energy / Milli ?? double.NaN)),
            new CsvColumn("interface width", "nm", rows.Select(r => r.Interface?.Width / Nanometre ?? double.NaN)));
    }

    private void Curve()
    {
        double[] c = FreeEnergyCurves.Compositions(host.Law), f = new double[c.Length], mu = new double[c.Length], slope = new double[c.Length];
        host.Law.Evaluate(c, f, mu, slope);
        CsvTable.Write(
            context.Table("free-energy.csv", "Free energy and potentials against composition"),
            new CsvColumn("site fraction", "1", c),
            new CsvColumn("free energy", "J/mol", f),
            new CsvColumn("chemical potential", "J/mol", mu),
            new CsvColumn("second derivative", "J/mol", slope),
            new CsvColumn("potential of one phase", "V", mu.Select(host.Potential)),
            new CsvColumn("equilibrium potential", "V", c.Select(x => host.Potential(results.Chemical.Potential(x)))));
    }

    private void Strains()
    {
        double middle = FreeEnergyNumbers.Middle(host, results), at = Reservoir();
        CsvTable.Write(
            context.Table("strain.csv", $"What an imposed strain does ({SnakeCase.Of(scenario.Problem.HeldBy.ToString())})"),
            new CsvColumn("strain", "1", results.Strained.Select(s => s.Strain)),
            new CsvColumn("lithium-poor phase", "1", results.Strained.Select(s => s.FirstTangent?.Low ?? double.NaN)),
            new CsvColumn("lithium-rich phase", "1", results.Strained.Select(s => s.FirstTangent?.High ?? double.NaN)),
            new CsvColumn("potential", "V", results.Strained.Select(s => host.Potential(s.PlateauNear(middle)))),
            new CsvColumn("shift against the free host", "mV", results.Strained.Select(s => (host.Potential(s.PlateauNear(middle)) - host.Potential(at)) / Milli)),
            new CsvColumn("barrier above the tangent", "J/mol", results.Strained.Select(s => s.FirstTangent?.Barrier ?? double.NaN)),
            new CsvColumn("barrier of lithiation at the free host's plateau", "J/mol", results.Strained.Select(s => s.Equilibria.LithiationBarrier(at) ?? double.NaN)));
    }

    // The plateau of the free host, or its potential at the middle.
    private double Reservoir() => results.Chemical.Potential(FreeEnergyNumbers.Middle(host, results));

    private void Diagram(PhaseDiagram diagram)
    {
        var rows = diagram.Rows.SelectMany(r => r.Equilibria.Tangents.Select((t, i) => (r.Temperature, Gap: i + 1, Tangent: t, Spinodals: r.Equilibria.Spinodals))).ToList();
        CompositionInterval Spinodal((double Temperature, int Gap, CommonTangent Tangent, IReadOnlyList<CompositionInterval> Spinodals) r) => r.Spinodals.FirstOrDefault(s => s.Low >= r.Tangent.Low && s.High <= r.Tangent.High, new(double.NaN, double.NaN));
        CsvTable.Write(
            context.Table("phase-diagram.csv", "Binodals and spinodals against temperature"),
            new CsvColumn("temperature", "K", rows.Select(r => r.Temperature)),
            new CsvColumn("gap", "1", rows.Select(r => (double)r.Gap)),
            new CsvColumn("lithium-poor phase", "1", rows.Select(r => r.Tangent.Low)),
            new CsvColumn("lithium-rich phase", "1", rows.Select(r => r.Tangent.High)),
            new CsvColumn("lower spinodal", "1", rows.Select(r => Spinodal(r).Low)),
            new CsvColumn("upper spinodal", "1", rows.Select(r => Spinodal(r).High)),
            new CsvColumn("barrier", "J/mol", rows.Select(r => r.Tangent.Barrier)),
            new CsvColumn("potential", "V", rows.Select(r => host.Potential(r.Tangent.Potential))));
    }

    private void Profiles()
    {
        var profiles = results.Interfaces.Select(i => i.Profile()).ToList();
        CsvTable.Write(
            context.Table("interface.csv", "Equilibrium profile of each interface"),
            new CsvColumn("gap", "1", profiles.SelectMany((p, i) => p.Place.Select(_ => i + 1.0))),
            new CsvColumn("place", "nm", profiles.SelectMany(p => p.Place.Select(z => z / Nanometre))),
            new CsvColumn("site fraction", "1", profiles.SelectMany(p => p.Composition)));
    }
}
