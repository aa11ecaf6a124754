using System.Globalization;
using System.Text;
using Stria.Core;
using Stria.Matter;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>The material file that stress and phase-field studies read: cells against x, and the partial molar volume Ω and its parts along the axes from them.</summary>
internal static class XrdMaterial
{
    private const double Avogadro = 6.02214076e23, CubicAngstrom = 1e-30;

    /// <summary>The text of the file; null when no phase has cells at two compositions.</summary>
    public static string? Text(string host, StudyContext context)
    {
        PatternSeries series = context.Get<PatternSeries>();
        if (series.Compositions is null && series.Label != "x")
        {
            context.Say(Remark.Warning("No material file was written: the patterns have no composition x. Give the cycler with charge_per_x, or a log with a column x."));
            return null;
        }

        double[] x = series.Compositions ?? series.Abscissa;
        CellAt[] cells = [.. context.Get<SeriesFitResult>().Patterns.SelectMany(e => e.Fit.Phases.Where(p => p.IsPresent && p.Phase.FormulaUnits > 0).Select(p => new CellAt(x[e.Index], p)))
            .Where(c => double.IsFinite(c.X) && double.IsFinite(c.VolumeSigma)).OrderBy(c => c.X)];
        CellAt[] main = cells.Length == 0 ? [] : [.. OnePerComposition(cells)];
        if (main.Length < 2)
        {
            context.Say(Remark.Warning("No material file was written: cells of one phase with known formula units (formula_units) at two compositions are needed."));
            return null;
        }

        if (main.Any(c => !c.IsRectangularButForBeta))
        {
            context.Say(Remark.Warning($"No material file was written: the cell of {main[0].Fit.Phase.Name} has an angle α or γ other than 90°, which tables of lattices cannot hold."));
            return null;
        }

        if (main.Any(c => c.IsDoubled))
        {
            context.Say(Remark.Note($"The hexagonal cell of {main[0].Fit.Phase.Name} stands in material.yaml as a rectangular one of twice the volume (a, a + 2b, c)."));
        }

        return Written(host, cells, main, context);
    }

    // Straight lines by weighted least squares: the volume of a formula unit over all phases, the axes over the phase that most patterns show.
    private static Slopes Fit(CellAt[] cells, CellAt[] main)
    {
        (double at0, double slope, double sigma) = Line(cells, c => c.VolumePerUnit, c => c.VolumeSigma);
        (double a0, double a1, _) = Line(main, c => c.Cell.Cell.A, c => c.Cell.StandardDeviations()[0] * 1e-10);
        (double b0, double b1, _) = Line(main, c => c.Cell.Cell.B, c => c.Cell.StandardDeviations()[1] * 1e-10);
        (double c0, double c1, _) = Line(main, c => c.Cell.Cell.C, c => c.Cell.StandardDeviations()[2] * 1e-10);
        double volume = slope * Avogadro, unstretched = at0 * Avogadro;
        return new Slopes(volume, sigma * Avogadro, unstretched, (a1 / a0 * unstretched, b1 / b0 * unstretched, c1 / c0 * unstretched));
    }

    private static (double AtZero, double Slope, double Sigma) Line(CellAt[] cells, Func<CellAt, double> value, Func<CellAt, double> sigma)
    {
        double w0 = 0, w1 = 0, w2 = 0, y0 = 0, y1 = 0;
        double floor = cells.Average(value) * 1e-6;
        foreach (CellAt cell in cells)
        {
            double s = Math.Max(sigma(cell), floor), w = 1 / (s * s), y = value(cell);
            (w0, w1, w2, y0, y1) = (w0 + w, w1 + (w * cell.X), w2 + (w * cell.X * cell.X), y0 + (w * y), y1 + (w * y * cell.X));
        }

        double determinant = (w0 * w2) - (w1 * w1), slope = ((w0 * y1) - (w1 * y0)) / determinant, at0 = ((w2 * y0) - (w1 * y1)) / determinant;
        double scatter = 0;
        foreach (CellAt cell in cells)
        {
            double s = Math.Max(sigma(cell), floor), off = (value(cell) - at0 - (slope * cell.X)) / s;
            scatter += off * off;
        }

        return (at0, slope, Math.Sqrt(w0 / determinant * Math.Max(1, scatter / Math.Max(1, cells.Length - 2))));
    }

