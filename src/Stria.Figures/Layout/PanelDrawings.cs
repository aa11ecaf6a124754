namespace Stria.Figures.Layout;

/// <summary>The catalogue: which drawing belongs to which panel.</summary>
internal static class PanelDrawings
{
    internal static IPanelDrawing For(Panel panel) => panel switch
    {
        MapPanel p => new MapDrawing(p),
        MeshPanel p => new MeshDrawing(p),
        LabelPanel p => new LabelDrawing(p),
        CompositePanel p => new CompositeDrawing(p),
        LinePanel p => new LineDrawing(p),
        ScatterPanel p => new ScatterDrawing(p),
        HistogramPanel p => new HistogramDrawing(p),
        BarPanel p => new BarDrawing(p),
        HeatPanel p => new HeatDrawing(p),
        _ => throw new ArgumentException($"No drawing is known for {panel.GetType().Name}.", nameof(panel)),
    };
}
