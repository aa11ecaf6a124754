namespace Stria.Files;

/// <summary>How a dataset lies in the file.</summary>
/// <param name="Chunk">Size of a chunk in each dimension, or null for one contiguous block.</param>
/// <param name="CompressionLevel">gzip level 1 … 9, or 0 for none. Needs chunks; every HDF5 reader understands it.</param>
/// <param name="Shuffle">Whether bytes of equal weight are brought together before compression; helps for floating-point numbers.</param>
public sealed record Hdf5Storage(IReadOnlyList<int>? Chunk = null, int CompressionLevel = 0, bool Shuffle = false)
{
    /// <summary>One contiguous block: fastest to write and read.</summary>
    public static Hdf5Storage Contiguous { get; } = new();

    /// <summary>Chunks of the given size, shuffled and lightly compressed.</summary>
    public static Hdf5Storage Compressed(params int[] chunk) => new(chunk, 1, true);
}
