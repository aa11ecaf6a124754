using System.Diagnostics;

namespace Stria.Tests.Files;

/// <summary>Programs of others that judge what Stria writes.</summary>
internal static class ForeignTools
{
    internal const string Python = "/usr/bin/python3";

    internal static bool HasH5py { get; } = File.Exists(Python) && Run(Python, "-c", "import h5py, numpy").ExitCode == 0;

    internal static bool HasH5dump { get; } = File.Exists("/usr/bin/h5dump");

    /// <summary>Runs a Python program and gives what it printed.</summary>
    internal static string RunPython(string program, params string[] arguments)
    {
        (int exitCode, string output, string error) = Run(Python, ["-c", program, .. arguments]);
        Assert.True(exitCode == 0, error);
        return output.ReplaceLineEndings("\n").TrimEnd('\n');
    }

    internal static (int ExitCode, string Output, string Error) Run(string program, params string[] arguments) => RunIn("", program, arguments);

    /// <summary>Runs a program in a folder.</summary>
    internal static (int ExitCode, string Output, string Error) RunIn(string folder, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}

/// <summary>A fact that h5py judges; skipped where it is not installed.</summary>
public sealed class H5pyFactAttribute : FactAttribute
{
    public H5pyFactAttribute()
    {
        if (!ForeignTools.HasH5py)
        {
            Skip = "python3-h5py is not on this machine (apt-get install python3-h5py).";
        }
    }
}

/// <summary>A fact that h5dump judges; skipped where it is not installed.</summary>
public sealed class H5dumpFactAttribute : FactAttribute
{
    public H5dumpFactAttribute()
    {
        if (!ForeignTools.HasH5dump)
        {
            Skip = "h5dump is not on this machine (apt-get install hdf5-tools).";
        }
    }
}
