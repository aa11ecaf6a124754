namespace Stria.Tests.Files;

/// <summary>A folder for files that a test makes; gone with the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stria-test-");

    public string Path(string name) => System.IO.Path.Combine(folder.FullName, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(Path(name), text);
        return Path(name);
    }

    public string[] Names() => [.. folder.EnumerateFileSystemInfos().Select(info => info.Name).Order()];

    public void CopyFrom(string source, string pattern)
    {
        foreach (string file in Directory.EnumerateFiles(source, pattern))
        {
            File.WriteAllBytes(Path(System.IO.Path.GetFileName(file)), File.ReadAllBytes(file));
        }
    }

    public void Dispose() => folder.Delete(recursive: true);
}
