namespace Stria.Files;

/// <summary>Undoes one filter of an HDF5 chunk that the library itself does not bring. To add one: implement this, and add a line to <see cref="Hdf5Filters"/>.</summary>
internal interface IHdf5Filter
{
    /// <summary>Its number in the registry of The HDF Group.</summary>
    int Id { get; }

    /// <summary>Its name as people know it.</summary>
    string Name { get; }

    /// <summary>Undoes the filter.</summary>
    /// <param name="packed">The bytes as they lie in the file, or as the filter after this one left them.</param>
    /// <param name="settings">The filter's settings in the file.</param>
    /// <param name="size">Number of bytes of a whole chunk without filters: the most that can come out, but for a checksum.</param>
    /// <exception cref="InvalidDataException">The bytes make no sense.</exception>
    byte[] Undo(ReadOnlySpan<byte> packed, ReadOnlySpan<uint> settings, int size);
}
