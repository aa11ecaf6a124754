using Stria.Core;

namespace Stria.Figures.Layout;

/// <summary>The lines between pixels inside and outside a mask.</summary>
internal static class MaskBorder
{
    /// <summary>Ends of straight pieces, two by two, in corners of pixels: (0, 0) is the upper left corner of the first pixel.</summary>
    internal static IEnumerable<(double Row, double Column)> Of(PixelMask mask)
    {
        for (int row = 0; row <= mask.Height; row++)
        {
            foreach ((int from, int to) in Runs(mask.Width, column => Inside(mask, row - 1, column) != Inside(mask, row, column)))
            {
                yield return (row, from);
                yield return (row, to);
            }
        }

        for (int column = 0; column <= mask.Width; column++)
        {
            foreach ((int from, int to) in Runs(mask.Height, row => Inside(mask, row, column - 1) != Inside(mask, row, column)))
            {
                yield return (from, column);
                yield return (to, column);
            }
        }
    }

    private static bool Inside(PixelMask mask, int row, int column) =>
        row >= 0 && row < mask.Height && column >= 0 && column < mask.Width && mask[row, column];

    private static IEnumerable<(int From, int To)> Runs(int length, Func<int, bool> isBorder)
    {
        int from = -1;
        for (int i = 0; i <= length; i++)
        {
            bool border = i < length && isBorder(i);
            if (border && from < 0)
            {
                from = i;
            }
            else if (!border && from >= 0)
            {
                yield return (from, i);
                from = -1;
            }
        }
    }
}
