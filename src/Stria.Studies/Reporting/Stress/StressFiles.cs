using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>Writes meshes with their fields: stress.vtu, and what was asked for besides.</summary>
internal static class StressFiles
{
    private static readonly string[] Tensor = ["xx", "yy", "zz", "xy"];

    /// <summary>Writes the files. The first way of holding the edges is stress.vtu, the others carry their name: stress-fixed.vtu.</summary>
    public static void Write(StressScenario scenario, StudyContext context)
    {
        StressBody body = context.Get<StressBody>();
        StressFields fields = context.Get<StressFields>();
        IReadOnlyList<StressCase> cases = context.Get<IReadOnlyList<StressCase>>();
        for (int i = 0; i < cases.Count; i++)
        {
            string name = i == 0 ? "stress" : $"stress-{cases[i].Edge.Name}";
            IReadOnlyList<MeshField> all = FieldsOf(body.Mesh, fields, cases[i]);
            MeshFormats.Write(Path.Combine(context.Folder.Root, name + ".vtu"), body.Mesh, all);
            foreach (ExportFormat format in scenario.Output.Export)
            {
                Export(scenario, format, Path.Combine(context.Folder.Root, name), (body, all));
            }
        }
    }

    /// <summary>All fields of a solution, as they are written.</summary>
    public static IReadOnlyList<MeshField> FieldsOf(TriangleMesh mesh, StressFields fields, StressCase solved)
    {
        MeshField Scalar(string name, string unit, double[] values) => new(mesh, MeshPlace.Node, [""], values, name, unit);
        StressValues s = solved.AtNodes;
        var all = new List<MeshField>
        {
            Scalar("x", "1", fields.Composition),
            new(mesh, MeshPlace.Node, ["x", "y"], solved.Solution.Displacement, "displacement", "m"),
            new(mesh, MeshPlace.Node, Tensor, TensorShear(solved.Solution.NodalStrain().AtNodes()), "strain", "1"),
            new(mesh, MeshPlace.Node, Tensor, s.Stress, "stress", "Pa"),
            Scalar("von_mises", "Pa", s.VonMises),
            Scalar("hydrostatic", "Pa", s.Hydrostatic),
            Scalar("principal_1", "Pa", s.Principal.First),
            Scalar("principal_2", "Pa", s.Principal.Second),
            Scalar("principal_angle", "rad", s.Principal.Angle),
            Scalar("stress_xi_xi", "Pa", s.Along),
            Scalar("stress_eta_eta", "Pa", s.Across),
            Scalar("stress_xi_eta", "Pa", s.Shear),
            Scalar("axis_angle", "rad", fields.NodeAngles),
            new(mesh, MeshPlace.Cell, [""], [.. fields.CellPhases.Select(p => (double)p)], "phase", "1"),
        };
        if (solved.Deviation is { } deviation)
        {
            all.Add(Scalar("von_mises_sigma", "Pa", deviation.VonMises));
            all.Add(Scalar("principal_1_sigma", "Pa", deviation.FirstPrincipal));
            all.Add(Scalar("principal_2_sigma", "Pa", deviation.SecondPrincipal));
            all.Add(Scalar("hydrostatic_sigma", "Pa", deviation.Hydrostatic));
        }

        if (solved is { Random: { } random, Systematic: { } systematic })
        {
            all.Add(Scalar("von_mises_sigma_random", "Pa", random.VonMises));
            all.Add(Scalar("von_mises_sigma_systematic", "Pa", systematic.VonMises));
        }

        return all;
    }

    // Engineering shear inside, the tensor's in files: half of it, as ParaView and its filters take it.
    private static double[] TensorShear(double[] strain)
    {
        for (int i = 3; i < strain.Length; i += 4)
        {
            strain[i] /= 2;
        }

        return strain;
    }

    private static void Export(StressScenario scenario, ExportFormat format, string path, (StressBody Body, IReadOnlyList<MeshField> Fields) what)
    {
        (StressBody body, IReadOnlyList<MeshField> fields) = what;
        switch (format)
        {
            case ExportFormat.Geojson:
                Outlines(path + ".geojson", body.Outlines);
                break;
            case ExportFormat.Msh2:
                new GmshMeshWriter { Version = GmshVersion.V22 }.Write(path + ".msh", body.Mesh, fields);
                break;
            case ExportFormat.Csv:
                new NodalCsvWriter().Write(path + ".csv", body.Mesh, [.. fields.Where(f => f.Place == MeshPlace.Node)]);
                break;
            case ExportFormat.Inp:
                new AbaqusWriter { Elements = Elements(scenario.Problem.Model) }.Write(path + ".inp", body.Mesh, [fields[0]]);
                break;
            default:
                MeshFormats.Write($"{path}.{SnakeCase.Of(format.ToString())}", body.Mesh, fields);
                break;
        }
    }

    private static void Outlines(string path, IReadOnlyList<Outline> outlines)
    {
        // Shapes and meshes from files have no outline of their own.
        if (outlines.Count > 0)
        {
            OutlineFile.Write(path, outlines);
        }
    }

    private static AbaqusElements Elements(PlaneModelChoice model) => model switch
    {
        PlaneModelChoice.PlaneStrain => AbaqusElements.PlaneStrain,
        PlaneModelChoice.Axisymmetric => AbaqusElements.Axisymmetric,
        _ => AbaqusElements.PlaneStress,
    };
}
