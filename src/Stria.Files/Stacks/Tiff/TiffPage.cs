namespace Stria.Files;

/// <summary>One image of a TIFF file: how it lies there.</summary>
/// <param name="Width">Number of columns.</param>
/// <param name="Height">Number of rows.</param>
internal sealed record TiffPage(long Width, long Height)
{
    private const double MostCompression = 4096;

    /// <summary>Whether it is a smaller copy of another image.</summary>
    internal bool IsReduced { get; init; }

    /// <summary>Bits of one number.</summary>
    internal int Bits { get; init; }

    /// <summary>1 unsigned, 2 signed, 3 floating-point.</summary>
    internal int Format { get; init; }

    /// <summary>Numbers per pixel.</summary>
    internal int Samples { get; init; }

    /// <summary>1 none, 5 LZW, 8 and 32946 deflate, 32773 PackBits.</summary>
    internal int Compression { get; init; }

    /// <summary>1 none, 2 differences along rows, 3 the same for floating-point numbers.</summary>
    internal int Predictor { get; init; }

    /// <summary>Whether small numbers are meant to be bright.</summary>
    internal bool IsWhiteZero { get; init; }

    /// <summary>Whether the bits of a byte come in the other order.</summary>
    internal bool IsBitReversed { get; init; }

    /// <summary>Whether the image lies in tiles rather than in strips of rows.</summary>
    internal bool IsTiled { get; init; }

    /// <summary>Columns of a tile or strip.</summary>
    internal long SegmentWidth { get; init; }

    /// <summary>Rows of a tile or strip.</summary>
    internal long SegmentHeight { get; init; }

    /// <summary>Place of each tile or strip in the file.</summary>
    internal long[] Offsets { get; init; } = [];

    /// <summary>Size of each tile or strip in the file [byte].</summary>
    internal long[] ByteCounts { get; init; } = [];

    /// <summary>The text that a program attached.</summary>
    internal string Description { get; init; } = "";

    /// <summary>Columns per unit of length; NaN when not given.</summary>
    internal double PixelsPerUnit { get; init; } = double.NaN;

    /// <summary>2 inch, 3 centimetre; 1 none.</summary>
    internal int ResolutionUnit { get; init; }

    internal NumberLayout Layout(bool isBigEndian) =>
        new(Format switch { 2 => NumberKind.Signed, 3 => NumberKind.Real, _ => NumberKind.Unsigned }, Bits / 8, isBigEndian);

    /// <summary>Makes sure that the image can be read, before memory is asked for.</summary>
    /// <exception cref="DataException">It holds colours, an unknown compression or number, or more pixels than the file can.</exception>
    internal void Require(BinaryFile file, int page)
    {
        string? reason = this switch
        {
            _ when Samples != 1 => $"has {Samples} numbers per pixel (colours). Perhaps it is a picture of a map, not a measurement",
            _ when Bits % 8 != 0 || Format is < 1 or > 4 || !Layout(false).IsKnown => $"has numbers of {Bits} bits, format {Format}; whole numbers of 8 to 64 bits and floating-point numbers of 16 to 64 bits are read",
            _ when Compression is not (1 or 5 or 8 or 32946 or 32773) => $"is compressed by method {Compression}; none, LZW, deflate and PackBits are read. Perhaps save it again without compression",
            _ when Predictor is < 1 or > 3 || (Predictor == 3 && Format != 3) || (Predictor == 2 && Format == 3) => $"has the predictor {Predictor} for format {Format}, which does not exist",
            _ when IsBitReversed => "has the bits of its bytes in reverse order",
            _ => null,
        };
        if (reason is not null)
        {
            throw new DataException($"image {page} {reason}.", file.Path);
        }

        ImageBounds.Require(1, Height, Width, file.Path);
        double bytes = (double)Width * Height * (Bits / 8), segment = (double)SegmentWidth * SegmentHeight * (Bits / 8);
        long across = SegmentWidth > 0 ? (Width + SegmentWidth - 1) / SegmentWidth : 0, down = SegmentHeight > 0 ? (Height + SegmentHeight - 1) / SegmentHeight : 0;
        bool isPlausible = bytes <= MostCompression * file.Length && segment <= Math.Max(MostCompression * file.Length, 1 << 20) && segment < int.MaxValue;
        if (across < 1 || down < 1 || Offsets.Length < across * (double)down || ByteCounts.Length < across * (double)down || !isPlausible)
        {
            throw new DataException(
                $"image {page} is announced as {Height} × {Width} pixels in {Offsets.Length} parts of {SegmentHeight} × {SegmentWidth}, which the {file.Length} bytes of the file cannot hold. "
                + "Perhaps the file is damaged or cut.",
                file.Path);
        }
    }
}
