using Stria.Tests.Files;

namespace Stria.Tests.Laboratory;

/// <summary>A fact that a program in Python judges; skipped where there is none.</summary>
public sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        if (!File.Exists(ForeignTools.Python))
        {
            Skip = "python3 is not on this machine (apt-get install python3).";
        }
    }
}
