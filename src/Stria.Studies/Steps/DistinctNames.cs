using System.Globalization;

namespace Stria.Studies;

/// <summary>Tells things of one name apart: the second becomes "name (2)".</summary>
internal static class DistinctNames
{
    /// <summary>The names in their order, each once.</summary>
    /// <param name="names">The names.</param>
    /// <param name="comparer">When two are the same; null for the same letters.</param>
    public static string[] Of(IEnumerable<string> names, StringComparer? comparer = null)
    {
        string[] all = [.. names];

        // Only repetitions are renamed, to what no other is called.
        var taken = new HashSet<string>(all, comparer ?? StringComparer.Ordinal);
        var seen = new HashSet<string>(comparer ?? StringComparer.Ordinal);
        return [.. all.Select(name => seen.Add(name) ? name : Free(name, taken))];
    }

    private static string Free(string name, HashSet<string> taken)
    {
        for (int n = 2; ; n++)
        {
            string free = $"{name} ({n.ToString(CultureInfo.InvariantCulture)})";
            if (taken.Add(free))
            {
                return free;
            }
        }
    }
}
