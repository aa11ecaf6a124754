namespace Stria.Studies;

/// <summary>The known name that a person may have meant.</summary>
internal static class NearestName
{
    /// <summary>The name with the fewest changed letters, if they are at most a third of the written ones (and always one or two); else null.</summary>
    public static string? Of(string written, IEnumerable<string> known)
    {
        int limit = Math.Max(2, written.Length / 3);
        return known.Select(name => (name, distance: Distance(written, name)))
            .Where(c => c.distance <= limit)
            .OrderBy(c => c.distance)
            .Select(c => c.name)
            .FirstOrDefault();
    }

    /// <summary>Number of letters to insert, delete or change.</summary>
    private static int Distance(string a, string b)
    {
        int[] previous = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, 1 + Math.Min(previous[j], current[j - 1]));
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
