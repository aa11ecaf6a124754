using Stria.Matter;

namespace Stria.Measurement;

/// <summary>The reflections of a phase that a pattern can tell apart: those that lie together for every cell of the symmetry count as one.</summary>
internal sealed class ReflectionSet
{
    private ReflectionSet(CrystalPhase phase, double[][] basis, double[] parameters, IReadOnlyList<Reflection> reflections, double[] forms) =>
        (Phase, Basis, Parameters, Reflections, Forms) = (phase, basis, parameters, reflections, forms);

    internal CrystalPhase Phase { get; }

    /// <summary>The reciprocal metrics of which that of the cell is a sum.</summary>
    internal double[][] Basis { get; }

    /// <summary>Their shares in the starting cell [Å⁻²].</summary>
    internal double[] Parameters { get; }

    internal IReadOnlyList<Reflection> Reflections { get; }

    /// <summary>1/d² of a reflection is the sum over the parameters of this times the parameter: reflection by reflection.</summary>
    internal double[] Forms { get; }

    internal int CellParameters => Basis.Length;

    /// <summary>Names of the terms of an anisotropic strain (S400, S202 …); none where it is not asked for.</summary>
    internal IReadOnlyList<string> StrainTerms { get; private init; } = [];

    /// <summary>Value of each term at each reflection over (1/d²)² of the starting cell: reflection by reflection.</summary>
    internal double[] StrainForms { get; private init; } = [];

    /// <summary>The terms of which the form is (1/d²)² itself: a strain that is the same in all directions.</summary>
    internal double[] IsotropicStrain { get; private init; } = [];

    /// <summary>The reflections between two spacings.</summary>
    internal static ReflectionSet Of(CrystalPhase phase, double least_angstrom, double most_angstrom)
    {
        double[][] basis = phase.Group.ReciprocalMetricBasis();
        double[] metric = phase.Cell.ReciprocalMetric_angstrom2();

        // The basis is in echelon form: the share of a vector stands where it has its leading one.
        double[] parameters = [.. basis.Select(b => metric[Array.FindIndex(b, v => v != 0)])];
        var kept = new List<Reflection>();
        var forms = new List<double>();
        var members = new List<List<Reflection>>();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Reflection r in ReflectionList.Within(phase.Group, phase.Cell, least_angstrom, most_angstrom))
        {
            double[] form = [.. basis.Select(b => Form(b, r.Indices))];
            string key = string.Join(' ', form.Select(f => Math.Round(f * 72)));
            if (known.TryGetValue(key, out int same))
            {
                members[same].Add(r);
                // Under the name of the greatest indices, whatever rounding makes of equal spacings: one name for every cell.
                (MillerIndices old, MillerIndices own) = (kept[same].Indices, r.Indices);
                kept[same] = kept[same] with { Multiplicity = kept[same].Multiplicity + r.Multiplicity, Indices = (own.H, own.K, own.L).CompareTo((old.H, old.K, old.L)) > 0 ? own : old };
                continue;
            }

            known.Add(key, kept.Count);
            kept.Add(r);
            members.Add([r]);
            forms.AddRange(form);
        }

        var set = new ReflectionSet(phase, basis, parameters, kept, [.. forms]);
        return phase.AnisotropicStrain && kept.Count > 0 ? set.WithStrains(members) : set;
    }

    // Of reflections that lie together for every cell the mean counts. A form that none of the reflections shows is left out.
    private ReflectionSet WithStrains(List<List<Reflection>> members)
    {
        double[][] values = new double[members.Count][], all = Phase.Group.StrainBasis();
        for (int r = 0; r < members.Count; r++)
        {
            double q = InverseSquare(r, Parameters), total = members[r].Sum(m => m.Multiplicity);
            values[r] = [.. all.Select(form => members[r].Sum(m => m.Multiplicity * StrainInvariants.At(form, m.Indices)) / (total * q * q))];
        }

        int[] seen = [.. Enumerable.Range(0, all.Length).Where(k => values.Any(v => Math.Abs(v[k]) > 1e-9))];
        double[] square = StrainInvariants.SquareOf(Phase.Cell.ReciprocalMetric_angstrom2());
        return new ReflectionSet(Phase, Basis, Parameters, Reflections, Forms)
        {
            StrainTerms = [.. seen.Select(k => StrainInvariants.Name(all[k]))],
            StrainForms = [.. values.SelectMany(v => seen.Select(k => v[k]))],
            IsotropicStrain = [.. seen.Select(k => square[Array.FindIndex(all[k], v => v != 0)])],
        };
    }

    /// <summary>1/d² of a reflection [Å⁻²].</summary>
    internal double InverseSquare(int reflection, ReadOnlySpan<double> parameters)
    {
        double sum = 0;
        for (int k = 0; k < parameters.Length; k++)
        {
            sum += Forms[(reflection * parameters.Length) + k] * parameters[k];
        }

        return sum;
    }

    /// <summary>The reciprocal metric of parameters [Å⁻²].</summary>
    internal double[] Metric(ReadOnlySpan<double> parameters)
    {
        var metric = new double[6];
        for (int k = 0; k < Basis.Length; k++)
        {
            for (int i = 0; i < 6; i++)
            {
                metric[i] += parameters[k] * Basis[k][i];
            }
        }

        return metric;
    }

    /// <summary>The covariance of the reciprocal metric [Å⁻⁴], 6 × 6, from that of its parameters.</summary>
    internal double[] MetricCovariance(double[] covariance)
    {
        int n = Basis.Length;
        var full = new double[36];
        for (int i = 0; i < 36; i++)
        {
            for (int j = 0; j < n * n; j++)
            {
                double weight = Basis[j / n][i / 6] * Basis[j % n][i % 6];
                full[i] += weight == 0 ? 0 : weight * covariance[j];
            }
        }

        return full;
    }

    private static double Form(double[] g, MillerIndices h) =>
        (g[0] * h.H * h.H) + (g[1] * h.K * h.K) + (g[2] * h.L * h.L) + (2 * ((g[3] * h.K * h.L) + (g[4] * h.H * h.L) + (g[5] * h.H * h.K)));
}
