using System.Globalization;
using System.Text;
using Stria.Core;
using Stria.Files;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>Writes what other programs open: fits as .xye, the instrument as .instprm, the material.</summary>
internal static class XrdFiles
{
    public static void Write(XrdScenario scenario, StudyContext context)
    {
        PatternSeries series = context.Get<PatternSeries>();
        SeriesFitResult result = context.Get<SeriesFitResult>();
        foreach (SeriesEntry entry in result.Patterns)
        {
            string file = result.Patterns.Count == 1 ? "fit.xye" : Path.Combine("fits", $"{entry.Index:0000}-{Plain(series.Patterns[entry.Index].Name)}.xye");
            string path = Path.Combine(context.Folder.Root, file);
            WholeFile.MakeFolder(Path.GetDirectoryName(path)!);
            WholeFile.Write(path, Text(series.Patterns[entry.Index], entry.Fit));
        }

        DiffractionAxis axis = series.Patterns[0].Axis;
        if (axis == DiffractionAxis.TwoTheta)
        {
            InstrumentProfile instrument = context.TryGet("", out InstrumentCalibrationResult? calibrated) ? calibrated.Instrument : result.Patterns[0].Fit.Instrument;
            InstrumentFile.Write(Path.Combine(context.Folder.Root, "instrument.instprm"), instrument);
            InstrumentFile.WritePrm(Path.Combine(context.Folder.Root, "instrument.prm"), instrument);
        }

        if (scenario.Series.Host is { } host && XrdMaterial.Text(host, context) is { } material)
        {
            WholeFile.Write(Path.Combine(context.Folder.Root, "material.yaml"), material);
        }
    }

    // Position, counts, standard deviation, and behind them what was calculated and the background: readers of .xye take the first three.
    private static string Text(Diffractogram pattern, PatternFitResult fit)
    {
        pattern = pattern.Axis == DiffractionAxis.Spacing ? pattern.On(DiffractionAxis.MomentumTransfer) : pattern;
        var text = new StringBuilder();
        string axis = pattern.Axis switch { DiffractionAxis.TwoTheta => "2theta (deg)", DiffractionAxis.Energy => "energy (eV)", _ => "q (1/A)" };
        text.Append(CultureInfo.InvariantCulture, $"# {axis}, counts, standard deviation, calculated, background\n");
        if (pattern.Radiation is { } radiation && pattern.Axis == DiffractionAxis.TwoTheta)
        {
            text.Append(CultureInfo.InvariantCulture, $"# wavelength = {radiation.Wavelength_angstrom:R}\n");
        }

        for (int i = 0; i < pattern.Count; i++)
        {
            if (double.IsFinite(fit.Calculated[i]))
            {
                text.Append(CultureInfo.InvariantCulture, $"{pattern.Positions[i],12:0.000000} {pattern.Counts[i],15:g9} {pattern.Sigmas[i],12:g6} {fit.Calculated[i],15:g9} {fit.Background[i],15:g9}\n");
            }
        }

        return text.ToString();
    }

    private static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));
}
