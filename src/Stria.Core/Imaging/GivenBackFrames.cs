namespace Stria.Core;

/// <summary>Frames whose values were given back when no step needed them any more; their size is still known.</summary>
internal sealed class GivenBackFrames(int frameCount, int frameLength) : FrameStore(frameCount, frameLength)
{
    /// <inheritdoc/>
    public override Span<float> Part(int frame, int first, int length) => throw new InvalidOperationException("The values of this stack were given back after the last step that needs them.");

    /// <inheritdoc/>
    public override FrameStore Another(int frameCount, int frameLength) => throw new InvalidOperationException("The values of this stack were given back: its kind of frames is not known any more.");
}
