namespace Stria.Figures.Drawing;

/// <summary>A place on the page [pt], from the upper left corner.</summary>
internal readonly record struct Point(double X, double Y);

/// <summary>Width and height [pt].</summary>
internal readonly record struct Size(double Width, double Height);

/// <summary>Room around a plot area for labels [pt].</summary>
internal readonly record struct Margins(double Left, double Top, double Right, double Bottom)
{
    /// <summary>The larger of two margins on every side.</summary>
    internal static Margins Max(Margins a, Margins b) =>
        new(Math.Max(a.Left, b.Left), Math.Max(a.Top, b.Top), Math.Max(a.Right, b.Right), Math.Max(a.Bottom, b.Bottom));
}

/// <summary>A rectangle on the page [pt].</summary>
internal readonly record struct Rect(double X, double Y, double Width, double Height)
{
    internal double Right => X + Width;

    internal double Bottom => Y + Height;

    internal double CentreX => X + (Width / 2);

    internal double CentreY => Y + (Height / 2);

    internal Size Size => new(Width, Height);

    internal bool Contains(Point p) => p.X >= X && p.X <= Right && p.Y >= Y && p.Y <= Bottom;

    internal bool Overlaps(Rect other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;
}
