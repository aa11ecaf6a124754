using System.Diagnostics;
using Stria.Core;

namespace Stria.Tests.Files;

/// <summary>Mutates files with a seed and watches a reader: whatever the bytes, it reads or refuses by a message, soon, and without asking for much memory.</summary>
internal static class Mutation
{
    private const long MostBytes = 64L << 20;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(20);

    /// <summary>Reads mutants of a file.</summary>
    /// <param name="seeds">Whole files to mutate in turn.</param>
    /// <param name="count">How many mutants.</param>
    /// <param name="seed">Start of the random choice.</param>
    /// <param name="read">Writes the bytes where they belong and reads them.</param>
    /// <returns>How many were read, and how many refused.</returns>
    internal static (int Read, int Refused) Watch(IReadOnlyList<byte[]> seeds, int count, int seed, Action<byte[]> read)
    {
        var random = new Random(seed);
        int done = 0, refused = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] mutant = Of(seeds[i % seeds.Count], random);
            long before = GC.GetAllocatedBytesForCurrentThread(), began = Stopwatch.GetTimestamp();
            try
            {
                read(mutant);
                done++;
            }
            catch (StriaException)
            {
                refused++;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Mutant {i} of seed {seed} ended in {e.GetType().Name}: {e.Message}\n{e.StackTrace}\n{Convert.ToHexString(mutant.AsSpan(0, Math.Min(mutant.Length, 600)))}", e);
            }

            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(bytes < MostBytes, $"mutant {i} of seed {seed} took {bytes / 1048576} MB");
            Assert.True(Stopwatch.GetElapsedTime(began) < Hang, $"mutant {i} of seed {seed} took {Stopwatch.GetElapsedTime(began)}");
        }

        return (done, refused);
    }

    /// <summary>One mutant: bits flipped, bytes and whole words replaced by awkward values, pieces cut out, doubled or lost at the end.</summary>
    private static byte[] Of(byte[] whole, Random random)
    {
        List<byte> bytes = [.. whole];
        for (int change = random.Next(1, 5); change > 0 && bytes.Count > 8; change--)
        {
            // Headers are where the harm is done: half of the changes fall into the first hundred bytes.
            int at = random.Next(random.Next(2) == 0 ? Math.Min(100, bytes.Count - 8) : bytes.Count - 8);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    Put(bytes, at, [0xFF, 0xFF, 0xFF, 0xFF]);
                    break;
                case 3:
                    Put(bytes, at, random.Next(2) == 0 ? [0, 0, 0, 0x7F] : [0x7F, 0, 0, 0]);
                    break;
                case 4:
                    Put(bytes, at, [0, 0, 0, 0]);
                    break;
                case 5:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)));
                    break;
            }
        }

        return random.Next(8) == 0 ? [.. bytes.Take(random.Next(bytes.Count))] : [.. bytes];
    }

    private static void Put(List<byte> bytes, int at, byte[] values)
    {
        for (int i = 0; i < values.Length && at + i < bytes.Count; i++)
        {
            bytes[at + i] = values[i];
        }
    }
}
