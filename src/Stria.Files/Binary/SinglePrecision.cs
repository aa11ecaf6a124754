using System.Globalization;

namespace Stria.Files;

/// <summary>Settings that instruments keep in single precision.</summary>
internal static class SinglePrecision
{
    /// <summary>The number as people typed it: 0.79 and not 0.790000021.</summary>
    internal static double AsTyped(float value) =>
        double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
