namespace Stria.Files;

/// <summary>The lines of a tube as the head of a diffractometer's file states them.</summary>
/// <param name="Anode">The element ("Cu"); empty when it is not stated.</param>
/// <param name="First_angstrom">Kα₁ [Å]; NaN or 0 when it is not stated.</param>
/// <param name="Second_angstrom">Kα₂ [Å]; NaN or 0 when it is not stated, or a monochromator takes it away.</param>
/// <param name="Ratio">Intensity of Kα₂ relative to Kα₁ [1]; NaN when it is not stated.</param>
internal readonly record struct TubeLines(string Anode, double First_angstrom, double Second_angstrom, double Ratio)
{
    /// <summary>The wavelength that was in use [Å], where the file states it beside the tube's lines; NaN or 0 otherwise.</summary>
    internal double Used_angstrom { get; init; }

    /// <summary>Gives a pattern its radiation, and says what was assumed.</summary>
    internal void Tell(PatternPoints points)
    {
        string anode = new([.. (Anode ?? "").Trim().TakeWhile(char.IsAsciiLetter)]);
        points.Tell("anode", anode);
        if (!IsWavelength(First_angstrom))
        {
            points.Radiation = IsWavelength(Used_angstrom) ? Radiation.Monochromatic(Used_angstrom) : Radiation.OfTube(anode);
            if (points.Radiation is { Lines.Count: > 1 })
            {
                points.Remarks.Add(Remark.Assumed($"The file names the anode {anode} and no wavelength: the tube's Kα lines were taken ({Radiation.Source})."));
            }

            return;
        }

        // Kβ, or a synchrotron's beam, beside the lines of a tube that were left in the head.
        const double Apart = 0.005;
        if (IsWavelength(Used_angstrom) && Math.Abs(Used_angstrom - First_angstrom) > Apart * First_angstrom)
        {
            points.Radiation = Radiation.Monochromatic(Used_angstrom);
            points.Remarks.Add(Remark.Note($"The wavelength in use was {Used_angstrom:g7} Å, not the Kα₁ of {First_angstrom:g7} Å that the file gives for its tube."));
            return;
        }

        points.Radiation = Lines(points, anode);
    }

    private Radiation Lines(PatternPoints points, string anode)
    {
        string symbol = anode.Length > 0 ? anode + " " : "";
        bool isSecond = IsWavelength(Second_angstrom) && Second_angstrom > First_angstrom && Second_angstrom < First_angstrom * 1.02;
        if (isSecond && double.IsNaN(Ratio))
        {
            points.Remarks.Add(Remark.Assumed("The file gives Kα₂ without its intensity: half of Kα₁ was taken."));
        }

        double ratio = double.IsNaN(Ratio) ? 0.5 : Ratio;
        return isSecond && ratio is > 0 and <= 1
            ? Radiation.Doublet(First_angstrom, Second_angstrom, ratio, $"{symbol}Kα")
            : Radiation.Monochromatic(First_angstrom) with { Name = anode.Length > 0 ? $"{symbol}Kα₁" : "" };
    }

    private static bool IsWavelength(double value) => value is >= 0.01 and <= 20;
}
