namespace Stria.Files;

/// <summary>
/// Room on disk for stacks that are not to fill the memory. Frames lie in files that are mapped into memory; when as much of them has been used as the
/// memory allows, all their pages are given back to the system, which reads them again where they are wanted. The files have no name: they are gone when
/// the program ends, however it ends.
/// </summary>
public sealed class ScratchSpace : IDisposable
{
    // Where a page is read, the system maps what it holds of its surroundings as well, up to this size.
    private const long Surroundings = 1 << 16;
    private readonly Lock gate = new();
    private readonly List<WeakReference<ScratchFrames>> stores = [];
    private readonly string folder;
    private readonly long memory;
    private long used;

    /// <summary>Makes room.</summary>
    /// <param name="folder">The folder for the files; it must exist.</param>
    /// <param name="memory">How much of all frames may be in memory at a time [byte].</param>
    public ScratchSpace(string folder, long memory)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(memory, 1 << 20);
        (this.folder, this.memory) = (folder, memory);
    }

    /// <summary>How often pages have been given back.</summary>
    public int Releases { get; private set; }

    /// <summary>New frames of zeros.</summary>
    /// <param name="frameCount">Number of frames.</param>
    /// <param name="frameLength">Number of values of a frame.</param>
    /// <exception cref="DataException">The disk has no room for them.</exception>
    public FrameStore New(int frameCount, int frameLength)
    {
        var store = new ScratchFrames(this, Path.Combine(folder, $".scratch-{Guid.NewGuid():N}"), frameCount, frameLength);
        lock (gate)
        {
            stores.RemoveAll(reference => !reference.TryGetTarget(out _));
            stores.Add(new WeakReference<ScratchFrames>(store));
        }

        return store;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            foreach (WeakReference<ScratchFrames> reference in stores)
            {
                if (reference.TryGetTarget(out ScratchFrames? store))
                {
                    store.Dispose();
                }
            }

            stores.Clear();
        }
    }

    /// <summary>Notes that some values are about to be used.</summary>
    internal void Use(long bytes)
    {
        if (Interlocked.Add(ref used, bytes + Surroundings) <= memory)
        {
            return;
        }

        lock (gate)
        {
            if (Interlocked.Read(ref used) <= memory)
            {
                return;
            }

            Interlocked.Exchange(ref used, bytes + Surroundings);
            Releases++;
            foreach (WeakReference<ScratchFrames> reference in stores)
            {
                if (reference.TryGetTarget(out ScratchFrames? store))
                {
                    store.Release();
                }
            }
        }
    }
}
