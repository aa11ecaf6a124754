namespace Stria.Figures;

/// <summary>Colours for things without an order: the eight of Okabe and Ito (2008), told apart with every kind of colour vision.</summary>
public static class Palette
{
    private static readonly Rgb[] OkabeIto =
    [
        Rgb.Parse("#0072b2"), Rgb.Parse("#d55e00"), Rgb.Parse("#009e73"), Rgb.Parse("#e69f00"),
        Rgb.Parse("#cc79a7"), Rgb.Parse("#56b4e9"), Rgb.Parse("#000000"), Rgb.Parse("#f0e442"),
    ];

    /// <summary>Where a map has no value.</summary>
    public static Rgb NoValue { get; } = Rgb.Parse("#e4e4e4");

    /// <summary>The colour of the n-th thing, from 0. Beyond eight, the same hues come again, paler; more than 32 things repeat colours.</summary>
    public static Rgb Categorical(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        Rgb colour = OkabeIto[index % OkabeIto.Length];
        int round = index / OkabeIto.Length;
        if (round == 0)
        {
            return colour;
        }

        return OkLab.Between(OkLab.From(colour), new OkLab(1, 0, 0), Math.Min(0.25 * round, 0.75)).ToRgb();
    }
}
