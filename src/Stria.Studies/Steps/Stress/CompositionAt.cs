using Stria.Core;
using Stria.Files;
using Stria.Numerics.Expressions;
using Stria.Numerics.Fem;
using Stria.Numerics.Interpolation;

namespace Stria.Studies;

/// <summary>The composition at places, from whatever the scenario names.</summary>
internal static class CompositionAt
{
    /// <summary>x at each place.</summary>
    /// <param name="settings">Where it comes from.</param>
    /// <param name="points">x₀, y₀, x₁, y₁, … [m].</param>
    /// <param name="context">The nouns of the run.</param>
    /// <exception cref="StriaException">The file cannot be read, the expression has mistakes, or a value is not finite.</exception>
    public static double[] Of(ICompositionSettings settings, double[] points, StudyContext context)
    {
        return settings switch
        {
            MapComposition map => FromMap(context.Get<MeasuredComposition>(), map.Interpolation, points, context),
            ExpressionComposition expression => FromExpression(expression.Value, points),
            TableComposition table => FromTable(table, points, context),
            MeshComposition field => FromMesh(field, points, context),
            UniformComposition uniform => [.. Enumerable.Repeat(uniform.Value, points.Length / 2)],
            _ => throw new InvalidOperationException($"{settings.GetType().Name} gives no composition."),
        };
    }

    /// <summary>The values of an expression in x, y, r, theta at each place.</summary>
    /// <exception cref="ScenarioException">The expression has mistakes, or is not finite somewhere.</exception>
    private static double[] FromExpression(string text, double[] points)
    {
        double[] x = new double[points.Length / 2], y = new double[x.Length], values = new double[x.Length];
        for (int n = 0; n < x.Length; n++)
        {
            (x[n], y[n]) = (points[2 * n], points[(2 * n) + 1]);
        }

        PlaneExpression.Parse(text).Evaluate(x, y, values);
        return values;
    }

    private static double[] FromMap(MeasuredComposition measured, MapInterpolation interpolation, double[] points, StudyContext context)
    {
        var values = new double[points.Length / 2];
        int beyond = new MapSampler(measured.Treated(measured.Composition.Values), interpolation).Sample(points, values);
        if (beyond > 0.02 * values.Length)
        {
            context.Say(Remark.Note($"At {beyond} of {values.Length} places no pixel around has a composition (the rim of the particle); there the nearest pixel's was taken."));
        }

        return values;
    }

    private static double[] FromTable(TableComposition table, double[] points, StudyContext context)
    {
        string path = Path.Combine(context.Folder.Root, table.Path);
        context.NoteInput(path);
        (double[][] columns, _) = ColumnFile.Read(path, 2, 2);
        double scale = table.Against == TableCoordinate.Theta ? 1 : table.LengthUnit;
        double[] at = [.. columns[0].Select(v => v * scale)], x = columns[1];
        int fall = Enumerable.Range(1, at.Length - 1).FirstOrDefault(i => !(at[i] > at[i - 1]));
        if (fall > 0)
        {
            throw new DataException($"the first column must rise; line {fall + 1} of the numbers has {columns[0][fall]:g6} after {columns[0][fall - 1]:g6}.", path);
        }

        double[] where = FromExpression(SnakeCase.Of(table.Against.ToString()), points);
        return [.. where.Select(w => Between(at, x, w))];
    }

    private static double Between(double[] at, double[] x, double w)
    {
        int i = Array.BinarySearch(at, w);
        i = i >= 0 ? i : ~i;
        if (i == 0 || i == at.Length)
        {
            return x[Math.Min(i, x.Length - 1)];
        }

        double t = (w - at[i - 1]) / (at[i] - at[i - 1]);
        return ((1 - t) * x[i - 1]) + (t * x[i]);
    }

    private static double[] FromMesh(MeshComposition field, double[] points, StudyContext context)
    {
        string path = Path.Combine(context.Folder.Root, field.Path);
        context.NoteInput(path);
        MeshContent content = MeshFormats.Read(path);
        string[] names = [.. content.Fields.Where(f => f.Place == MeshPlace.Node && f.Components.Count == 1).Select(f => f.Symbol)];
        MeshField values = content.Fields.FirstOrDefault(f => f.Symbol == field.Field && names.Contains(f.Symbol))
            ?? throw new DataException($"there is no nodal field '{field.Field}' of one component; there are {string.Join(", ", names)}.{StressLaws.Hint(field.Field, names)}", path);
        var result = new double[points.Length / 2];
        int outside = new MeshSampler(content.Mesh).Sample(values.Values, points, result);
        if (outside > 0)
        {
            FillFromNearest(content.Mesh, values.Values, points, result);
            context.Say(Remark.Note($"{outside} of {result.Length} places lie outside the mesh of {Path.GetFileName(path)}; there its nearest node's value was taken."));
        }

        return result;
    }

    private static void FillFromNearest(TriangleMesh source, double[] values, double[] points, double[] result)
    {
        for (int n = 0; n < result.Length; n++)
        {
            double best = double.IsNaN(result[n]) ? double.MaxValue : -1;
            for (int s = 0; s < values.Length && best >= 0; s++)
            {
                double dx = source.Points[2 * s] - points[2 * n], dy = source.Points[(2 * s) + 1] - points[(2 * n) + 1], d = (dx * dx) + (dy * dy);
                if (d < best)
                {
                    (best, result[n]) = (d, values[s]);
                }
            }
        }
    }
}
