namespace Stria.Core;

/// <summary>Frames of which only the first values are used: smaller images that have taken the place of larger ones.</summary>
public sealed class ShortenedFrames : FrameStore
{
    private readonly FrameStore whole;

    /// <summary>Takes frames over.</summary>
    /// <param name="whole">The frames.</param>
    /// <param name="frameLength">How many values of each are used.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frames have fewer values.</exception>
    public ShortenedFrames(FrameStore whole, int frameLength)
        : base(whole.FrameCount, frameLength)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frameLength, whole.FrameLength);
        this.whole = whole;
    }

    /// <inheritdoc/>
    public override float[]? Array => FrameLength == whole.FrameLength ? whole.Array : null;

    /// <inheritdoc/>
    public override Span<float> Part(int frame, int first, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)first + length, FrameLength);
        return whole.Part(frame, first, length);
    }

    /// <inheritdoc/>
    public override FrameStore Another(int frameCount, int frameLength) => whole.Another(frameCount, frameLength);
}
