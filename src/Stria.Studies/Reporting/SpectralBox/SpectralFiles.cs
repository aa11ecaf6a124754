using System.Globalization;
using Stria.Core;
using Stria.Files;
using Stria.Physics.PhaseField.Spectral;

namespace Stria.Studies;

/// <summary>Mesh files of a box: the values of the pixels at their middles.</summary>
/// <param name="scenario">What is asked.</param>
/// <param name="context">The nouns of the run.</param>
internal sealed class SpectralFiles(PhaseFieldScenario scenario, StudyContext context)
{
    private readonly TriangleMesh mesh = context.Get<StressBody>().Mesh;
    private readonly PhaseFieldBody body = context.Get<PhaseFieldBody>();
    private readonly SpectralBody box = context.Get<SpectralBody>();
    private readonly BoxFields fields = new(context.Get<SpectralBody>().Problem);

    /// <summary>Writes one picture.</summary>
    /// <param name="solver">The box.</param>
    /// <param name="index">Its number.</param>
    public Snapshot WriteSnapshot(SpectralSolver solver, int index)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{index:0000}.vtu"), folder = Path.Combine(context.Folder.Root, PhaseFieldFiles.Folder);
        WholeFile.MakeFolder(folder);
        MeshFormats.Write(Path.Combine(folder, name), mesh, [.. Fields(solver.Composition.ToArray())]);
        return new Snapshot(solver.Time / body.Laws.Scales.Time, name);
    }

    private IEnumerable<MeshField> Fields(double[] c)
    {
        bool plain = scenario.Units == UnitChoice.None;
        MeshField Scalar(string name, string unit, double[] values) => new(mesh, MeshPlace.Node, [""], values, name, plain ? "1" : unit);
        yield return Scalar("c", "1", c);
        yield return Scalar("mu", "J/mol", fields.Potential(c));
        if (box.Swelling is not { } swelling)
        {
            yield break;
        }

        var stress = new StressValues(fields.Stress(c, swelling, box.Coherent), body.NodeAngles);
        yield return Scalar("hydrostatic", "Pa", stress.Hydrostatic);
        yield return Scalar("von_mises", "Pa", stress.VonMises);
        yield return Scalar("principal_1", "Pa", stress.Principal.First);
        yield return Scalar("stress_xi_xi", "Pa", stress.Along);
        yield return Scalar("stress_eta_eta", "Pa", stress.Across);
    }
}
