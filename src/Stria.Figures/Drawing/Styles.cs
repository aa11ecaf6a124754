namespace Stria.Figures.Drawing;

/// <summary>A colour with its opacity.</summary>
internal readonly record struct Paint(Rgb Colour, double Opacity = 1);

/// <summary>A pen: colour, width [pt], dashes [pt] in turn.</summary>
internal readonly record struct Stroke(Paint Paint, double Width)
{
    internal double[] Dashes { get; init; } = [];

    /// <summary>Lines reach half a width beyond their ends, so that corners of outlines close.</summary>
    internal bool SquareEnds { get; init; }

    internal static Stroke Of(Rgb colour, double width) => new(new Paint(colour), width);
}

/// <summary>Where the given point lies along a text.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>Where the given point lies across a text.</summary>
internal enum Level
{
    /// <summary>On the line that letters stand on.</summary>
    Baseline,

    /// <summary>Half the height of a capital.</summary>
    Middle,

    /// <summary>On top of the capitals.</summary>
    Top,
}

/// <summary>How a text is written.</summary>
internal readonly record struct TextStyle(double Size)
{
    /// <summary>Height of capitals and digits as a fraction of the size (DejaVu Sans: 0.729).</summary>
    internal const double CapitalHeight = 0.729;

    internal Rgb Colour { get; init; } = Theme.Ink;

    internal bool Bold { get; init; }

    internal Anchor Anchor { get; init; }

    internal Level Level { get; init; }

    /// <summary>Turned a quarter to the left, to be read from below.</summary>
    internal bool Upwards { get; init; }

    /// <summary>How far below the given point the baseline lies [pt].</summary>
    internal double BaselineShift => Level switch
    {
        Level.Middle => Size * CapitalHeight / 2,
        Level.Top => Size * CapitalHeight,
        _ => 0,
    };
}

/// <summary>Sizes and colours that every figure shares.</summary>
internal static class Theme
{
    internal const string FontFamily = "DejaVu Sans";
    internal const double TickText = 7.5;
    internal const double LabelText = 8;
    internal const double TitleText = 8.5;
    internal const double FigureTitleText = 10;
    internal const double AxisWidth = 0.6;
    internal const double TickLength = 3;
    internal const double LineHeight = 1.3;

    internal static Rgb Ink { get; } = Rgb.Parse("#1a1a1a");

    internal static Rgb Faint { get; } = Rgb.Parse("#8a8a8a");
}
