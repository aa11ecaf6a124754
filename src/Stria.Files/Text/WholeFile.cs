namespace Stria.Files;

/// <summary>Writes files whole or not at all, and says plainly why one could not be written.</summary>
public static class WholeFile
{
    private const int FileTooLarge = 27, NoSpaceLeft = 28, ReadOnlySystem = 30, QuotaExceeded = 122;

    /// <summary>Writes a text file; it appears under its name when it is complete.</summary>
    /// <exception cref="DataException">It cannot be written there.</exception>
    public static void Write(string path, string text) => Write(path, temporary => File.WriteAllText(temporary, text));

    /// <summary>Writes a file; it appears under its name when it is complete.</summary>
    /// <exception cref="DataException">It cannot be written there.</exception>
    public static void Write(string path, byte[] bytes) => Write(path, temporary => File.WriteAllBytes(temporary, bytes));

    /// <summary>Writes a text file piece by piece (UTF-8); it appears under its name when it is complete.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="write">Writes the text.</param>
    /// <exception cref="DataException">It cannot be written there.</exception>
    public static void WriteText(string path, Action<TextWriter> write) => Write(path, temporary =>
    {
        using var text = new StreamWriter(temporary);
        write(text);
    });

    /// <summary>Copies a file; the copy appears under its name when it is complete.</summary>
    /// <exception cref="DataException">It cannot be read, or not be written there.</exception>
    public static void Copy(string from, string to) => Write(to, temporary => File.Copy(from, temporary, overwrite: true));

    /// <summary>Makes a folder where there is none.</summary>
    /// <exception cref="DataException">It cannot be made there.</exception>
    public static void MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            throw new DataException($"cannot be made as a folder: {Reason(e)}", path, e);
        }
    }

    /// <summary>Whether an exception is the file system's. To the runtime, a file that outgrows the limit of the shell is an argument out of range.</summary>
    public static bool IsTrouble(Exception exception) => exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;

    /// <summary>The file system's reason, with its likely cause.</summary>
    public static string Reason(Exception exception) => exception switch
    {
        ArgumentOutOfRangeException or IOException { HResult: FileTooLarge } => "it would be larger than files may be here. Perhaps the shell limits them (ulimit -f).",
        IOException { HResult: NoSpaceLeft } => "no space is left on the disk.",
        IOException { HResult: QuotaExceeded } => "your share of the disk is used up.",
        IOException { HResult: ReadOnlySystem } => "the disk is mounted for reading only.",
        _ => exception.Message,
    };

    private static void Write(string path, Action<string> write)
    {
        using var file = new PendingFile(path);
        try
        {
            write(file.TemporaryPath);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            throw new DataException($"cannot be written: {Reason(e)}", path, e);
        }

        file.Complete();
    }
}
