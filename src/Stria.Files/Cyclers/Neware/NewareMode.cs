namespace Stria.Files;

/// <summary>The kinds of steps as Neware numbers and names them.</summary>
internal static class NewareMode
{
    /// <summary>+1 for a text that tells charging, −1 for discharging, 0 for neither.</summary>
    internal static int Sign(string mode)
    {
        string word = mode.ToUpperInvariant();
        return word.Contains("DCHG", StringComparison.Ordinal) || word.Contains("DISCH", StringComparison.Ordinal) || word.Contains('放', StringComparison.Ordinal) || word is "D" ? -1
            : word.Contains("CHG", StringComparison.Ordinal) || word.Contains("CHARGE", StringComparison.Ordinal) || word.Contains('充', StringComparison.Ordinal) || word is "C" ? 1
            : 0;
    }
}
