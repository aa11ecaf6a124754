namespace Stria.Tests.House;

/// <summary>A C# file of the repository.</summary>
/// <param name="Path">Path from the repository's root.</param>
/// <param name="Text">Its text.</param>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>Number of lines.</summary>
    public int Lines { get; } = Text.AsSpan().Count('\n');

    /// <summary>The C# files below a folder of the repository ("src"), build outputs left out.</summary>
    public static IReadOnlyList<SourceFile> Below(string folder)
    {
        string root = System.IO.Path.Combine(SharedData.Repository, folder);
        return [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(f => new SourceFile(System.IO.Path.GetRelativePath(SharedData.Repository, f), File.ReadAllText(f)))
            .Where(f => !f.Path.Split('/').Any(part => part is "bin" or "obj" or "artifacts"))];
    }
}
