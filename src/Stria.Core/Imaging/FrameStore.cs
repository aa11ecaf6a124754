namespace Stria.Core;

/// <summary>
/// Where the values of a stack lie: frames of equal length, one after another, in memory or in a file on disk. Algorithms ask for frames, or for parts of
/// them, and make their results by <see cref="Another"/>, so that a stack that does not fit into memory goes through the same steps.
/// </summary>
public abstract class FrameStore
{
    /// <summary>Sets the size.</summary>
    /// <param name="frameCount">Number of frames.</param>
    /// <param name="frameLength">Number of values of a frame.</param>
    protected FrameStore(int frameCount, int frameLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frameCount);
        ArgumentOutOfRangeException.ThrowIfNegative(frameLength);
        (FrameCount, FrameLength) = (frameCount, frameLength);
    }

    /// <summary>Number of frames.</summary>
    public int FrameCount { get; }

    /// <summary>Number of values of a frame.</summary>
    public int FrameLength { get; }

    /// <summary>Number of values of all frames.</summary>
    public long Count => (long)FrameCount * FrameLength;

    /// <summary>The values as one array; null when they do not lie in one.</summary>
    public virtual float[]? Array => null;

    /// <summary>The values of one frame.</summary>
    /// <param name="frame">Which, from 0.</param>
    public Span<float> Frame(int frame) => Part(frame, 0, FrameLength);

    /// <summary>Some values of one frame.</summary>
    /// <param name="frame">Which frame, from 0.</param>
    /// <param name="first">Its first value, from 0.</param>
    /// <param name="length">Number of values.</param>
    public abstract Span<float> Part(int frame, int first, int length);

    /// <summary>A new store of the same kind, filled with zeros.</summary>
    /// <param name="frameCount">Number of frames.</param>
    /// <param name="frameLength">Number of values of a frame.</param>
    public abstract FrameStore Another(int frameCount, int frameLength);

    /// <summary>A new store with the same values.</summary>
    public FrameStore Copy()
    {
        FrameStore copy = Another(FrameCount, FrameLength);
        for (int f = 0; f < FrameCount; f++)
        {
            Frame(f).CopyTo(copy.Frame(f));
        }

        return copy;
    }
}
