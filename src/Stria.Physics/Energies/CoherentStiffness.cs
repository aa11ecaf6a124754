using Stria.Physics.Elasticity;

namespace Stria.Physics.Energies;

/// <summary>What coherency adds to the curvature of the free energy: for a plane wave along n, B(n) = ε′:C:ε′ − (n·C:ε′)·(n·C·n)⁻¹·(n·C:ε′), ε′ = dε_c/dc (Khachaturyan, Theory of Structural Transformations in Solids, 1983).</summary>
/// <remarks>For an isotropic solid it does not depend on n: 2Eη²/(1−ν) in plane strain, Eη² in plane stress.</remarks>
public static class CoherentStiffness
{
    private const int Directions = 36, Compositions = 33;

    /// <summary>The largest B over the directions of the plane.</summary>
    /// <param name="material">The material.</param>
    /// <param name="model">What the plane stands for; a body of revolution is taken as plane strain.</param>
    /// <param name="composition">Site fraction c.</param>
    /// <returns>B [Pa].</returns>
    public static double Of(ElasticMaterial material, PlaneModel model, double composition)
    {
        Span<double> d = stackalloc double[16], slope = stackalloc double[4], stress = stackalloc double[4];
        PlaneStiffness.Of(material.Law, model, composition, 0, d);
        material.Strain.Slope([composition], slope);
        ElasticPoints.Apply(d, slope, stress);
        double whole = (slope[0] * stress[0]) + (slope[1] * stress[1]) + (slope[2] * stress[2]) + (slope[3] * stress[3]), largest = 0;
        for (int k = 0; k < Directions; k++)
        {
            (double y, double x) = Math.SinCos(Math.PI * k / Directions);
            double fx = (x * stress[0]) + (y * stress[3]), fy = (y * stress[1]) + (x * stress[3]);
            double xx = (x * x * d[0]) + (2 * x * y * d[3]) + (y * y * d[15]), yy = (y * y * d[5]) + (2 * x * y * d[7]) + (x * x * d[15]);
            double xy = (x * x * d[3]) + (x * y * (d[1] + d[15])) + (y * y * d[7]);
            double relaxed = ((yy * fx * fx) - (2 * xy * fx * fy) + (xx * fy * fy)) / ((xx * yy) - (xy * xy));
            largest = Math.Max(largest, whole - relaxed);
        }

        return largest;
    }

    /// <summary>The largest B over the compositions for which the strain is known.</summary>
    /// <param name="material">The material.</param>
    /// <param name="model">What the plane stands for.</param>
    public static double Largest(ElasticMaterial material, PlaneModel model)
    {
        (double low, double high) = material.Strain is StrainTable table ? table.Range : (0, 1);
        double largest = 0;
        for (int k = 0; k < Compositions; k++)
        {
            largest = Math.Max(largest, Of(material, model, low + ((high - low) * (k + 0.5) / Compositions)));
        }

        return largest;
    }
}
