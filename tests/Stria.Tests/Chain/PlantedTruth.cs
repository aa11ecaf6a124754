using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Chain;

/// <summary>Maps of a run beside what was planted in the scene, on pixels that lie 2 px inside core or shell.</summary>
internal static class PlantedTruth
{
    /// <summary>Mean composition found in the core (planted 0.1) and in the shell (planted 0.45).</summary>
    internal static (double Core, double Shell) CoreAndShell(string run) =>
        (Mean(run, "/composition/x", i => Uniform(i, 0.1f), (found, _) => found), Mean(run, "/composition/x", i => Uniform(i, 0.45f), (found, _) => found));

    /// <summary>Mean of found minus planted over core and shell.</summary>
    internal static double MeanDifference(string run, string path, ScalarField planted) =>
        Mean(run, path, i => Uniform(i, 0.1f) || Uniform(i, 0.45f), (found, i) => found - planted.Values[i]);

    private static double Mean(string run, string path, Func<int, bool> counts, Func<float, int, double> value)
    {
        using var maps = new MapFile(Path.Combine(run, "maps.h5"));
        ScalarField map = maps.Map(path);
        double sum = 0;
        int n = 0;
        for (int i = 0; i < map.Values.Length; i++)
        {
            int full = ((map.Grid.OriginRow + (i / map.Grid.Width)) * ChainScene.Width) + map.Grid.OriginColumn + (i % map.Grid.Width);
            (sum, n) = float.IsFinite(map.Values[i]) && counts(full) ? (sum + value(map.Values[i], full), n + 1) : (sum, n);
        }

        Assert.True(n > 20, $"only {n} pixels");
        return sum / n;
    }

    // All pixels within two hold the same planted composition.
    private static bool Uniform(int pixel, float x)
    {
        ScalarField truth = ChainScene.Made.Truth.Composition;
        int row = pixel / ChainScene.Width, column = pixel % ChainScene.Width;
        for (int r = row - 2; r <= row + 2; r++)
        {
            for (int c = column - 2; c <= column + 2; c++)
            {
                if (r < 0 || c < 0 || r >= ChainScene.Height || c >= ChainScene.Width || !(MathF.Abs(truth[r, c] - x) < 1e-4f))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
