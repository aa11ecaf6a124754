using Stria.Files;
using Stria.Measurement.Spectra;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>Tables of a library.</summary>
internal static class LibraryTables
{
    /// <summary>Writes what each standard is, its scale, and its peaks.</summary>
    public static void Write(LibraryCheck check, StudyContext context)
    {
        LibraryStandard[]? facts = check.Manifest is { } manifest ? [.. manifest.Standards] : null;
        IReadOnlyList<ScaledReference> scaled = check.Scaled.References;
        CsvTable.Write(
            context.Table("standards.csv", "The standards"),
            [
                new CsvColumn("standard", scaled.Select(s => s.Name)),
                new CsvColumn("x", "1", scaled.Select(s => s.Composition)),
                new CsvColumn("phase", scaled.Select(s => s.Source.Phase ?? check.Host?.PhaseAt(s.Composition)?.Name ?? "")),
                new CsvColumn("from", "eV", scaled.Select(s => s.Lowest_eV)),
                new CsvColumn("to", "eV", scaled.Select(s => s.Highest_eV)),
                new CsvColumn("scale factor", check.Scaled.IsMolar ? "m²/mol" : "1", scaled.Select(s => s.Scale)),
                new CsvColumn("offset", check.Scaled.IsMolar ? "m²/mol" : "1", scaled.Select(s => s.Offset)),
                .. facts is null ? [] : (CsvColumn[])
                [
                    new CsvColumn("formula", facts.Select(f => f.Formula ?? "")), new CsvColumn("density", "kg/m3", facts.Select(f => f.Density ?? double.NaN)),
                    new CsvColumn("energy shift", "eV", facts.Select(f => f.EnergyShift_eV)), new CsvColumn("calibration", facts.Select(f => f.Calibration ?? "")), new CsvColumn("source", facts.Select(f => f.Source)),
                ],
            ]);
        context.Report(new Headline("standards", scaled.Count, "1", "Standards"));
        Peaks(check, context);
        Purities(check, context);
    }

    private static void Purities(LibraryCheck check, StudyContext context)
    {
        if (check.Purities.Count == 0)
        {
            return;
        }

        IReadOnlyList<CheckedPurity> all = check.Purities;
        double X(CheckedPurity p, int cluster) => p.Clusters.FirstOrDefault(c => c.Cluster == cluster)?.Composition ?? double.NaN;
        CsvTable.Write(
            context.Table("purity.csv", "Purity of the standards by their own stacks"),
            new CsvColumn("standard", all.Select(p => p.Standard)),
            new CsvColumn("spread", "1", all.Select(p => p.Purity.Spread)),
            new CsvColumn("share of the smaller cluster", "1", all.Select(p => (double)p.Purity.Components.ClusterSizes[^1] / p.Purity.Components.Pixels.Length)),
            new CsvColumn("x of cluster 1", "1", all.Select(p => X(p, 0))),
            new CsvColumn("x of cluster 2", "1", all.Select(p => X(p, 1))),
            new CsvColumn("mixed", all.Select(p => p.Purity.IsMixed ? "yes" : "no")));
        context.Report(new Headline("largest_spread", all.Max(p => p.Purity.Spread), "1", "Largest change of a standard's spectrum from place to place in its own stack"));
    }

    private static void Peaks(LibraryCheck check, StudyContext context)
    {
        (string Standard, double X, FittedPeak Peak)[] rows = [.. check.Peaks.Zip(check.References).Where(p => p.First is not null).SelectMany(p => p.First!.Peaks.Select(q => (p.Second.Name, p.Second.Composition, q)))];
        if (rows.Length == 0)
        {
            return;
        }

        CsvColumn Of(string name, string unit, Func<FittedPeak, double> value) => new(name, unit, rows.Select(r => value(r.Peak)));
        CsvTable.Write(
            context.Table("peaks.csv", "Peaks of the standards, with standard deviations"),
            new CsvColumn("standard", rows.Select(r => r.Standard)),
            new CsvColumn("x", "1", rows.Select(r => r.X)),
            new CsvColumn("peak", rows.Select(r => r.Peak.Name)),
            Of("position", "eV", p => p.Position_eV.Value),
            Of("sd of position", "eV", p => p.Position_eV.Deviation),
            Of("full width", "eV", p => p.Width_eV.Value),
            Of("sd of full width", "eV", p => p.Width_eV.Deviation),
            Of("height", "1", p => p.Height.Value),
            Of("area", "eV", p => p.Area.Value),
            Of("sd of area", "eV", p => p.Area.Deviation),
            new CsvColumn("at limit", rows.Select(r => r.Peak.AtLimit ? "yes" : "")));
        double[] main = [.. rows.Where(r => r.Peak.Name == "V L3 d_xz/yz").Select(r => r.Peak.Position_eV.Value)];
        context.Report(new Headline("main_peak_spread", main.Max() - main.Min(), "eV", "Spread of the main peak of V L₃ over the standards"));
    }
}
