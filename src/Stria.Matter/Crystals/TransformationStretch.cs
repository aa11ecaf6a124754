using Stria.Numerics.Linear;

namespace Stria.Matter;

/// <summary>How a lattice stretches from one cell to another: U = √(FᵀF), with X along a and Z along c* of the first cell.</summary>
public sealed class TransformationStretch
{
    private TransformationStretch(double[] stretch, double[] values, double[] directions) => (Matrix, PrincipalStretches, Directions) = (stretch, values, directions);

    /// <summary>U, nine numbers row by row [1].</summary>
    public IReadOnlyList<double> Matrix { get; }

    /// <summary>λ₁ ≤ λ₂ ≤ λ₃ [1]. λ₂ = 1 means that an unstretched plane joins the two lattices.</summary>
    public IReadOnlyList<double> PrincipalStretches { get; }

    /// <summary>The directions of λ₁, λ₂, λ₃ in the frame of the first cell, three numbers each.</summary>
    public IReadOnlyList<double> Directions { get; }

    /// <summary>Relative change of volume per formula unit, det U − 1 [1].</summary>
    public double VolumeChange => (PrincipalStretches[0] * PrincipalStretches[1] * PrincipalStretches[2]) - 1;

    /// <summary>λ₂ − 1 [1].</summary>
    public double MiddleStretchLessOne => PrincipalStretches[1] - 1;

    /// <summary>The size of the strain, ‖½ (U² − I)‖ [1]: zero for a rotation.</summary>
    public double GreenStrainNorm => Math.Sqrt(PrincipalStretches.Sum(l => ((l * l) - 1) * ((l * l) - 1) / 4));

    /// <summary>The stretch between two cells.</summary>
    /// <param name="reference">The first cell.</param>
    /// <param name="deformed">The second cell.</param>
    /// <param name="correspondence">Which axes of the second lattice the axes of the first become; null when a becomes a, b becomes b and c becomes c.</param>
    public static TransformationStretch Between(UnitCell reference, UnitCell deformed, CellTransformation? correspondence = null)
    {
        // With E the vectors of the first cell as columns, FᵀF = E⁻ᵀ G₂ E⁻¹, where G₂ is the metric of what its axes become.
        double[] vectors = reference.Vectors_angstrom(), inverse = UpperInverse(vectors);
        double[] metric = (correspondence?.Apply(deformed) ?? deformed).Metric_angstrom2(), c = SymmetricMatrix3.Congruent(metric, inverse);
        (double[] squares, double[] directions) = SymmetricEigen3.Solve([c[0], c[5], c[4], c[5], c[1], c[3], c[4], c[3], c[2]]);
        double[] values = [.. squares.Select(Math.Sqrt)], stretch = new double[9];
        for (int k = 0; k < 3; k++)
        {
            for (int i = 0; i < 9; i++)
            {
                stretch[i] += values[k] * directions[(k * 3) + (i / 3)] * directions[(k * 3) + (i % 3)];
            }
        }

        return new TransformationStretch(stretch, values, directions);
    }

    private static double[] UpperInverse(double[] m)
    {
        (double a, double b, double c, double d, double e, double f) = (m[0], m[1], m[2], m[4], m[5], m[8]);
        return [1 / a, -b / (a * d), ((b * e) - (c * d)) / (a * d * f), 0, 1 / d, -e / (d * f), 0, 0, 1 / f];
    }
}
