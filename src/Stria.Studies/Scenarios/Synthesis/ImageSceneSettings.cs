using Stria.Core;
using Stria.Files;
using Stria.Measurement.Synthesis;

namespace Stria.Studies;

/// <summary>Given images, each the thickness of one material, times spectra.</summary>
public sealed record ImageSceneSettings : ISceneSettings
{
    /// <summary>The materials.</summary>
    public required ValueList<ImageLayerSettings> Layers { get; init; }

    /// <summary>Distance between pixels [m]; null takes that of the first image, or 40 nm.</summary>
    [Unit("m")]
    [Range(1e-9, 1e-5)]
    public double? PixelSize { get; init; }

    /// <inheritdoc/>
    public ScoreLimits Limits => new(double.NaN, double.NaN, double.NaN, double.NaN);

    /// <inheritdoc/>
    public IScene Make(string root)
    {
        ImageLayer[] layers = [.. Layers.Select(l => l.Read(root))];
        ImageGrid first = layers[0].Thickness.Grid;
        for (int i = 1; i < layers.Length; i++)
        {
            ImageGrid other = layers[i].Thickness.Grid;
            if ((other.Height, other.Width) != (first.Height, first.Width))
            {
                throw new DataException($"the image has {other.Height} × {other.Width} pixels, the first one {first.Height} × {first.Width}. Images of one scene have one raster.", Layers[i].Image);
            }
        }

        double pitch = PixelSize ?? (first.HasPixelSize ? first.PixelSizeX : 40e-9);
        return new ImageScene(new SceneFrame(first.Height, first.Width, pitch), layers);
    }
}

/// <summary>One image and its spectrum.</summary>
public sealed record ImageLayerSettings
{
    /// <summary>The image: an HDF5 file such as maps.h5, or a table of numbers, row by row.</summary>
    [InputPath]
    public required string Image { get; init; }

    /// <summary>Path of the image in an HDF5 file.</summary>
    public string Dataset { get; init; } = "/thickness/nm";

    /// <summary>Thickness in nanometres that a value of one stands for.</summary>
    [Range(1e-9, 1e9)]
    public double Nanometres { get; init; } = 1;

    /// <summary>Composition x of the material.</summary>
    [Range(0, 10)]
    public required double X { get; init; }

    /// <summary>Its spectrum, an optical density of unknown thickness; null takes the model's.</summary>
    [InputPath]
    public string? Spectrum { get; init; }

    /// <summary>Reads image and spectrum.</summary>
    internal ImageLayer Read(string root)
    {
        string path = Path.Combine(root, Image);
        ScalarField image = Path.GetExtension(path) is ".h5" or ".hdf5" ? OfFile(path) : OfTable(path);
        ReferenceSpectrum? spectrum = Spectrum is { } file ? new ReferenceSpectrum(SpectrumFile.Read(Path.Combine(root, file)), X) { Source = file } : null;
        return new ImageLayer(new ScalarField(image.Grid, [.. image.Values.Select(v => (float)(v * Nanometres))], "t", "nm"), X, spectrum);
    }

    private ScalarField OfFile(string path)
    {
        using var file = new MapFile(path);
        return file.Map(Dataset);
    }

    private static ScalarField OfTable(string path)
    {
        (double[][] columns, int width) = ColumnFile.Read(path, 1, int.MaxValue);
        int height = columns[0].Length;
        return new ScalarField(new ImageGrid(height, width), [.. Enumerable.Range(0, height * width).Select(i => (float)columns[i % width][i / width])], "t", "1");
    }
}
