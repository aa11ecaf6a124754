using System.Numerics.Tensors;
using Stria.Core;

namespace Stria.Physics.Elasticity;

/// <summary>The mean strain of a periodic box. Its components are few global unknowns beside the periodic displacement: with the equilibrated displacement U_a that a unit of each causes, the energy falls apart into
/// that of the box held still and ½ E·C·E, so that E = C⁻¹ (s + V σ̄) with s_a the work that the loads do on U_a.</summary>
internal sealed class BoxStrain
{
    private readonly double[][] affine, stiffForces, modes;
    private readonly double[] stiffness, flexibility, given;
    private readonly bool[] free;

    private BoxStrain(double[][] affine, double[][] stiffForces, double[][] modes, PeriodicBox box)
    {
        (this.affine, this.stiffForces, this.modes) = (affine, stiffForces, modes);
        int count = modes.Length;
        int[] components = ComponentsOf(box);
        free = [.. components.Select(a => box.Strain.Components[a] is null)];
        given = [.. components.Select(a => box.Strain.Components[a] ?? 0)];
        stiffness = new double[count * count];
        for (int b = 0; b < count; b++)
        {
            var periodic = new double[modes[b].Length];
            TensorPrimitives.Subtract(modes[b], affine[b], periodic);
            for (int a = 0; a < count; a++)
            {
                stiffness[(count * a) + b] = TensorPrimitives.Dot<double>(affine[a], stiffForces[b]) + TensorPrimitives.Dot<double>(stiffForces[a], periodic);
            }
        }

        flexibility = Inverse(count);
    }

    private double[] Inverse(int count)
    {
        // Components that are given have no flexibility.
        int[] f = [.. Enumerable.Range(0, count).Where(a => free[a])];
        double[] small = [.. f.SelectMany(a => f.Select(b => stiffness[(count * a) + b]))], inverse = new double[f.Length * f.Length], whole = new double[count * count];
        if (f.Length > 0)
        {
            DenseSymmetric.Invert(small, f.Length, inverse);
        }

        for (int i = 0; i < inverse.Length; i++)
        {
            whole[(count * f[i / f.Length]) + f[i % f.Length]] = inverse[i];
        }

        return whole;
    }

    /// <summary>Whether a component is given and not zero.</summary>
    public bool IsStrained => given.Any(e => e != 0);

    /// <summary>Solves for the displacement of a unit of each component.</summary>
    /// <param name="problem">The problem, with a periodic box.</param>
    /// <param name="forcesOf">Nodal forces of the stress that a uniform strain stands for.</param>
    /// <param name="respond">The periodic displacement of nodal forces.</param>
    public static BoxStrain Of(ElasticProblem problem, Func<double[], double[]> forcesOf, Func<double[], double[]> respond)
    {
        PeriodicBox box = problem.Periodic!;
        int[] components = ComponentsOf(box);
        double[][] affine = [.. components.Select(a => Affine(problem.Mesh, a))], forces = [.. components.Select(a => forcesOf(UnitStrain(a)))];
        double[][] modes = [.. affine.Select((field, k) =>
        {
            double[] mode = respond(forces[k]);
            TensorPrimitives.Subtract(field, mode, mode);
            return mode;
        })];
        return new BoxStrain(affine, forces, modes, box);
    }

    /// <summary>Adds what the mean strain contributes to the displacement: the free components follow the loads, the given ones are as given where wanted.</summary>
    /// <param name="forces">Nodal forces, those of the mean stress included.</param>
    /// <param name="withGiven">Whether given strains count; not in a change.</param>
    /// <param name="displacement">The periodic displacement that the forces cause; changed.</param>
    public void Add(ReadOnlySpan<double> forces, bool withGiven, Span<double> displacement)
    {
        int count = modes.Length;
        double[] side = new double[count], strain = new double[count];
        for (int a = 0; a < count; a++)
        {
            side[a] = TensorPrimitives.Dot<double>(affine[a], forces) - TensorPrimitives.Dot<double>(stiffForces[a], displacement);
            for (int b = 0; b < count && withGiven; b++)
            {
                side[a] -= stiffness[(count * a) + b] * given[b];
            }
        }

        for (int a = 0; a < count; a++)
        {
            strain[a] = free[a] ? TensorPrimitives.Dot<double>(flexibility.AsSpan(count * a, count), side) : withGiven ? given[a] : 0;
        }

        for (int a = 0; a < count; a++)
        {
            TensorPrimitives.MultiplyAdd(modes[a], strain[a], displacement, displacement);
        }
    }

    /// <summary>Nodal forces of the mean stress.</summary>
    public static void AddMeanStress(ElasticProblem problem, ElasticPoints points, Span<double> forces)
    {
        if (problem.Periodic is not { } box)
        {
            return;
        }

        double[] mean = [.. ComponentsOf(box).Select(a => box.Strain.Components[a] is null ? box.Stress.Components[a] : 0)];
        if (mean.All(s => s == 0))
        {
            return;
        }

        var stress = new double[4 * points.PerCell * problem.Mesh.CellCount];
        foreach ((int a, double value) in ComponentsOf(box).Zip(mean))
        {
            for (int i = a == 2 ? 3 : a; i < stress.Length; i += 4)
            {
                stress[i] = value;
            }
        }

        points.AddForces(stress, forces);
    }

    private static int[] ComponentsOf(PeriodicBox box) => [.. Enumerable.Range(0, 3).Where(a => box.Has[a])];

    private static double[] UnitStrain(int component) => component switch
    {
        0 => [1, 0, 0, 0],
        1 => [0, 1, 0, 0],
        _ => [0, 0, 0, 1],
    };

    private static double[] Affine(TriangleMesh mesh, int component)
    {
        var field = new double[2 * mesh.NodeCount];
        for (int n = 0; n < mesh.NodeCount; n++)
        {
            (double x, double y) = (mesh.Points[2 * n], mesh.Points[(2 * n) + 1]);
            (field[2 * n], field[(2 * n) + 1]) = component switch
            {
                0 => (x, 0),
                1 => (0, y),
                _ => (y / 2, x / 2),
            };
        }

        return field;
    }
}
