namespace Stria.Core;

/// <summary>Units in code: <c>200.0.Nanometres</c> is 2e-7. The numbers that come out are SI.</summary>
public static class Numbers
{
    extension(double value)
    {
        /// <summary>The number in nanometres, in metres [m].</summary>
        public double Nanometres => DecimalScale.Shift(value, -9);

        /// <summary>The number in micrometres, in metres [m].</summary>
        public double Micrometres => DecimalScale.Shift(value, -6);

        /// <summary>The number in gigapascals, in pascals [Pa].</summary>
        public double Gigapascals => DecimalScale.Shift(value, 9);

        /// <summary>The number in milliseconds, in seconds [s].</summary>
        public double Milliseconds => DecimalScale.Shift(value, -3);

        /// <summary>The number in electronvolts, in joules [J].</summary>
        public double Electronvolts => DecimalScale.Shift(value * 1.602176634, -19);

        /// <summary>The number in grams per cubic centimetre, in kilograms per cubic metre [kg/m³].</summary>
        public double GramsPerCubicCentimetre => DecimalScale.Shift(value, 3);
    }
}
