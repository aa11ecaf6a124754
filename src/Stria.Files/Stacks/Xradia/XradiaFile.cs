using System.Globalization;
using System.Runtime.InteropServices;

namespace Stria.Files;

/// <summary>One file of an Xradia microscope (.xrm, .txrm): settings and images in an OLE compound file.</summary>
internal sealed class XradiaFile : IDisposable
{
    private const int ImagesPerStorage = 100;
    private readonly CompoundFile file;

    private XradiaFile(CompoundFile file)
    {
        this.file = file;
        (Width, Height) = (Whole("ImageInfo/ImageWidth"), Whole("ImageInfo/ImageHeight"));
        Type = Whole("ImageInfo/DataType");
        Announced = Math.Max(1, Whole("ImageInfo/NoOfImages"));
        (MosaicRows, MosaicColumns) = (Whole("ImageInfo/MosiacRows"), Whole("ImageInfo/MosiacColumns"));
    }

    internal string Path => file.Path;

    internal int Width { get; }

    internal int Height { get; }

    /// <summary>Number of exposures that the file announces; a mosaic has one image of many.</summary>
    internal int Announced { get; }

    internal int MosaicRows { get; }

    internal int MosaicColumns { get; }

    /// <summary>5: 16-bit counts; 10: single precision.</summary>
    internal int Type { get; }

    /// <summary>Number of image streams that are there.</summary>
    internal int ImageCount => Math.Max(1, Enumerable.Range(0, Announced).TakeWhile(i => file.Length(Stream(i)) >= 0).Count());

    /// <summary>Photon energy of each image [eV]; 0 where the instrument wrote none.</summary>
    internal double[] Energies_eV => Singles("ImageInfo/Energy");

    /// <summary>Exposure of each image [s].</summary>
    internal double[] Exposures => Singles("ImageInfo/ExpTimes");

    /// <summary>Angle of the sample at each image [deg].</summary>
    internal double[] Angles_deg => Singles("ImageInfo/Angles");

    /// <summary>Distance between pixels [µm]; NaN when not given.</summary>
    internal double PixelSize_um => Singles("ImageInfo/PixelSize") is [var size, ..] && size is > 0 and < 1e4 ? size : double.NaN;

    /// <summary>Exposure of the reference image [s]; NaN when not given.</summary>
    internal double ReferenceExposure => Singles("ReferenceData/ExpTime") is [var time, ..] && time > 0 ? time : double.NaN;

    internal bool HasReference => file.Length("ReferenceData/Image") > 0;

    internal static XradiaFile Open(string path)
    {
        var file = CompoundFile.Open(path);
        try
        {
            var opened = new XradiaFile(file);
            if (opened.Width < 1 || opened.Height < 1)
            {
                throw new DataException(
                    $"holds no image size (ImageInfo/ImageWidth, ImageInfo/ImageHeight). Its {file.Names.Count} streams may be settings alone; perhaps it is a recipe, or the exposure was stopped.", path);
            }

            ImageBounds.Require(opened.ImageCount, opened.Height, opened.Width, path);
            return opened;
        }
        catch (DataException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads an image.</summary>
    /// <param name="image">Which, from 0.</param>
    /// <returns>Its values, NaN beyond the end of a cut file, and how many are there.</returns>
    /// <exception cref="DataException">There is no such image, or its numbers are of an unknown kind.</exception>
    internal (float[] Values, int Present) Image(int image) => Values(Stream(image), Type);

    /// <summary>Reads the reference image that the file itself holds.</summary>
    internal (float[] Values, int Present) Reference() => Values("ReferenceData/Image", Whole("ReferenceData/DataType") is > 0 and var type ? type : Type);

    /// <summary>Settings worth showing.</summary>
    internal Dictionary<string, string> Metadata()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        Dictionary<string, string> metadata = [];
        string date = PlainText.Decode(file.Read("ImageInfo/Date", 17)).Split('\0')[0].Trim();
        if (date.Length > 0)
        {
            metadata["date"] = date;
        }

        if (Exposures is [var exposure, ..])
        {
            metadata["exposure"] = string.Create(culture, $"{exposure:G5} s");
        }

        if (Whole("ImageInfo/HorizontalBin") is > 0 and var binning)
        {
            metadata["binning"] = binning.ToString(culture);
        }

        if (Angles_deg is [var angle, ..])
        {
            metadata["angle"] = string.Create(culture, $"{angle:0.###} deg");
        }

        if (MosaicRows * MosaicColumns > 1)
        {
            metadata["mosaic"] = string.Create(culture, $"{MosaicRows} × {MosaicColumns} fields");
        }

        return metadata;
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static string Stream(int image) => string.Create(CultureInfo.InvariantCulture, $"ImageData{(image / ImagesPerStorage) + 1}/Image{image + 1}");

    /// <summary>Makes sure that all images are as long as their size says, before memory is asked for.</summary>
    /// <exception cref="DataException">One is missing or of another length.</exception>
    internal void RequireImages()
    {
        for (int image = 0; image < ImageCount; image++)
        {
            Layout(Stream(image), Type);
        }
    }

    private (float[] Values, int Present) Values(string stream, int type)
    {
        NumberLayout layout = Layout(stream, type);

        // The bytes first: how many there are bounds the memory that a damaged header can ask for.
        byte[] bytes = file.Read(stream, file.Length(stream));
        int present = bytes.Length / layout.ByteCount;
        if (present == 0)
        {
            throw new DataException($"none of the {file.Length(stream)} bytes of '{stream}' are there. Perhaps copying was interrupted.", Path);
        }

        var values = new float[(long)Width * Height];
        layout.Decode(bytes, values.AsSpan(0, present));
        values.AsSpan(present).Fill(float.NaN);
        return (values, present);
    }

    private NumberLayout Layout(string stream, int type)
    {
        NumberLayout layout = type switch
        {
            5 => new NumberLayout(NumberKind.Unsigned, 2, false),
            10 => new NumberLayout(NumberKind.Real, 4, false),
            3 => new NumberLayout(NumberKind.Unsigned, 1, false),
            _ => throw new DataException($"'{stream}' holds numbers of type {type}; 5 (16-bit counts) and 10 (single precision) are read.", Path),
        };
        long announced = file.Length(stream), pixels = (long)Width * Height;
        if (announced < 0)
        {
            throw new DataException($"holds no image: there is no stream '{stream}'. Perhaps the exposure was stopped before its end.", Path);
        }

        const int MostMissing = 4096;
        if (announced != pixels * layout.ByteCount || announced > MostMissing * file.Size)
        {
            throw new DataException($"'{stream}' has {announced} bytes where {Height} × {Width} pixels need {pixels * layout.ByteCount}. Perhaps the file is damaged.", Path);
        }

        return layout;
    }

    private int Whole(string stream) => file.Read(stream, 4) is { Length: 4 } bytes ? BitConverter.ToInt32(bytes) : 0;

    private double[] Singles(string stream) =>
        [.. MemoryMarshal.Cast<byte, float>(file.Read(stream, 4L * Announced)).ToArray().Select(SinglePrecision.AsTyped).Select(value => double.IsFinite(value) ? value : 0)];
}
