namespace Stria.Files;

/// <summary>Stage positions along one axis of a grid, as files list them.</summary>
/// <param name="Values">The positions.</param>
/// <param name="Unit">"µm", or "px" when the grid has no pixel size.</param>
internal sealed record StagePositions(double[] Values, string Unit)
{
    /// <summary>Positions from the first [m] and the pitch [m]; counted in pixels when the pitch is unknown, from 0 when the first is.</summary>
    internal static StagePositions Of(double first, double pitch, int count)
    {
        bool hasPitch = double.IsFinite(pitch);
        double start = hasPitch && double.IsFinite(first) ? first * 1e6 : 0, step = hasPitch ? pitch * 1e6 : 1;
        return new StagePositions([.. Enumerable.Range(0, count).Select(i => start + (i * step))], hasPitch ? "µm" : "px");
    }
}
