namespace Stria.Core;

/// <summary>Frames in one array in memory.</summary>
public sealed class MemoryFrames : FrameStore
{
    private const int Large = 1 << 23; // values

    private readonly float[] values;

    /// <summary>Takes an array over.</summary>
    /// <param name="values">The values [frame, value].</param>
    /// <param name="frameCount">Number of frames.</param>
    /// <exception cref="ArgumentException">The frames would not be of equal length.</exception>
    public MemoryFrames(float[] values, int frameCount)
        : base(frameCount, frameCount > 0 ? values.Length / frameCount : 0) =>
        this.values = (long)FrameCount * FrameLength == values.Length ? values : throw new ArgumentException($"{values.Length} values make no {frameCount} frames.", nameof(values));

    /// <inheritdoc/>
    public override float[] Array => values;

    /// <summary>New frames of zeros.</summary>
    /// <param name="frameCount">Number of frames.</param>
    /// <param name="frameLength">Number of values of a frame.</param>
    /// <remarks>Stacks that nobody holds any more are looked for first: the collector would let several of them pile up.</remarks>
    public static FrameStore New(int frameCount, int frameLength)
    {
        int count = checked(frameCount * frameLength);
        if (count >= Large)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }

        return new MemoryFrames(new float[count], frameCount);
    }

    /// <inheritdoc/>
    public override Span<float> Part(int frame, int first, int length) => values.AsSpan((frame * FrameLength) + first, length);

    /// <inheritdoc/>
    public override FrameStore Another(int frameCount, int frameLength) => New(frameCount, frameLength);
}
