using System.Globalization;

namespace Stria.Core;

/// <summary>The step from a file's regions to the stack that the chain works on.</summary>
public static class ScanStacks
{
    private static readonly Dictionary<string, double> LengthUnits = new(StringComparer.OrdinalIgnoreCase)
    {
        ["m"] = 1, ["meter"] = 1, ["metre"] = 1, ["mm"] = 1e-3, ["µm"] = 1e-6, ["μm"] = 1e-6, ["um"] = 1e-6, ["micron"] = 1e-6, ["microns"] = 1e-6,
        ["micrometer"] = 1e-6, ["nm"] = 1e-9,
    };

    /// <summary>The stack of one region. An image becomes a stack of one frame.</summary>
    /// <param name="scan">The file's content.</param>
    /// <param name="region">Which region, from 0.</param>
    /// <exception cref="DataException">There is no such region, or it is no stack or image.</exception>
    public static SpectralStack ToStack(this Scan scan, int region = 0)
    {
        if (region < 0 || region >= scan.Regions.Count)
        {
            throw new DataException($"region {region} was asked for, but the file has {scan.Regions.Count} (numbered from 0).", scan.Path);
        }

        ScanRegion r = scan.Regions[region];
        if (r.Kind is not (ScanKind.ImageStack or ScanKind.Image))
        {
            throw new DataException($"holds a scan of kind {r.Kind}; a composition map needs an image stack. Perhaps another file of the same session was meant.", scan.Path);
        }

        ScanAxis y = r.Axes[^2], x = r.Axes[^1];
        double[] energies = r.Kind == ScanKind.ImageStack ? r.Axes[0].Points : [r.PhotonEnergy_eV];
        double[]? dwells = r.Dwells is { Length: 1 } one && energies.Length > 1 ? [.. Enumerable.Repeat(one[0], energies.Length)] : r.Dwells;
        return new SpectralStack([.. energies], Grid(y, x), r.Frames, Provenance.Of(scan.Path))
        {
            Dwells = dwells,
            FrameNames = r.FrameNames ?? [.. Enumerable.Range(0, energies.Length).Select(i => i.ToString(CultureInfo.InvariantCulture))],
        };
    }

    /// <summary>The raster that two position axes describe, in metres; sizes are NaN when the unit is not a length.</summary>
    public static ImageGrid Grid(ScanAxis y, ScanAxis x)
    {
        (double pitchY, double firstY) = Pitch(y);
        (double pitchX, double firstX) = Pitch(x);
        return new ImageGrid(y.Points.Length, x.Points.Length) { PixelSizeY = pitchY, PixelSizeX = pitchX, FirstY = firstY, FirstX = firstX };
    }

    private static (double Pitch, double First) Pitch(ScanAxis axis)
    {
        if (!LengthUnits.TryGetValue(axis.Unit, out double factor) || axis.Points.Length == 0)
        {
            return (double.NaN, double.NaN);
        }

        double pitch = axis.Points.Length > 1 ? Math.Abs(axis.Points[^1] - axis.Points[0]) / (axis.Points.Length - 1) : double.NaN;
        return (pitch > 0 ? pitch * factor : double.NaN, axis.Points[0] * factor);
    }
}
