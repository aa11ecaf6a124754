using Stria.Core;
using Stria.Physics.Elasticity;

namespace Stria.Physics.PhaseField;

/// <summary>The one door between SI and the plain numbers in which the phase field is solved: lengths in L₀, potentials in RT, energies in RT C_max L₀², times in L₀²/D₀.</summary>
/// <param name="Length">L₀ [m].</param>
/// <param name="ThermalEnergy">RT [J/mol].</param>
/// <param name="SiteDensity">C_max [mol/m³].</param>
/// <param name="Diffusivity">D₀ [m²/s].</param>
public sealed record PhaseFieldScales(double Length, double ThermalEnergy, double SiteDensity, double Diffusivity)
{
    /// <summary>A problem that is written in plain numbers already.</summary>
    public static PhaseFieldScales None { get; } = new(1, 1, 1, 1);

    /// <summary>RT C_max [J/m³].</summary>
    public double EnergyDensity => ThermalEnergy * SiteDensity;

    /// <summary>L₀²/D₀ [s].</summary>
    public double Time => Length * Length / Diffusivity;

    /// <summary>κ [J m²/mol] as a plain number.</summary>
    public double Gradient(double kappa) => kappa / (ThermalEnergy * Length * Length);

    /// <summary>A wetting energy [J/m²] as a plain number.</summary>
    public double Wetting(double energy) => energy / (EnergyDensity * Length);

    /// <summary>A flux density [mol/(m² s)] as a plain number.</summary>
    public double Flux(double flux) => flux * Length / (SiteDensity * Diffusivity);

    /// <summary>A total flux [mol/s per metre of thickness] as a plain number.</summary>
    public double TotalFlux(double flux) => flux / (SiteDensity * Diffusivity);

    /// <summary>A mesh in units of L₀.</summary>
    /// <param name="mesh">A mesh in metres.</param>
    public TriangleMesh Mesh(TriangleMesh mesh)
    {
        double[] points = mesh.Points.ToArray();
        System.Numerics.Tensors.TensorPrimitives.Divide(points, Length, points);
        return new TriangleMesh(
            points, mesh.Cells.ToArray(), mesh.NodesPerCell, new CellRegions(mesh.CellRegions.ToArray(), mesh.RegionNames), new NamedEdges(mesh.Edges.ToArray(), mesh.EdgeParts.ToArray(), mesh.PartNames));
    }

    /// <summary>An elastic problem in units of L₀; stresses stay in pascal.</summary>
    /// <param name="problem">The problem in metres.</param>
    /// <param name="mesh">Its mesh in units of L₀.</param>
    public ElasticProblem Elastic(ElasticProblem problem, TriangleMesh mesh) => problem with
    {
        Mesh = mesh,
        MetresPerUnit = this == None ? null : Length,
        Boundary = [.. problem.Boundary.Select(Scaled)],
    };

    private BoundaryCondition Scaled(BoundaryCondition condition) => condition switch
    {
        Displacement given => given with { X = given.X / Length, Y = given.Y / Length, XOfNode = Scaled(given.XOfNode), YOfNode = Scaled(given.YOfNode) },
        PinnedPoint pin => pin with { AtX = pin.AtX / Length, AtY = pin.AtY / Length, X = pin.X / Length, Y = pin.Y / Length },
        _ => condition,
    };

    private double[]? Scaled(double[]? values) => values is null ? null : [.. values.Select(v => v / Length)];
}
