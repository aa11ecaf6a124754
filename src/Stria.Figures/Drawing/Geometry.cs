namespace Stria.Figures.Drawing;

/// <summary>A place on the page [pt], from the upper left corner.</summary>
internal readonly record struct Point(double X, double Y);

/// <summary>Width and height [pt].</summary>
internal readonly record struct Size(double Width, double Height);

/// <summary>Room around a plot area for labels [pt].</summary>
internal readonly record struct Margins(double Left, double Top, double Right, double Bottom);

/// <summary>A rectangle on the page [pt].</summary>
internal readonly record struct Rect(double X, double Y, double Width, double Height)
{
    internal double Right => X + Width;

    internal double Bottom => Y + Height;

    internal double CentreX => X + (Width / 2);

    internal double CentreY => Y + (Height / 2);

    internal Size Size => new(Width, Height);

    internal bool Contains(Point p) => p.X >= X && p.X <= Right && p.Y >= Y && p.Y <= Bottom;
}
