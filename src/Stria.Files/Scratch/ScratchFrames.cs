using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Stria.Files;

/// <summary>Frames in a nameless file, mapped into memory.</summary>
internal sealed unsafe partial class ScratchFrames : FrameStore, IDisposable
{
    private const int DontNeed = 4;
    private readonly ScratchSpace space;
    private readonly MemoryMappedFile? file;
    private readonly MemoryMappedViewAccessor? view;
    private readonly float* start;
    private int freed;
    private bool isBuried;

    internal ScratchFrames(ScratchSpace space, string path, int frameCount, int frameLength)
        : base(frameCount, frameLength)
    {
        this.space = space;
        if (Count == 0)
        {
            return;
        }

        FileStream? stream = null;
        try
        {
            // The whole size at once: a disk that is full is told here, and not by a fault in the middle of a sum.
            stream = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.ReadWrite | FileShare.Delete,
                Options = FileOptions.DeleteOnClose,
                PreallocationSize = Count * sizeof(float),
            });
            stream.SetLength(Count * sizeof(float));
            file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
            if (!OperatingSystem.IsWindows())
            {
                File.Delete(path);
            }

            view = file.CreateViewAccessor(0, Count * sizeof(float));
        }
        catch (Exception e) when (WholeFile.IsTrouble(e))
        {
            // The name goes with its stream, and the room with both: a full disk is not to stay full.
            file?.Dispose();
            stream?.Dispose();
            throw new DataException($"has no room for {Count * sizeof(float) / 1e6:f0} MB of frames: {WholeFile.Reason(e)}", Path.GetDirectoryName(path), e);
        }

        byte* pointer = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        start = (float*)(pointer + view.PointerOffset);
    }

    /// <inheritdoc/>
    public override Span<float> Part(int frame, int first, int length)
    {
        if ((uint)frame >= (uint)FrameCount || first < 0 || length < 0 || first > FrameLength - length)
        {
            throw new ArgumentOutOfRangeException(nameof(frame), $"{length} values from {first} of frame {frame} do not lie in {FrameCount} frames of {FrameLength} values.");
        }

        ObjectDisposedException.ThrowIf(freed != 0, this);
        space.Use(length * (long)sizeof(float));
        return new Span<float>(start + ((long)frame * FrameLength) + first, length);
    }

    /// <inheritdoc/>
    public override FrameStore Another(int frameCount, int frameLength) => space.New(frameCount, frameLength);

    /// <summary>
    /// A store that nobody holds any more gives its disk back, but not yet: the last span of it may still be in use, which the collector does not know of.
    /// It is kept until the next store is asked for.
    /// </summary>
    ~ScratchFrames()
    {
        if (isBuried)
        {
            Free();
            return;
        }

        isBuried = true;
        Release();
        space.Bury(this);
        GC.ReRegisterForFinalize(this);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (Interlocked.Exchange(ref freed, 1) == 0 && view is not null)
        {
            // The handle alone, and not the view, which would write to the file first: the handle's own finalizer may run beside this, and would take the memory from under the writing.
            view.SafeMemoryMappedViewHandle.ReleasePointer();
            view.SafeMemoryMappedViewHandle.Dispose();
            file!.Dispose();
        }
    }

    /// <summary>Gives the pages back. They stay in the file, and spans that are in use stay valid: what is touched again is read again.</summary>
    internal void Release()
    {
        if (view is not null && OperatingSystem.IsLinux())
        {
            // A failure gives nothing back, and harms nothing else.
            _ = Madvise((nint)start, (nuint)(Count * sizeof(float)), DontNeed);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Madvise(nint start, nuint length, int advice);
}
