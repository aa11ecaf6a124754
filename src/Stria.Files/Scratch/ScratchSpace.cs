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
    private const int WatchPeriod_ms = 100;
    private const long LeastLeftBehind = 16 << 20;
    private readonly Lock gate = new();
    private readonly List<WeakReference<ScratchFrames>> stores = [];
    private readonly List<ScratchFrames> dead = [];
    private readonly Timer watch;
    private readonly string folder;
    private readonly long memory;
    private long used, live;

    /// <summary>Makes room.</summary>
    /// <param name="folder">The folder for the files; it must exist.</param>
    /// <param name="memory">How much of all frames may be in memory at a time [byte].</param>
    public ScratchSpace(string folder, long memory)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(memory, 1 << 20);
        (this.folder, this.memory) = (folder, memory);

        // Images made of frames are left behind one after another; the collector, which knows of no limit, would let them pile up.
        watch = new Timer(
            static state =>
            {
                if (state is WeakReference<ScratchSpace> reference && reference.TryGetTarget(out ScratchSpace? space))
                {
                    space.Watch();
                }
            },
            new WeakReference<ScratchSpace>(this),
            WatchPeriod_ms,
            WatchPeriod_ms);
    }

    /// <summary>How often pages have been given back.</summary>
    public int Releases { get; private set; }

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
        watch.Dispose();
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

    private void Watch()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) <= Interlocked.Read(ref live) + Math.Max(memory / 2, LeastLeftBehind))
        {
            return;
        }

        lock (gate)
        {
            Collect();
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
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        Interlocked.Exchange(ref live, GC.GetTotalMemory(forceFullCollection: false));
    }
}
