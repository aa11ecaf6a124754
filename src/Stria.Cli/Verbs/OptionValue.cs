using System.Globalization;
using Stria.Core;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>Reads the values of options. Each complaint names the option, the value and what was expected.</summary>
internal static class OptionValue
{
    private static readonly Unit ElectronVolt = Unit.Parse("eV");

    /// <summary>A length, in metres.</summary>
    public static double Length(string option, string text) => Checked(option, text, "a length with its unit, such as '30 nm'", () => Quantity.Parse(text).In("m"));

    /// <summary>A number with a unit, in the unit given.</summary>
    public static double Measure(string option, string text, string unit, string expected) => Checked(option, text, expected, () => Quantity.Parse(text).In(unit));

    /// <summary>A whole number.</summary>
    public static int Whole(string option, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : throw Wrong(option, text, "a whole number");

    /// <summary>A whole number, or null for "auto".</summary>
    public static int? WholeOrAuto(string option, string? text) => text is null or "auto" ? null : Whole(option, text);

    /// <summary>A number; pixels may be written behind it.</summary>
    public static double Pixels(string option, string text) => Checked(option, text, "a number of pixels", () =>
    {
        var quantity = Quantity.Parse(text);
        return quantity.Unit.Symbol == "1" ? quantity.Value : quantity.In("px");
    });

    /// <summary>A size of memory [MB]: "100MB", "2 GB"; without a unit MB are meant.</summary>
    public static double Megabytes(string option, string text)
    {
        string digits = text.TrimEnd(' ', 'B', 'b', 'i', 'K', 'k', 'M', 'm', 'G', 'g', 'T', 't'), unit = text[digits.Length..].Trim().ToUpperInvariant().Replace("I", "", StringComparison.Ordinal);
        double factor = unit switch { "" or "MB" or "M" => 1, "KB" or "K" => 1e-3, "GB" or "G" => 1e3, "TB" or "T" => 1e6, _ => double.NaN };
        return double.TryParse(digits, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double value) && value * factor > 0
            ? value * factor
            : throw new UsageException($"{option} '{text}' is no size of memory, such as '100MB' or '2 GB'.");
    }

    /// <summary>A pure number.</summary>
    public static double Number(string option, string text) => Checked(option, text, "a number", () => Quantity.Parse(text).In(Unit.One));

    /// <summary>An angle [rad]; without a unit degrees are meant.</summary>
    public static double Angle(string option, string text) => Checked(option, text, "an angle, such as '8 deg'", () =>
    {
        var quantity = Quantity.Parse(text);
        return quantity.Unit.Symbol == "1" ? quantity.Value * Math.PI / 180 : quantity.In("rad");
    });

    /// <summary>A photon energy [eV]; without a unit eV is meant.</summary>
    public static double Energy(string option, string text) => Checked(option, text, "an energy, such as '-0.4 eV'", () => EnergyOf(text));

    /// <summary>A window of photon energies: "508:528".</summary>
    public static EnergyWindow Energies(string option, string text)
    {
        string[] ends = text.Split(':');
        return ends.Length == 2
            ? Checked(option, text, "a window of energies in eV, such as 508:528", () => new EnergyWindow { Low_eV = EnergyOf(ends[0]), High_eV = EnergyOf(ends[1]) })
            : throw Wrong(option, text, "a window of energies in eV, such as 508:528");
    }

    /// <summary>A number, or null for one word and zero for another.</summary>
    public static double? NumberOr(string text, string wordForNull, Func<double> number) => text == wordForNull ? null : text == "none" ? 0 : number();

    /// <summary>One of the names of an enumeration, as scenarios write them (plane_stress); a hyphen does as well.</summary>
    public static T Name<T>(string option, string text)
        where T : struct, Enum
    {
        string plain = text.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        return Enum.GetNames<T>().FirstOrDefault(n => n.Equals(plain, StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse<T>(name)
            : throw Wrong(option, text, $"one of {string.Join(", ", Enum.GetNames<T>().Select(SnakeCase.Of))}");
    }

    /// <summary>A polygon: "r0,c0 r1,c1 r2,c2".</summary>
    public static ValueList<PixelPosition> Polygon(string option, string text)
    {
        string[] corners = text.Split([' ', ';'], StringSplitOptions.RemoveEmptyEntries);
        return [.. corners.Select(c => c.Split(',')).Select(c => c.Length == 2
            ? new PixelPosition { Row = Number(option, c[0]), Column = Number(option, c[1]) }
            : throw Wrong(option, text, "corners as row,column row,column row,column, or the path of a mask file that exists"))];
    }

    /// <summary>Standards: one table, or files with their composition: "ox.t:x=0", "red.t:x=1,name=reduced,phase=alpha".</summary>
    public static ReferenceSettings References(string option, IReadOnlyList<string> texts)
    {
        if (texts.Count == 1 && !texts[0].Contains(":x=", StringComparison.Ordinal))
        {
            return new ReferenceSettings { Table = Path.GetFullPath(texts[0]) };
        }

        return new ReferenceSettings { Files = [.. texts.Select(t => Reference(option, t))] };
    }

    /// <summary>The complaint about a value.</summary>
    public static UsageException Wrong(string option, string text, string expected, string? detail = null) =>
        new($"{option}: '{text}' is not {expected}." + (detail is null ? "" : $" {detail}"));

    private static ReferenceFile Reference(string option, string text)
    {
        int at = text.LastIndexOf(":x=", StringComparison.Ordinal);
        if (at <= 0)
        {
            throw Wrong(option, text, "a file with its composition, such as oxidized.t:x=0", "Only a single table goes without.");
        }

        string[] facts = text[(at + 1)..].Split(',');
        string? Fact(string name) => facts.FirstOrDefault(f => f.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
        string? unknown = facts.FirstOrDefault(f => Array.TrueForAll(["x=", "name=", "phase="], known => !f.StartsWith(known, StringComparison.Ordinal)));
        if (unknown is not null)
        {
            throw Wrong(option, text, "a file with x=, name=, phase=", $"'{unknown}' was not expected.");
        }

        return new ReferenceFile { File = Path.GetFullPath(text[..at]), X = Number(option, Fact("x")!), Name = Fact("name"), Phase = Fact("phase") };
    }

    private static double EnergyOf(string text)
    {
        var quantity = Quantity.Parse(text);
        return quantity.Unit.Symbol == "1" ? quantity.Value : quantity.In(ElectronVolt);
    }

    private static T Checked<T>(string option, string text, string expected, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException e)
        {
            throw Wrong(option, text, expected, e.Message.Contains($"'{text}'", StringComparison.Ordinal) ? null : e.Message);
        }
    }
}
