namespace Stria.Tests.House;

/// <summary>An assertion that shows every offender in full.</summary>
internal static class Offenders
{
    /// <summary>Fails with one line per offender, if there are any.</summary>
    public static void None(IEnumerable<string?> offenders)
    {
        string[] found = [.. offenders.Select(o => o ?? "")];
        Assert.True(found.Length == 0, $"{found.Length} found:\n{string.Join('\n', found)}");
    }
}
