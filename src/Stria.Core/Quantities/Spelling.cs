namespace Stria.Core;

/// <summary>Finds the word that somebody probably meant.</summary>
public static class Spelling
{
    /// <summary>The known word nearest to a written one, or null when none is near (at most a third of its letters wrong; capitals do not count).</summary>
    /// <param name="written">What was written.</param>
    /// <param name="known">What could have been meant.</param>
    public static string? Nearest(string written, IEnumerable<string> known)
    {
        (string? best, int bestDistance) = (null, Math.Max(1, (written.Length + 2) / 3) + 1);
        foreach (string word in known)
        {
            int distance = Distance(written.ToUpperInvariant(), word.ToUpperInvariant());
            if (distance < bestDistance)
            {
                (best, bestDistance) = (word, distance);
            }
        }

        return best ?? known.FirstOrDefault(word => written.Length > 2 && word.StartsWith(written, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Number of single-letter insertions, deletions, replacements and swaps of neighbours that make one word the other (Damerau–Levenshtein, restricted).</summary>
    public static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                d[i, j] = i == 0 || j == 0 ? i + j : Cheapest(d, a, b, i, j);
            }
        }

        return d[a.Length, b.Length];
    }

    private static int Cheapest(int[,] d, string a, string b, int i, int j)
    {
        int replaced = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        int cheapest = Math.Min(replaced, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
        bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(cheapest, d[i - 2, j - 2] + 1) : cheapest;
    }
}
