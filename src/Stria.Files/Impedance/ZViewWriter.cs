using System.Globalization;
using System.Text;

namespace Stria.Files;

/// <summary>Writes a spectrum as ZPlot and ZView text (.z), nine tab-separated columns after a head; Z″ is the imaginary part, negative for a capacitor.</summary>
public static class ZViewWriter
{
    /// <summary>Writes the spectrum; it appears under its name when it is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="spectrum">The spectrum.</param>
    /// <param name="comment">One line on what it is.</param>
    /// <param name="area">Area of the electrode [m²] for the head, or null; impedances are not multiplied by it.</param>
    /// <exception cref="DataException">It cannot be written there.</exception>
    public static void Write(string path, ImpedanceSpectrum spectrum, string comment, double? area = null)
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append("\r\n");
        string Number(double value) => value.ToString("0.000000000E+00", CultureInfo.InvariantCulture);
        Line("ZPLOT2 ASCII");
        Line($"  Measured Data, ZPlot:       {comment.ReplaceLineEndings(" ")}");
        Line("  Experiment Type:            Sweep Frequency, Control Voltage");
        Line("  Begin Information:          Cell Information");
        Line($"    Surface Area:             {(area is { } a ? (a * 1e4).ToString("R", CultureInfo.InvariantCulture) : "1")}");
        Line("  End Information:            Cell Information");
        Line($"  Data Points:                {spectrum.Count.ToString(CultureInfo.InvariantCulture)}");
        Line("  Freq(Hz)\tAmpl\tBias\tTime(Sec)\tZ'(a)\tZ''(b)\tGD\tErr\tRange");
        Line("End Comments");
        for (int i = 0; i < spectrum.Count; i++)
        {
            double bias = double.IsFinite(spectrum.Potential) ? spectrum.Potential : 0;
            Line(string.Join('\t', Number(spectrum.Frequencies[i]), Number(0), Number(bias), Number(spectrum.Times?[i] ?? 0), Number(spectrum.Impedances[i].Real), Number(spectrum.Impedances[i].Imaginary), Number(0), "0", "0"));
        }

        WholeFile.Write(path, text.ToString());
    }
}
