namespace Stria.Figures;

/// <summary>Name and colour of a phase, cluster or class.</summary>
/// <param name="Name">What the legend says.</param>
/// <param name="Colour">Its colour; null = the next of the palette.</param>
public sealed record ClassStyle(string Name, Rgb? Colour = null)
{
    /// <summary>The colour of the n-th class.</summary>
    internal Rgb ColourAt(int index) => Colour ?? Palette.Categorical(index);
}
