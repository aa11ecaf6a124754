using System.Globalization;
using System.Text;

namespace Stria.Files;

/// <summary>Writes patterns that other programs open: .xye, and GSAS .fxye.</summary>
public static class PatternFile
{
    /// <summary>Three columns: position in the unit of the axis, counts, standard deviation; points that were not measured are left out.</summary>
    /// <exception cref="DataException">It cannot be written.</exception>
    public static void WriteXye(string path, Diffractogram pattern)
    {
        var text = new StringBuilder();
        if (pattern.Axis != DiffractionAxis.TwoTheta)
        {
            text.Append(CultureInfo.InvariantCulture, $"# {Heading(pattern.Axis)}\n");
        }

        if (pattern.Radiation is { } radiation)
        {
            text.Append(CultureInfo.InvariantCulture, $"# wavelength = {radiation.Wavelength_angstrom:R}\n");
        }

        AddRows(text, pattern, 1);
        WholeFile.Write(path, text.ToString());
    }

    /// <summary>GSAS .fxye: one bank of angle [10⁻² °], counts, standard deviation.</summary>
    /// <exception cref="ScenarioException">The pattern is not against angle.</exception>
    /// <exception cref="DataException">It cannot be written.</exception>
    public static void WriteFxye(string path, Diffractogram pattern)
    {
        if (pattern.Axis != DiffractionAxis.TwoTheta)
        {
            throw new ScenarioException("GSAS .fxye holds patterns against 2θ; turn the pattern to that axis first.");
        }

        int measured = pattern.Sigmas.Count(double.IsFinite);
        double step = pattern.Count > 1 ? (pattern.Positions[1] - pattern.Positions[0]) * 100 : 1;
        var text = new StringBuilder($"{pattern.Name,-80}\n");
        text.Append(CultureInfo.InvariantCulture, $"BANK 1 {measured} {measured} CONST {pattern.Positions[0] * 100:0.####} {step:0.####} 0 0 FXYE\n");
        AddRows(text, pattern, 100);
        WholeFile.Write(path, text.ToString());
    }

    private static void AddRows(StringBuilder text, Diffractogram pattern, double scale)
    {
        for (int i = 0; i < pattern.Count; i++)
        {
            if (double.IsFinite(pattern.Sigmas[i]))
            {
                text.Append(CultureInfo.InvariantCulture, $"{pattern.Positions[i] * scale,14:0.000000} {pattern.Counts[i],16:G9} {pattern.Sigmas[i],14:G7}\n");
            }
        }
    }

    private static string Heading(DiffractionAxis axis) => axis switch { DiffractionAxis.MomentumTransfer => "q (1/A)", DiffractionAxis.Spacing => "d-spacing (A)", _ => "energy (eV)" };
}
