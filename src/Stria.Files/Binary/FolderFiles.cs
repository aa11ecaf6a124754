namespace Stria.Files;

/// <summary>The files of a folder by their endings.</summary>
internal static class FolderFiles
{
    /// <summary>Files with one of some endings, in capitals or not; none of a folder that may not be looked into.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="endings">Endings with their dots.</param>
    internal static IEnumerable<string> Of(string folder, params string[] endings) =>
        Directory.EnumerateFiles(folder, "*", new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = 0 })
            .Where(file => endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase));
}
