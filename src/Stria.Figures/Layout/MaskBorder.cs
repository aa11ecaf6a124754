using Stria.Core;

namespace Stria.Figures.Layout;

/// <summary>The lines between pixels inside and outside a mask.</summary>
internal static class MaskBorder
{
    /// <summary>Ends of straight pieces, two by two, in corners of pixels: (0, 0) is the upper left corner of the first pixel.</summary>
    internal static IEnumerable<(double Row, double Column)> Of(PixelMask mask)
    {
        var ends = new List<(double Row, double Column)>();
        for (int row = 0; row <= mask.Height; row++)
        {
            ReadOnlySpan<bool> above = row > 0 ? mask.Inside.AsSpan((row - 1) * mask.Width, mask.Width) : [], below = row < mask.Height ? mask.Inside.AsSpan(row * mask.Width, mask.Width) : [];
            Along(above, below, 1, mask.Width, (from, to) => ends.AddRange([(row, from), (row, to)]));
        }

        for (int column = 0; column <= mask.Width; column++)
        {
            ReadOnlySpan<bool> left = column > 0 ? mask.Inside.AsSpan(column - 1) : [], right = column < mask.Width ? mask.Inside.AsSpan(column) : [];
            Along(left, right, mask.Width, mask.Height, (from, to) => ends.AddRange([(from, column), (to, column)]));
        }

        return ends;
    }

    // Runs along which one side is inside and the other is not; a side without pixels lies beyond the image.
    private static void Along(ReadOnlySpan<bool> before, ReadOnlySpan<bool> after, int step, int length, Action<int, int> tell)
    {
        int from = -1;
        for (int i = 0; i <= length; i++)
        {
            bool border = i < length && (!before.IsEmpty && before[i * step]) != (!after.IsEmpty && after[i * step]);
            if (border && from < 0)
            {
                from = i;
            }
            else if (!border && from >= 0)
            {
                tell(from, i);
                from = -1;
            }
        }
    }
}
