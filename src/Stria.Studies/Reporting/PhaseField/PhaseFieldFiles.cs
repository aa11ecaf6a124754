using System.Globalization;
using Stria.Core;
using Stria.Files;
using Stria.Physics.Elasticity;
using Stria.Physics.PhaseField;

namespace Stria.Studies;

/// <summary>Mesh files of a phase-field run: one for each picture, and the collection in time.</summary>
/// <param name="scenario">What is asked.</param>
/// <param name="context">The nouns of the run.</param>
/// <param name="solver">The solver, which knows displacement and stress.</param>
internal sealed class PhaseFieldFiles(PhaseFieldScenario scenario, StudyContext context, PhaseFieldSolver solver)
{
    /// <summary>The folder of the pictures' files.</summary>
    public const string Folder = "fields";

    private readonly TriangleMesh mesh = context.Get<StressBody>().Mesh;
    private readonly PhaseFieldBody body = context.Get<PhaseFieldBody>();

    /// <summary>Writes one picture.</summary>
    /// <param name="state">The state.</param>
    /// <param name="index">Its number.</param>
    public Snapshot WriteSnapshot(PhaseFieldState state, int index)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{index:0000}.vtu"), folder = Path.Combine(context.Folder.Root, Folder);
        WholeFile.MakeFolder(folder);
        ElasticSolution? solution = body.Problem.Elasticity is null ? null : solver.ElasticSolutionOf(state);
        MeshFormats.Write(Path.Combine(folder, name), mesh, [.. Fields(state, solution)]);
        return new Snapshot(state.Time, name) { Box = solution is not null && body.Problem.Elasticity!.Periodic is { } box ? BoxMeans.Of(solution, box) : null };
    }

    /// <summary>Reads one nodal field of a picture.</summary>
    public static double[] Read(RunFolder folder, Snapshot picture, string symbol) =>
        MeshFormats.Read(Path.Combine(folder.Root, Folder, picture.File)).Fields.First(f => f.Symbol == symbol).Values;

    private IEnumerable<MeshField> Fields(PhaseFieldState state, ElasticSolution? solution)
    {
        bool plain = scenario.Units == UnitChoice.None;
        MeshField Scalar(string name, string unit, double[] values) => new(mesh, MeshPlace.Node, [""], values, name, unit);
        yield return Scalar("c", "1", solver.ToNodes(state.Composition));
        yield return Scalar("mu", plain ? "1" : "J/mol", [.. solver.ToNodes(state.Potential).Select(m => m * body.Laws.ThermalEnergy)]);
        if (solution is null)
        {
            yield break;
        }

        var stress = new StressValues(solution.NodalStress().AtNodes(), body.NodeAngles);
        string unitOfStress = plain ? "1" : "Pa";
        yield return new MeshField(mesh, MeshPlace.Node, ["x", "y"], [.. solution.Displacement.Select(u => u * body.Laws.Scales.Length)], "displacement", plain ? "1" : "m");
        yield return Scalar("hydrostatic", unitOfStress, stress.Hydrostatic);
        yield return Scalar("von_mises", unitOfStress, stress.VonMises);
        yield return Scalar("principal_1", unitOfStress, stress.Principal.First);
        yield return Scalar("stress_xi_xi", unitOfStress, stress.Along);
        yield return Scalar("stress_eta_eta", unitOfStress, stress.Across);
    }
}
