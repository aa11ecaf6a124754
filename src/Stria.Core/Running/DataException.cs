namespace Stria.Core;

/// <summary>A measured file, or the data in it, cannot be used. The message names file, field, value and likely cause.</summary>
public sealed class DataException : StriaException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong, with the numbers, and perhaps why.</param>
    /// <param name="path">The file it was found in, or null when the data no longer belong to one file.</param>
    /// <param name="inner">The cause, if another exception told of it.</param>
    public DataException(string message, string? path = null, Exception? inner = null)
        : base(path is null ? message : $"{path}: {message}", inner) => Path = path;

    /// <summary>The file that the data came from, or null.</summary>
    public string? Path { get; }
}
