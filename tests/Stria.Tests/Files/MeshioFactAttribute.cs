namespace Stria.Tests.Files;

/// <summary>A fact that meshio judges; skipped where it is not installed.</summary>
public sealed class MeshioFactAttribute : FactAttribute
{
    internal static bool HasMeshio { get; } = File.Exists(ForeignTools.Python) && ForeignTools.Run(ForeignTools.Python, "-c", "import meshio").ExitCode == 0;

    public MeshioFactAttribute()
    {
        if (!HasMeshio)
        {
            Skip = "python3-meshio is not on this machine (apt-get install python3-meshio).";
        }
    }
}

/// <summary>A fact that VTK judges, on which ParaView stands; skipped where its Python is not installed.</summary>
public sealed class VtkFactAttribute : FactAttribute
{
    private static readonly bool HasVtk = File.Exists(ForeignTools.Python) && ForeignTools.Run(ForeignTools.Python, "-c", "from vtkmodules import vtkIOXML").ExitCode == 0;

    public VtkFactAttribute()
    {
        if (!HasVtk)
        {
            Skip = "python3-vtk9 is not on this machine (apt-get install python3-vtk9).";
        }
    }
}
