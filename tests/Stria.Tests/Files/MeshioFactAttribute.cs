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

/// <summary>A theory that meshio judges; skipped where it is not installed.</summary>
public sealed class MeshioTheoryAttribute : TheoryAttribute
{
    public MeshioTheoryAttribute()
    {
        if (!MeshioFactAttribute.HasMeshio)
        {
            Skip = "python3-meshio is not on this machine (apt-get install python3-meshio).";
        }
    }
}
