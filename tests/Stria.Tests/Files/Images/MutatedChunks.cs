using Microsoft.Win32.SafeHandles;
using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>Mutates one packed chunk inside an HDF5 file; the file around it stays whole, for the HDF5 library itself crashes on some mutants.</summary>
public static class MutatedChunks
{
    /// <summary>Reads mutants of a chunk.</summary>
    /// <param name="dataset">The dataset in filters.hdf5.</param>
    /// <param name="place">Where the chunk lies.</param>
    /// <param name="count">How many mutants.</param>
    /// <param name="seed">Start of the random choice.</param>
    /// <returns>How many were read or refused as they should be.</returns>
    public static int Read(string dataset, (int Offset, int Size) place, int count, int seed)
    {
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(Path.Combine(SharedData.Repository, "tests", "Stria.Tests", "Files", "Images", "filters.hdf5"));
        string path = folder.Path("a.h5");
        File.WriteAllBytes(path, whole);
        using SafeFileHandle written = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        var random = new Random(seed);
        int good = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] mutant = whole[place.Offset..(place.Offset + place.Size)];
            for (int change = random.Next(1, 6); change > 0; change--)
            {
                int at = random.Next(2) == 0 ? random.Next(Math.Min(24, place.Size)) : random.Next(place.Size);
                mutant[at] = random.Next(3) switch { 0 => 0xFF, 1 => (byte)random.Next(256), _ => (byte)(mutant[at] ^ (1 << random.Next(8))) };
            }

            RandomAccess.Write(written, mutant, place.Offset);
            using var file = Hdf5File.OpenRead(path);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                file.Dataset(dataset).ReadFloats();
                good++;
            }
            catch (DataException e)
            {
                good += e.Message.Contains("the chunk at (0, 0, 0)", StringComparison.Ordinal) ? 1 : 0;
            }

            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 16 << 20, $"mutant {i} took too much memory");
        }

        return good;
    }
}
