using Stria.Core;

namespace Stria.Physics.Elasticity;

/// <summary>How a table is read between its rows.</summary>
public enum TableInterpolation
{
    /// <summary>Straight lines.</summary>
    Linear,

    /// <summary>Cubics that rise only where the rows rise (Fritsch and Butland, SIAM J. Sci. Stat. Comput. 1984): smooth, without overshoot.</summary>
    MonotoneCubic,
}

/// <summary>One row of a table of strain.</summary>
/// <param name="Composition">Site fraction c.</param>
/// <param name="Strain11">Strain along axis 1.</param>
/// <param name="Strain22">Strain along axis 2.</param>
/// <param name="Strain33">Strain along axis 3, normal to the plane.</param>
/// <param name="Shear12">Engineering shear in the plane.</param>
public readonly record struct StrainRow(double Composition, double Strain11, double Strain22, double Strain33, double Shear12 = 0);

/// <summary>Lattice parameters of a phase at one composition.</summary>
/// <param name="Composition">Site fraction c.</param>
/// <param name="Along1">Lattice parameter along axis 1 [m, or any one unit].</param>
/// <param name="Along2">Lattice parameter along axis 2.</param>
/// <param name="Along3">Lattice parameter along axis 3, normal to the plane.</param>
public readonly record struct LatticeRow(double Composition, double Along1, double Along2, double Along3);

/// <summary>Strain from a table against composition, taken relative to the strain that the table has at the reference composition.</summary>
public sealed class StrainTable : IChemicalStrain
{
    private readonly double[] knots, values, slopes, reference = new double[4];

    /// <summary>Makes the strain.</summary>
    /// <param name="rows">At least two rows of ascending composition.</param>
    /// <param name="referenceComposition">Site fraction at which the strain is zero; within the table.</param>
    /// <param name="interpolation">How the table is read between its rows.</param>
    /// <exception cref="ScenarioException">Rows do not ascend, are not finite, or do not reach the reference.</exception>
    public StrainTable(IReadOnlyList<StrainRow> rows, double referenceComposition, TableInterpolation interpolation = TableInterpolation.Linear)
        : this("table", rows, referenceComposition, interpolation)
    {
    }

    private StrainTable(string kind, IReadOnlyList<StrainRow> rows, double referenceComposition, TableInterpolation interpolation)
    {
        (Kind, ReferenceComposition, Interpolation) = (kind, referenceComposition, interpolation);
        knots = [.. rows.Select(r => r.Composition)];
        values = [.. rows.SelectMany(r => new[] { r.Strain11, r.Strain22, r.Strain33, r.Shear12 })];
        int bad = Enumerable.Range(1, Math.Max(0, knots.Length - 1)).FirstOrDefault(i => !(knots[i] > knots[i - 1]), -1);
        if (knots.Length < 2 || bad > 0 || !values.Concat(knots).All(double.IsFinite))
        {
            string why = knots.Length < 2 ? $"has {knots.Length} rows, two are needed" : bad > 0 ? $"does not ascend: {knots[bad]:G6} follows {knots[bad - 1]:G6}" : "has a value that is not finite";
            throw new ScenarioException($"The table of chemical strain {why}.");
        }

        slopes = new double[values.Length];
        if (interpolation == TableInterpolation.MonotoneCubic)
        {
            FindSlopes();
        }

        var zero = new double[4];
        Strain([referenceComposition], zero);
        zero.CopyTo(reference, 0);
    }

    /// <inheritdoc/>
    public string Kind { get; }

    /// <inheritdoc/>
    public double ReferenceComposition { get; }

    /// <summary>How the table is read between its rows.</summary>
    public TableInterpolation Interpolation { get; }

    /// <inheritdoc/>
    public bool DependsOnDirection => true;

    /// <summary>Whether strain goes on beyond the rows along the slope of the end, as the error of a composition that lies near an end needs; otherwise a composition beyond them is refused.</summary>
    public bool GoesOnStraight { get; init; }

    /// <summary>Lowest and highest composition of the table.</summary>
    public (double Low, double High) Range => (knots[0], knots[^1]);

    /// <summary>Strain from lattice parameters a(c), b(c), c(c), each relative to its value at the reference composition: ε = a(c)/a(c_ref) − 1.</summary>
    /// <param name="rows">At least two rows of ascending composition.</param>
    /// <param name="referenceComposition">Site fraction at which the strain is zero.</param>
    /// <param name="interpolation">How the table is read between its rows.</param>
    /// <exception cref="ScenarioException">A lattice parameter is not above 0, or the table cannot be read.</exception>
    public static StrainTable FromLattice(IReadOnlyList<LatticeRow> rows, double referenceComposition, TableInterpolation interpolation = TableInterpolation.Linear)
    {
        foreach (LatticeRow row in rows)
        {
            if (!(row.Along1 > 0 && row.Along2 > 0 && row.Along3 > 0))
            {
                throw new ScenarioException($"The lattice parameters at c = {row.Composition:G6} are {row.Along1:G6}, {row.Along2:G6}, {row.Along3:G6}; they must be above 0.");
            }
        }

        double[] at = new StrainTable([.. rows.Select(r => new StrainRow(r.Composition, r.Along1, r.Along2, r.Along3))], referenceComposition, interpolation).reference;
        return new StrainTable(
            "lattice", [.. rows.Select(r => new StrainRow(r.Composition, (r.Along1 / at[0]) - 1, (r.Along2 / at[1]) - 1, (r.Along3 / at[2]) - 1))], referenceComposition, interpolation);
    }