    private static string Written(string host, CellAt[] cells, CellAt[] main, StudyContext context)
    {
        Slopes slopes = Fit(cells, main);
        HostMaterial? known = MaterialLibrary.Shipped.Keys.Contains(host) ? MaterialLibrary.Shipped.Find(host) : null;
        ChemicalFormula formula = known?.Formula ?? ChemicalFormula.Parse(host);
        string elastic = known?.Mechanics is { } mechanics ? Elastic(mechanics) : "";
        var text = new StringBuilder();
        string source = Quoted($"this run: {Path.GetFileName(context.Folder.FinalPath)}, tables/cells.csv");
        string N(double v) => v.ToString("g8", CultureInfo.InvariantCulture);
        text.Append($"# Cells against composition, from a series of diffraction patterns.{(elastic.Length > 0 ? $" Elastic constants are those of {host}." : " Elastic constants must be added.")}\nname: {Quoted(known is null ? host : $"{known.Name}, cells measured")}\nformula: {formula.Text}\n");
        text.Append($"composition:\n  lowest: {N(Math.Min(0, cells[0].X))}\n  highest: {N(cells[^1].X)}\n  source: {source}\ndensity:\n");
        foreach (CellAt cell in new[] { cells[0], cells[^1] })
        {
            text.Append($"  - x: {N(cell.X)}\n    value: {N(formula.MolarMass(cell.X) / Avogadro / cell.VolumePerUnit / 1000)} g/cm3\n    source: {source}\n");
        }

        text.Append($"mechanics:\n{elastic}  maximum_concentration:\n    value: {N(1 / slopes.MolarVolume)} mol/m3\n    source: {source}\n");
        text.Append($"  partial_molar_volumes: # the sum is {N(slopes.Along.A + slopes.Along.B + slopes.Along.C)}; from the volume {N(slopes.Omega)} ± {N(slopes.OmegaSigma)} m3/mol\n");
        text.Append($"    a: {N(slopes.Along.A)} m3/mol\n    b: {N(slopes.Along.B)} m3/mol\n    c: {N(slopes.Along.C)} m3/mol\n    source: {source}\n  lattice:\n");
        foreach (CellAt cell in main)
        {
            UnitCell c = cell.Cell.Cell;
            string beta = c.Beta_deg == 90 ? "" : $", beta: {N(c.Beta_deg)} deg";
            text.Append($"    - {{ x: {N(cell.X)}, a: {N(c.A_angstrom)} Å, b: {N(c.B_angstrom)} Å, c: {N(c.C_angstrom)} Å{beta}, source: {source} }}\n");
        }

        text.Append("assumptions:\n  - \"The volume of a formula unit is a straight line in x over the whole series; where phases coexist the cells of both are in it.\"\n");
        return text.ToString();
    }

    // A table of cells has one cell for a composition, all with as many formula units: the phase that most patterns show.
    private static IEnumerable<CellAt> OnePerComposition(CellAt[] cells)
    {
        string main = cells.GroupBy(c => c.Fit.Phase.Name).MaxBy(g => g.Count())!.Key;
        double last = double.NegativeInfinity;
        foreach (CellAt cell in cells.Where(c => c.Fit.Phase.Name == main && c.X > last + 1e-6))
        {
            last = cell.X;
            yield return cell;
        }
    }

    // As the library has them, source and all.
    private static string Elastic(HostMechanics mechanics)
    {
        string N(double v) => v.ToString("g8", CultureInfo.InvariantCulture);
        if (mechanics.Orthotropic is { } c)
        {
            (string Name, double Value)[] constants = [("c11", c.Normal.A), ("c22", c.Normal.B), ("c33", c.Normal.C), ("c44", c.Shear.A), ("c55", c.Shear.B), ("c66", c.Shear.C), ("c12", c.Coupling.C), ("c13", c.Coupling.B), ("c23", c.Coupling.A)];
            return $"  stiffness:\n{string.Concat(constants.Select(k => $"    {k.Name}: {N(k.Value)} Pa\n"))}    source: {Quoted(c.Source)}\n";
        }

        return mechanics.Isotropic is { } i
            ? $"  youngs_modulus:\n    value: {N(i.YoungsModulus)} Pa\n    source: {Quoted(i.YoungsModulusSource)}\n  poissons_ratio:\n    value: {N(i.PoissonsRatio)}\n    source: {Quoted(i.PoissonsRatioSource)}\n"
            : "";
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "'", StringComparison.Ordinal)}\"";

    private sealed record CellAt(double X, PhaseFit Fit)
    {
        private const double Nearly_deg = 1e-6;

        private static readonly CellTransformation Rectangular = CellTransformation.ParseAxes("a,a+2b,c");

        /// <summary>Whether it is hexagonal, and taken as a rectangular cell of twice the volume.</summary>
        public bool IsDoubled => IsRight(Fit.Cell.Cell.Alpha_deg) && IsRight(Fit.Cell.Cell.Beta_deg) && Math.Abs(Fit.Cell.Cell.Gamma_deg - 120) < Nearly_deg;

        /// <summary>The cell as a table of lattices holds it.</summary>
        public MeasuredCell Cell { get; } = Fit.Cell.Cell is { Gamma_deg: > 119.999 and < 120.001 } ? Rectangular.Apply(Fit.Cell) : Fit.Cell;

        public bool IsRectangularButForBeta => IsRight(Cell.Cell.Alpha_deg) && IsRight(Cell.Cell.Gamma_deg);

        public double VolumePerUnit => Fit.Cell.Cell.Volume / Fit.Phase.FormulaUnits!.Value;

        public double VolumeSigma => Fit.Cell.StandardDeviations()[6] * CubicAngstrom / Fit.Phase.FormulaUnits!.Value;

        private static bool IsRight(double angle_deg) => Math.Abs(angle_deg - 90) < Nearly_deg;
    }

    private sealed record Slopes(double Omega, double OmegaSigma, double MolarVolume, (double A, double B, double C) Along);
}
