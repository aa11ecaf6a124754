using Stria.Core;

namespace Stria.Studies;

/// <summary>The whole chain on a made core–shell particle whose truth is known.</summary>
public sealed record DemoScenario : IScenario
{
    /// <summary>Seed of the particle, its noise, drift and energy offset, and of the chain.</summary>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; } = 1;

    /// <summary>Rows of the image.</summary>
    [Range(32, 4096)]
    public int Height { get; init; } = 112;

    /// <summary>Columns of the image.</summary>
    [Range(32, 4096)]
    public int Width { get; init; } = 152;

    /// <summary>Distance between pixels [m].</summary>
    [Unit("m")]
    [Range(1e-9, 1e-5)]
    public double PixelSize { get; init; } = 40e-9;

    /// <inheritdoc/>
    [Word("auto")]
    [Range(1, 1024)]
    public int? Threads { get; init; }

    /// <inheritdoc/>
    public IScenario WithThreads(int? threads) => this with { Threads = threads };

    /// <inheritdoc/>
    public string DefaultName => $"demo-{Seed}";
}
