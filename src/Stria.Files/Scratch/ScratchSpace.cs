namespace Stria.Files;

/// <summary>
/// Room on disk for stacks that are not to fill the memory. Frames lie in files that are mapped into memory; when as much of them has been used as the
/// memory allows, all their pages are given back to the system, which reads them again where they are wanted. The files have no name: they are gone when
/// the program ends, however it ends.
/// </summary>
public sealed class ScratchSpace : IDisposable
{
    // Where a page is touched, the system maps the whole piece in which it holds it, up to this size.
    private const long Surroundings = 2 << 20;
    private const long LeastLeftBehind = 16 << 20;
    private readonly Lock gate = new();
    private readonly List<WeakReference<ScratchFrames>> stores = [];
    private readonly List<ScratchFrames> dead = [];
    private readonly WeakReference<ScratchSpace> self; // held here, or it would die with the watchman that asks it
    private readonly string folder;
    private readonly long memory;
    private long used, live;
    private bool isDone;

    /// <summary>Makes room.</summary>
    /// <param name="folder">The folder for the files; it must exist.</param>
    /// <param name="memory">How much of all frames may be in memory at a time [byte].</param>
    public ScratchSpace(string folder, long memory)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(memory, 1 << 20);
        (this.folder, this.memory) = (folder, memory);
        _ = new Watchman(self = new WeakReference<ScratchSpace>(this));
    }

    /// <summary>How often pages have been given back.</summary>
    public int Releases { get; private set; }

    /// <summary>How often what the program had left behind has been given back.</summary>
    public int Collections { get; private set; }

    /// <summary>New frames of zeros.</summary>
    /// <param name="frameCount">Number of frames.</param>
    /// <param name="frameLength">Number of values of a frame.</param>
    /// <exception cref="DataException">The disk has no room for them.</exception>
    public FrameStore New(int frameCount, int frameLength)
    {
        FreeDead();
        var store = new ScratchFrames(this, Path.Combine(folder, $".scratch-{Guid.NewGuid():N}"), frameCount, frameLength);
        lock (gate)
        {
            stores.RemoveAll(reference => !reference.TryGetTarget(out _));
            stores.Add(new WeakReference<ScratchFrames>(store));
        }

        return store;
    }

    /// <summary>Gives back what is not needed now: pages of frames, and what the program has left behind.</summary>
    public void Trim()
    {
        lock (gate)
        {
            Release();
            Collect();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            isDone = true;
            foreach (WeakReference<ScratchFrames> reference in stores)
            {
                if (reference.TryGetTarget(out ScratchFrames? store))
                {
                    store.Dispose();
                }
            }

            stores.Clear();
        }

        FreeDead();
    }

    /// <summary>Keeps a store that nobody holds until no span of it can be in use any more.</summary>
    internal void Bury(ScratchFrames store)
    {
        lock (gate)
        {
            dead.Add(store);
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
            Release();
        }
    }

    /// <summary>Gives back what the program has left behind, when it is much.</summary>
    /// <returns>False when the space is not used any more.</returns>
    private bool Watch()
    {
        lock (gate)
        {
            long held = GC.GetTotalMemory(forceFullCollection: false);
            live = Math.Min(live, held);
            if (!isDone && held > live + Math.Max(memory / 4, LeastLeftBehind))
            {
                Collect();
            }

            return !isDone;
        }
    }

    private void FreeDead()
    {
        lock (gate)
        {
            dead.ForEach(store => store.Dispose());
            dead.Clear();
        }
    }

    private void Release()
    {
        Releases++;
        foreach (WeakReference<ScratchFrames> reference in stores)
        {
            if (reference.TryGetTarget(out ScratchFrames? store))
            {
                store.Release();
            }
        }
    }

    private void Collect()
    {
        Collections++;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        live = GC.GetTotalMemory(forceFullCollection: false);
    }

    /// <summary>
    /// Looks after each collection of what is young how much is left behind. Images made of frames outlive a few of those, one after another; the collector,
    /// which knows of no limit, would let them pile up.
    /// </summary>
    private sealed class Watchman(WeakReference<ScratchSpace> reference)
    {
        // What nobody holds is told at the first collection after it was made: a new one waits for the next.
        ~Watchman()
        {
            if (!Environment.HasShutdownStarted && reference.TryGetTarget(out ScratchSpace? space) && space.Watch())
            {
                _ = new Watchman(reference);
            }
        }
    }
}
