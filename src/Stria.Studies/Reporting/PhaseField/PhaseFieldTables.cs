using Stria.Files;
using Stria.Numerics.Fem;
using Stria.Physics.FreeEnergies;

namespace Stria.Studies;

/// <summary>Tables and pattern numbers of a phase-field run.</summary>
/// <param name="scenario">What was asked.</param>
/// <param name="context">The nouns of the run.</param>
/// <param name="measured">What was measured in each picture.</param>
internal sealed class PhaseFieldTables(PhaseFieldScenario scenario, StudyContext context, IReadOnlyList<PatternMeasure> measured)
{
    private readonly PhaseFieldBody body = context.Get<PhaseFieldBody>();
    private readonly FieldCourse course = context.Get<FieldCourse>();
    private readonly bool plain = scenario.Units == UnitChoice.None;

    /// <summary>Writes all of them and reports the pattern's numbers.</summary>
    /// <param name="bodyWidth">Width of the body across its axis [m].</param>
    public void Write(double bodyWidth)
    {
        History();
        Measures();
        Profiles();
        Numbers(bodyWidth);
    }

    private bool IsSpectral => scenario.Discretisation.Method == SpaceMethod.Spectral;

    private string In(string unit) => plain ? "1" : unit;

    private void History()
    {
        PhaseFieldLawsScales s = new(body);
        CsvTable.Write(
            context.Table("history.csv", "Every step: energies, amount, bounds"),
            [
                new CsvColumn("time", In("s"), course.History.Select(h => h.Time * s.Time)),
                new CsvColumn("step", In("s"), course.History.Select(h => h.Step * s.Time)),
                new CsvColumn("error by tolerance", "1", course.History.Select(h => h.Error)),
                new CsvColumn("mean composition", "1", course.History.Select(h => h.Mass * s.Area / body.Area)),
                new CsvColumn("lowest composition", "1", course.History.Select(h => h.Lowest)),
                new CsvColumn("highest composition", "1", course.History.Select(h => h.Highest)),
                .. IsSpectral ? Array.Empty<CsvColumn>() : [new CsvColumn("mean potential", In("J/mol"), course.History.Select(h => h.Potential * body.Laws.ThermalEnergy))],
                new CsvColumn("lithium entering", In("mol/(m s)"), Entering(s)),
                new CsvColumn("energy", In("J/m"), course.History.Select(h => h.Energy * s.Energy)),
                .. course.EnergyNames.Select((name, k) => new CsvColumn($"{name} energy", In("J/m"), course.History.Select(h => h.Energies[k] * s.Energy))),
                new CsvColumn("method", course.History.Select(h => IsSpectral ? "spectral" : h.IsNewton ? "newton" : "linear")),
            ]);
    }

    private IEnumerable<double> Entering(PhaseFieldLawsScales s)
    {
        double perMass = s.Area * body.Laws.SiteDensity;
        return course.History.Select((h, i) => i == 0 ? double.NaN : (h.Mass - course.History[i - 1].Mass) * perMass / ((h.Time - course.History[i - 1].Time) * s.Time));
    }

    private void Measures() => CsvTable.Write(
        context.Table("measures.csv", "What is measured in each picture"),
        [
            new CsvColumn("time", In("s"), measured.Select(m => m.Time)),
            new CsvColumn("share of the rich phase", "1", measured.Select(m => m.RichFraction)),
            new CsvColumn("interface length", In("m"), measured.Select(m => m.InterfaceLength)),
            new CsvColumn("dominant period", In("m"), measured.Select(m => m.Period.Peak)),
            new CsvColumn("mean period", In("m"), measured.Select(m => m.Period.Mean)),
            new CsvColumn("sd of the mean period among lines", In("m"), measured.Select(m => m.Period.Spread)),
            new CsvColumn("interface width", In("m"), measured.Select(m => m.InterfaceWidth)),
            new CsvColumn("lowest hydrostatic stress", In("Pa"), measured.Select(m => m.LowestHydrostatic)),
            new CsvColumn("highest hydrostatic stress", In("Pa"), measured.Select(m => m.HighestHydrostatic)),
            new CsvColumn("largest principal stress", In("Pa"), measured.Select(m => m.LargestPrincipal)),
            .. BoxColumns(),
        ]);

    private IEnumerable<CsvColumn> BoxColumns() => BoxMeans.Components
        .Select((name, k) => (Name: name, At: course.Snapshots.Select(p => (Strain: p.Box?.Strain[k] ?? double.NaN, Stress: p.Box?.Stress[k] ?? double.NaN)).ToArray()))
        .Where(c => c.At.Any(v => double.IsFinite(v.Strain)))
        .SelectMany(c => new[] { new CsvColumn($"mean strain {c.Name}", "1", c.At.Select(v => v.Strain)), new CsvColumn($"mean stress {c.Name}", In("Pa"), c.At.Select(v => v.Stress)) });

