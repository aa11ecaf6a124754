namespace Stria.Files;

/// <summary>Writes a stack as Data Exchange HDF5 in MANTiS's layout: data in the order x, y, energy.</summary>
public static class DataExchangeWriter
{
    /// <summary>Writes the file; it appears under its name when it is complete.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="stack">The stack; positions are written in µm, counted from 0 when its grid has none.</param>
    /// <param name="incident">White spectrum I₀, or null.</param>
    /// <param name="comment">A remark for people.</param>
    /// <exception cref="DataException">It cannot be written there.</exception>
    public static void Write(string path, SpectralStack stack, Spectrum? incident = null, string comment = "")
    {
        using var writer = new Hdf5Writer(path);
        writer.Write("/implements", "information:exchange:spectromicroscopy");
        writer.Write("/version", "1.0");
        writer.Group("/information");
        writer.Write("/information/comment", comment.Length > 0 ? comment : "written by Stria");
        WriteExchange(writer, stack);
        writer.Group("/spectromicroscopy");
        if (stack.Dwells is { } dwells)
        {
            writer.Write("/spectromicroscopy/data_dwell", Array.ConvertAll(dwells, dwell => dwell * 1e3), [dwells.Length]);
            writer.Attribute("/spectromicroscopy/data_dwell", "units", "ms");
        }

        if (incident is not null)
        {
            const string Folder = "/spectromicroscopy/normalization";
            writer.Group(Folder);
            writer.Write(Folder + "/white_spectrum", incident.Values, [incident.Values.Length]);
            writer.Write(Folder + "/white_spectrum_energy", incident.PhotonEnergies_eV, [incident.Values.Length]);
            writer.Attribute(Folder + "/white_spectrum_energy", "units", "eV");
        }

        writer.Complete();
    }

    private static void WriteExchange(Hdf5Writer writer, SpectralStack stack)
    {
        ImageGrid grid = stack.Grid;
        writer.Group("/exchange");
        float[] values = AxisArrangement.Transposed(stack.Counts, [stack.FrameCount, grid.Height, grid.Width], [2, 1, 0]);
        writer.Write("/exchange/data", values, [grid.Width, grid.Height, stack.FrameCount]);
        writer.Attribute("/exchange/data", "axes", "x:y");
        writer.Attribute("/exchange/data", "signal", [1]);
        writer.Write("/exchange/energy", stack.PhotonEnergies_eV, [stack.FrameCount]);
        writer.Attribute("/exchange/energy", "units", "ev");
        foreach ((string name, StagePositions positions) in new[]
        {
            ("x", StagePositions.Of(grid.FirstX, grid.PixelSizeX, grid.Width)), ("y", StagePositions.Of(grid.FirstY, grid.PixelSizeY, grid.Height)),
        })
        {
            writer.Write("/exchange/" + name, positions.Values, [positions.Values.Length]);
            writer.Attribute("/exchange/" + name, "units", positions.Unit);
        }
    }
}
