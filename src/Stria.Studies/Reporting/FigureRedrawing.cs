using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>Draws the figures of a finished run again from its maps.</summary>
public static class FigureRedrawing
{
    /// <summary>Draws the run's figures into a folder, as PNG and SVG.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">Where to; the run's own figures folder, or another.</param>
    /// <param name="all">Whether figures that lie there already are drawn anew; else only those that are missing.</param>
    /// <returns>What was drawn, and which figures of the run's record are missing because they show more than the files of the run hold.</returns>
    /// <exception cref="ScenarioException">All were wanted, and the run has no maps to draw from.</exception>
    /// <exception cref="DataException">maps.h5 is damaged, or the folder cannot be written to.</exception>
    public static RedrawnFigures Draw(RunFolder run, string folder, bool all)
    {
        IReadOnlyList<RunFile> recorded = RunJson.Read<RunRecord>(run.RecordPath).Figures;
        string[] wanted = [.. recorded.Select(f => Path.GetFileNameWithoutExtension(f.File)).Where(n => all || !IsThere(folder, n))];
        if (!File.Exists(run.MapsPath))
        {
            return all ? throw new ScenarioException($"{run.Root} holds no maps.h5 to draw figures from. 'stria run {run.ScenarioPath}' makes them anew.") : new RedrawnFigures([], wanted);
        }

        if (wanted.Length == 0 && !all)
        {
            return new RedrawnFigures([], []);
        }

        NamedFigure[] drawn = [.. StoredFigures.Of(run).Where(f => all || wanted.Contains(f.Name))];
        WholeFile.MakeFolder(folder);
        foreach (NamedFigure figure in drawn)
        {
            figure.Draw(folder);
        }

        return new RedrawnFigures([.. drawn.Select(f => f.Name)], [.. wanted.Where(n => !IsThere(folder, n))]);
    }

    private static bool IsThere(string folder, string name) => File.Exists(Path.Combine(folder, name + ".png")) && File.Exists(Path.Combine(folder, name + ".svg"));
}

/// <summary>Figures drawn again.</summary>
/// <param name="Drawn">Names of those drawn, without extension.</param>
/// <param name="Missing">Names of those that the run's record lists and that are not there; only the whole run makes them.</param>
public sealed record RedrawnFigures(IReadOnlyList<string> Drawn, IReadOnlyList<string> Missing);