    /// <summary>Refuses a composition that the table does not hold.</summary>
    /// <param name="composition">Site fraction c.</param>
    /// <param name="margin">How far beyond the outer rows it may lie.</param>
    /// <exception cref="ScenarioException">It lies farther out, or is not a number.</exception>
    public void Require(double composition, double margin = 0)
    {
        if (!(composition >= knots[0] - margin && composition <= knots[^1] + margin))
        {
            throw new ScenarioException(
                $"Composition {composition:G6} lies outside the table of chemical strain, which goes from {knots[0]:G6} to {knots[^1]:G6}. Perhaps the composition is not a site fraction, or the table lacks a phase.");
        }
    }

    /// <inheritdoc/>
    public void Strain(ReadOnlySpan<double> composition, Span<double> strain)
    {
        for (int i = 0; i < composition.Length; i++)
        {
            (int k, double t, double beyond) = Place(composition[i]);
            for (int j = 0; j < 4; j++)
            {
                double low = values[(4 * k) + j], high = values[(4 * k) + 4 + j];
                strain[(4 * i) + j] = Between(low, high, t, k, j) + (beyond == 0 ? 0 : beyond * Slope(t, k, j)) - reference[j];
            }
        }
    }

    /// <inheritdoc/>
    public void Slope(ReadOnlySpan<double> composition, Span<double> slope)
    {
        for (int i = 0; i < composition.Length; i++)
        {
            (int k, double t, _) = Place(composition[i]);
            for (int j = 0; j < 4; j++)
            {
                slope[(4 * i) + j] = Slope(t, k, j);
            }
        }
    }

    /// <inheritdoc/>
    public void Curvature(ReadOnlySpan<double> composition, Span<double> curvature)
    {
        for (int i = 0; i < composition.Length; i++)
        {
            (int k, double t, double beyond) = Place(composition[i]);
            double h = knots[k + 1] - knots[k];
            for (int j = 0; j < 4; j++)
            {
                double secant = Secant(k, j);
                curvature[(4 * i) + j] = Interpolation == TableInterpolation.Linear || beyond != 0
                    ? 0
                    : (((6 - (12 * t)) * secant) + (((6 * t) - 4) * slopes[(4 * k) + j]) + (((6 * t) - 2) * slopes[(4 * k) + 4 + j])) / h;
            }
        }
    }

    private double Between(double low, double high, double t, int k, int j)
    {
        if (Interpolation == TableInterpolation.Linear)
        {
            return low + (t * (high - low));
        }

        double h = knots[k + 1] - knots[k], rest = 1 - t;
        return (rest * rest * (1 + (2 * t)) * low) + (t * t * (3 - (2 * t)) * high)
            + (h * t * rest * ((rest * slopes[(4 * k) + j]) - (t * slopes[(4 * k) + 4 + j])));
    }

    private double Slope(double t, int k, int j)
    {
        double secant = Secant(k, j);
        return Interpolation == TableInterpolation.Linear
            ? secant
            : (6 * t * (1 - t) * secant) + ((1 - t) * (1 - (3 * t)) * slopes[(4 * k) + j]) + (t * ((3 * t) - 2) * slopes[(4 * k) + 4 + j]);
    }

    // The interval, where in it from 0 to 1, and how far beyond the table.
    private (int Interval, double Share, double Beyond) Place(double c)
    {
        Require(c, GoesOnStraight ? double.MaxValue : 0);
        double inside = Math.Clamp(c, knots[0], knots[^1]);
        int k = Array.BinarySearch(knots, inside);
        k = Math.Min(k >= 0 ? k : ~k - 1, knots.Length - 2);
        return (k, (inside - knots[k]) / (knots[k + 1] - knots[k]), c - inside);
    }

    // Weighted harmonic mean of the neighbouring secants inside, zero where they change sign; at the ends the parabola through three rows, held back where it would overshoot.
    private void FindSlopes()
    {
        int n = knots.Length;
        for (int j = 0; j < 4; j++)
        {
            for (int k = 1; k < n - 1; k++)
            {
                double h0 = knots[k] - knots[k - 1], h1 = knots[k + 1] - knots[k], s0 = Secant(k - 1, j), s1 = Secant(k, j), w = (h0 + (2 * h1)) / (3 * (h0 + h1));
                slopes[(4 * k) + j] = s0 * s1 > 0 ? s0 * s1 / ((w * s1) + ((1 - w) * s0)) : 0;
            }

            slopes[j] = End(Secant(0, j), n > 2 ? Secant(1, j) : Secant(0, j), knots[1] - knots[0], n > 2 ? knots[2] - knots[1] : 1);
            slopes[(4 * (n - 1)) + j] = End(Secant(n - 2, j), n > 2 ? Secant(n - 3, j) : Secant(n - 2, j), knots[^1] - knots[^2], n > 2 ? knots[^2] - knots[^3] : 1);
        }
    }

    private static double End(double near, double far, double hNear, double hFar)
    {
        double slope = ((((2 * hNear) + hFar) * near) - (hNear * far)) / (hNear + hFar);
        if (slope * near <= 0)
        {
            return 0;
        }

        return near * far < 0 && Math.Abs(slope) > 3 * Math.Abs(near) ? 3 * near : slope;
    }

    private double Secant(int k, int j) => (values[(4 * k) + 4 + j] - values[(4 * k) + j]) / (knots[k + 1] - knots[k]);
}