    private void Profiles()
    {
        IReadOnlyList<NamedLine> lines = ProfileLines.Of(scenario.Output.Lines, context.Get<StressBody>().Mesh, body.NodeAngles);
        var sampler = new MeshSampler(context.Get<StressBody>().Mesh);
        var rows = new List<(string Line, double Time, double Distance, double C, double Mu, double Stress)>();
        foreach (Snapshot picture in course.Snapshots)
        {
            double[] c = PhaseFieldFiles.Read(context.Folder, picture, "c"), mu = PhaseFieldFiles.Read(context.Folder, picture, "mu");
            double[] stress = body.Problem.Elasticity is null ? new double[c.Length] : PhaseFieldFiles.Read(context.Folder, picture, "hydrostatic");
            foreach (NamedLine line in lines)
            {
                double[] places = [.. ProfileLines.Places(line)], distances = [.. ProfileLines.Distances(line)];
                double[] Along(double[] nodal)
                {
                    var values = new double[distances.Length];
                    sampler.Sample(nodal, places, values);
                    return values;
                }

                (double[] cs, double[] mus, double[] stresses) = (Along(c), Along(mu), Along(stress));
                rows.AddRange(Enumerable.Range(0, cs.Length).Where(i => double.IsFinite(cs[i])).Select(i => (line.Name, picture.Time * body.Laws.Scales.Time, distances[i], cs[i], mus[i], stresses[i])));
            }
        }

        context.Put(lines);
        CsvColumn[] stressColumn = body.Problem.Elasticity is null ? [] : [new CsvColumn("hydrostatic stress", In("Pa"), rows.Select(r => r.Stress))];
        CsvTable.Write(
            context.Table("profiles.csv", "Profiles through the body in each picture"),
            [
                new CsvColumn("line", rows.Select(r => r.Line)),
                new CsvColumn("time", In("s"), rows.Select(r => r.Time)),
                new CsvColumn("distance", In("m"), rows.Select(r => r.Distance)),
                new CsvColumn("composition", "1", rows.Select(r => r.C)),
                new CsvColumn("potential", In("J/mol"), rows.Select(r => r.Mu)),
                .. stressColumn,
            ]);
    }

    private void Numbers(double bodyWidth)
    {
        PatternMeasure last = measured[^1];
        double nano = plain ? 1 : 1e9, mega = plain ? 1 : 1e-6;
        void Report(string name, double value, string unit, string meaning, double? sd = null)
        {
            if (double.IsFinite(value))
            {
                context.Report(new Headline(name, value, In(unit), meaning) { StandardDeviation = sd is { } s && double.IsFinite(s) ? s : null });
            }
        }

        Report("rich_fraction", last.RichFraction, "1", "Share of the area above the middle of the gap, at the end");
        Report("interface_length", last.InterfaceLength * nano, "nm", "Length of the line at the middle of the gap, at the end");
        Report("dominant_period", last.Period.Mean * nano, "nm", "Period along the axis at the end, mean over the structure factor; sd among lines", last.Period.Spread * nano);
        Report("peak_period", last.Period.Peak * nano, "nm", "Period along the axis at the maximum of the structure factor, at the end");
        Report("period_drift", Drift(), "1", "Change of the mean period over the second half of the run, by its end: small once the pattern has settled");
        Report("interface_width", last.InterfaceWidth * nano, "nm", "Width of the interfaces along the axis at the end, step over steepest slope");
        Report("period_theory", Theory(bodyWidth) * nano, "nm", "Period √(2γL/Δf) of 001 eq. 2, with the width of the body as L");
        Report("hydrostatic_span", (last.HighestHydrostatic - last.LowestHydrostatic) * mega, "MPa", "Largest minus smallest hydrostatic stress at the end");
        Report("largest_principal_stress", last.LargestPrincipal * mega, "MPa", "Largest first principal stress at the end");
    }

    private double Drift()
    {
        double end = measured[^1].Period.Mean, half = measured.LastOrDefault(m => m.Time <= measured[^1].Time / 2)?.Period.Mean ?? double.NaN;
        return (end - half) / end;
    }

    // 001 eq. 2: λ = √(2 γ L / Δf), Δf the free energy per volume that the homogeneous body has above the separated one.
    private double Theory(double width)
    {
        if (body.Laws is not { Tangent: { } tangent, Interface: { } boundary } || body.InitialMean <= tangent.Low || body.InitialMean >= tangent.High)
        {
            return double.NaN;
        }

        double gain = body.Laws.SiteDensity * (body.Laws.FreeEnergy.At(body.InitialMean).Value - tangent.At(body.InitialMean));
        return Math.Sqrt(2 * boundary.Energy * width / gain);
    }
}

/// <summary>Factors from the plain numbers of the solver to SI.</summary>
internal readonly struct PhaseFieldLawsScales(PhaseFieldBody body)
{
    /// <summary>Seconds of a unit of time.</summary>
    public double Time { get; } = body.Laws.Scales.Time;

    /// <summary>Square metres of a unit of area.</summary>
    public double Area { get; } = body.Laws.Scales.Length * body.Laws.Scales.Length;

    /// <summary>Joules per metre of a unit of energy.</summary>
    public double Energy { get; } = body.Laws.Scales.EnergyDensity * body.Laws.Scales.Length * body.Laws.Scales.Length;
}
