using Stria.Figures.Drawing;

namespace Stria.Figures.Layout;

/// <summary>A panel with its place on the page.</summary>
/// <param name="Drawing">How it is drawn.</param>
/// <param name="Heading">Lines above it, letter and title.</param>
/// <param name="Plot">Its plot area.</param>
/// <param name="HeadingBottom">Baseline of the last line of the heading [pt].</param>
internal sealed record PlacedPanel(IPanelDrawing Drawing, IReadOnlyList<string> Heading, Rect Plot, double HeadingBottom);
