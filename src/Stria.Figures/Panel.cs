namespace Stria.Figures;

/// <summary>One field of a figure.</summary>
public abstract record Panel
{
    private protected Panel()
    {
    }

    /// <summary>Short heading above the panel, or null.</summary>
    public string? Title { get; init; }
}
