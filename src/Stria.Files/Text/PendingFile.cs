namespace Stria.Files;

/// <summary>A file that appears under its name only when it is complete: it is written beside it and renamed at the end.</summary>
internal sealed class PendingFile : IDisposable
{
    private bool complete;

    internal PendingFile(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        TemporaryPath = Path + ".partial";
        string folder = System.IO.Path.GetDirectoryName(Path) ?? ".";
        if (!Directory.Exists(folder))
        {
            throw new DataException($"cannot be written: the folder {folder} does not exist.", path);
        }

        if (Directory.Exists(Path))
        {
            throw new DataException("cannot be written: a folder of that name exists.", path);
        }
    }

    /// <summary>The final name.</summary>
    internal string Path { get; }

    /// <summary>The name to write under until then.</summary>
    internal string TemporaryPath { get; }

    /// <summary>Writes a whole text file.</summary>
    /// <exception cref="DataException">It cannot be written.</exception>
    internal static void WriteText(string path, string text) => WriteBytes(path, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a whole file.</summary>
    /// <exception cref="DataException">It cannot be written.</exception>
    internal static void WriteBytes(string path, ReadOnlySpan<byte> bytes)
    {
        using var file = new PendingFile(path);
        try
        {
            File.WriteAllBytes(file.TemporaryPath, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"cannot be written: {e.Message}", path, e);
        }

        file.Complete();
    }

    /// <summary>Gives the file its name, replacing an older one.</summary>
    /// <exception cref="DataException">It cannot be renamed.</exception>
    internal void Complete()
    {
        try
        {
            File.Move(TemporaryPath, Path, overwrite: true);
        }
        catch (Exception e) when (WholeFile.IsTrouble(e))
        {
            throw new DataException($"cannot be written: {WholeFile.Reason(e)}", Path, e);
        }

        complete = true;
    }

    /// <summary>Removes what is incomplete.</summary>
    public void Dispose()
    {
        if (!complete)
        {
            File.Delete(TemporaryPath);
        }
    }
}
