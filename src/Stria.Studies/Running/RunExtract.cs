using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>What people hand on of a run: numbers, figures, tables and report, without maps and checkpoints.</summary>
public static class RunExtract
{
    /// <summary>Copies scenario.yaml, summary.json, report.html, figures and tables, each as far as it is there. Files of those names are replaced, others stay.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">Where to; made when it is not there.</param>
    /// <exception cref="ScenarioException">That is the folder of a run, or a file.</exception>
    /// <exception cref="DataException">Something cannot be copied.</exception>
    public static void Write(RunFolder run, string folder)
    {
        if (File.Exists(folder) || File.Exists(Path.Combine(folder, "run.json")))
        {
            throw new ScenarioException($"{folder} is {(File.Exists(folder) ? "a file" : "the folder of a run")}; choose another folder by --out.");
        }

        WholeFile.MakeFolder(folder);
        foreach (string file in (string[])[run.ScenarioPath, run.SummaryPath, run.ReportPath])
        {
            if (File.Exists(file))
            {
                WholeFile.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }
        }

        foreach (string part in (string[])[run.Figures, run.Tables])
        {
            CopyFiles(part, Path.Combine(folder, Path.GetFileName(part)));
        }
    }

    private static void CopyFiles(string from, string to)
    {
        if (!Directory.Exists(from))
        {
            return;
        }

        WholeFile.MakeFolder(to);
        foreach (string file in Directory.GetFiles(from))
        {
            WholeFile.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
