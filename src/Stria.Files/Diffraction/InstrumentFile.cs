using System.Globalization;
using System.Text;

namespace Stria.Files;

/// <summary>Instrument parameters of GSAS-II (.instprm) and GSAS (.prm), read and written.</summary>
public static class InstrumentFile
{
    /// <summary>Reads either.</summary>
    /// <exception cref="DataException">The file is missing, of neutrons or of time of flight, or a value is missing or no number.</exception>
    public static InstrumentProfile Read(string path)
    {
        LabText text = LabText.Read(path);
        return text.Text.Contains("INS ", StringComparison.Ordinal) && text.Text.Contains("ICONS", StringComparison.Ordinal) ? ReadGsas(text) : ReadGsas2(text);
    }

    /// <summary>Writes .instprm as GSAS-II writes it; the file appears under its name when it is complete.</summary>
    /// <exception cref="DataException">It cannot be written.</exception>
    public static void Write(string path, InstrumentProfile profile) => WholeFile.Write(path, Text(profile));

    /// <summary>Writes .prm of GSAS with its profile function 3, which has no constant Lorentzian width Z: whether the instrument could be written so.</summary>
    /// <exception cref="DataException">It cannot be written.</exception>
    public static bool WritePrm(string path, InstrumentProfile p)
    {
        if (p.Z != 0)
        {
            return false;
        }

        RadiationLine first = p.Radiation.Lines[0], second = p.Radiation.Lines.Count > 1 ? p.Radiation.Lines[1] : default;
        var text = new StringBuilder();
        void Add(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture).PadRight(80)).Append("\r\n");
        Add($"            123456789012345678901234567890123456789012345678901234567890");
        Add($"INS   BANK      1");
        Add($"INS   HTYPE   PXCR");
        Add($"INS  1 IRAD     0");
        Add($"INS  1 ICONS{first.Wavelength_angstrom,10:0.000000}{second.Wavelength_angstrom,10:0.000000}{100 * p.Zero_deg,10:0.00000}{0,10}{p.Polarisation,10:0.00000}{0,5}{second.Weight,10:0.00000}");
        Add($"INS  1PRCF1     3    8      0.01");
        Add($"INS  1PRCF11{p.U,15:0.000000E+00}{p.V,15:0.000000E+00}{p.W,15:0.000000E+00}{0,15:0.000000E+00}");
        Add($"INS  1PRCF12{p.X,15:0.000000E+00}{p.Y,15:0.000000E+00}{p.AxialDivergence / 2,15:0.000000E+00}{p.AxialDivergence / 2,15:0.000000E+00}");
        WholeFile.Write(path, text.ToString());
        return true;
    }

    private static string Text(InstrumentProfile p)
    {
        var text = new StringBuilder("#GSAS-II instrument parameter file; do not add/delete items!\n");
        void Add(string name, double value) => text.Append(name).Append(':').Append(value.ToString("R", CultureInfo.InvariantCulture) is var s && s.AsSpan().ContainsAny('.', 'E') ? s : s + ".0").Append('\n');
        text.Append("Type:PXC\n");
        Add("Bank", 1);
        if (p.Radiation.Lines.Count > 1)
        {
            Add("Lam1", p.Radiation.Lines[0].Wavelength_angstrom);
            Add("Lam2", p.Radiation.Lines[1].Wavelength_angstrom);
            Add("I(L2)/I(L1)", p.Radiation.Lines[1].Weight);
        }
        else
        {
            Add("Lam", p.Radiation.Wavelength_angstrom);
        }

        foreach ((string name, double value) in new[]
        {
            ("Zero", p.Zero_deg), ("Polariz.", p.Polarisation), ("U", p.U), ("V", p.V), ("W", p.W), ("X", p.X), ("Y", p.Y), ("Z", p.Z),
            ("SH/L", p.AxialDivergence), ("Azimuth", p.Azimuth_deg),
        })
        {
            Add(name, value);
        }

        return text.ToString();
    }

    private static InstrumentProfile ReadGsas2(LabText text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int line = 0; line < text.Count; line++)
        {
            string row = text[line].ToString().Trim();
            foreach (string item in row.StartsWith('#') ? [] : row.Split(';', StringSplitOptions.RemoveEmptyEntries))
            {
                int colon = item.IndexOf(':', StringComparison.Ordinal);
                if (colon > 0)
                {
                    values.TryAdd(item[..colon].Trim(), item[(colon + 1)..].Trim().Trim('\'', '"'));
                }
            }
        }

        string type = values.GetValueOrDefault("Type", "");
        if (!type.StartsWith("PX", StringComparison.Ordinal))
        {
            throw new DataException(type.Length == 0 ? "has no line Type:. Perhaps it is no .instprm file of GSAS-II." : $"is of the type {type}; PXC is read (X-rays of constant wavelength).", text.Path);
        }

        double Number(string name, double otherwise) => !values.TryGetValue(name, out string? written) ? otherwise
            : double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
            : throw new DataException($"{name}: '{written}' is no number.", text.Path);
        double first = Number("Lam1", Number("Lam", double.NaN)), second = Number("Lam2", double.NaN);
        return new InstrumentProfile
        {
            Radiation = double.IsNaN(first) ? throw new DataException("has neither Lam nor Lam1: the wavelength is missing.", text.Path)
                : double.IsNaN(second) ? Radiation.Monochromatic(first) : Radiation.Doublet(first, second, Number("I(L2)/I(L1)", 0.5)),
            Zero_deg = Number("Zero", 0),
            Polarisation = Number("Polariz.", 0.99),
            U = Number("U", 2),
            V = Number("V", -2),
            W = Number("W", 5),
            X = Number("X", 0),
            Y = Number("Y", 0),
            Z = Number("Z", 0),
            AxialDivergence = Number("SH/L", 0.002),
            Azimuth_deg = Number("Azimuth", 0),
        };
    }

    // INS  1 ICONS: λ1, λ2, zero, –, polarisation, –, ratio. PRCF1: type and number of coefficients; PRCF11…: four coefficients a line.
    private static InstrumentProfile ReadGsas(LabText text)
    {
        double[] constants = Numbers(text, "INS  1 ICONS"), head = Numbers(text, "INS  1PRCF1 "), p = [.. Numbers(text, "INS  1PRCF11"), .. Numbers(text, "INS  1PRCF12")];
        if (constants.Length < 1 || !(constants[0] > 0))
        {
            throw new DataException("has no wavelength in INS  1 ICONS. Perhaps it is for time of flight.", text.Path);
        }

        double ratio = constants.Length > 6 ? constants[6] : 0.5;
        double At(int index) => index < p.Length ? p[index] : 0;

        // Profile functions 3 and 4 have a fourth Gaussian coefficient before the Lorentzian ones; 2 has not.
        bool hasFourth = head.Length > 0 && head[0] >= 3;
        int x = hasFourth ? 4 : 3;
        return new InstrumentProfile
        {
            Radiation = constants.Length > 1 && constants[1] > 0 ? Radiation.Doublet(constants[0], constants[1], ratio) : Radiation.Monochromatic(constants[0]),
            Zero_deg = constants.Length > 2 ? constants[2] / 100 : 0,
            Polarisation = constants.Length > 4 && constants[4] > 0 ? constants[4] : 0.5,
            U = At(0),
            V = At(1),
            W = At(2),
            X = At(x),
            Y = At(x + 1),
            AxialDivergence = hasFourth ? Math.Max(At(6) + At(7), 0.002) : 0.002,
        };
    }

    private static double[] Numbers(LabText text, string key)
    {
        for (int line = 0; line < text.Count; line++)
        {
            if (text[line].StartsWith(key))
            {
                string[] cells = text[line][key.Length..].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
                return [.. cells.Select(c => double.TryParse(c, NumberStyles.Float, CultureInfo.InvariantCulture, out double v) ? v : throw new DataException($"line {line + 1}: '{c}' is no number.", text.Path))];
            }
        }

        return [];
    }
}
