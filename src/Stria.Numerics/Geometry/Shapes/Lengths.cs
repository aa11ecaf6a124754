using Stria.Core;

namespace Stria.Numerics.Geometry.Shapes;

/// <summary>Checks the lengths that people give to shapes.</summary>
internal static class Lengths
{
    /// <summary>Refuses a length that is not positive and finite.</summary>
    public static void Refuse(string shape, params ReadOnlySpan<(string Name, double Value)> lengths)
    {
        foreach ((string name, double value) in lengths)
        {
            if (!(value > 0 && double.IsFinite(value)))
            {
                throw new ScenarioException($"The {name} of the {shape} is {value} m; it must be positive. Perhaps a unit is missing.");
            }
        }
    }

    /// <summary>A place as people read it, in µm or nm by the size of what it lies in.</summary>
    public static string Say(Point2 place, double extent) => extent < 1e-7
        ? FormattableString.Invariant($"({place.X * 1e9:G5}, {place.Y * 1e9:G5}) nm")
        : FormattableString.Invariant($"({place.X * 1e6:G5}, {place.Y * 1e6:G5}) µm");
}
