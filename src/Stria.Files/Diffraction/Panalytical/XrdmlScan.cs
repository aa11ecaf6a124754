using System.Xml.Linq;

namespace Stria.Files;

/// <summary>One scan of an .xrdml file.</summary>
/// <param name="path">The file.</param>
/// <param name="root">The whole, for the sample.</param>
/// <param name="measurement">The measurement, for the tube.</param>
/// <param name="scan">The scan.</param>
internal sealed class XrdmlScan(string path, XElement root, XElement measurement, XElement scan)
{
    /// <summary>Adds the scan where it is a pattern, else says what it is.</summary>
    /// <param name="ranges">Receives it.</param>
    /// <param name="isCut">Whether the file ends within it.</param>
    internal void AddTo(PatternRanges ranges, bool isCut)
    {
        string axis = scan.Word("scanAxis") ?? "unknown";
        if (scan.One("dataPoints") is not { } data)
        {
            ranges.LeaveOut($"(scan of {axis}) has no points");
            return;
        }

        XElement? positions = data.All("positions").FirstOrDefault(p => p.Word("axis") == "2Theta");
        bool isListed = positions?.One("listPositions") is not null;
        if (positions is null || (!isListed && positions.One("startPosition") is null))
        {
            ranges.LeaveOut(positions?.One("commonPosition") is null && isCut ? "breaks off before its positions"
                : $"is a scan of {axis}{(positions?.Text("commonPosition") is { } fixedAt ? $" at 2θ = {fixedAt}°" : " without 2θ")}");
            return;
        }

        if (isCut && !isListed)
        {
            ranges.LeaveOut("breaks off, and without the number of its points their angles between first and last are not known");
            return;
        }

        PatternPoints points = Described(axis);
        if (AddValues(points, data, isCut))
        {
            AddPositions(points, positions, isCut);
            ranges.Add(points);
        }
        else
        {
            ranges.LeaveOut("has neither <intensities> nor <counts>");
        }
    }

    private PatternPoints Described(string axis)
    {
        XElement? header = scan.One("header"), tube = measurement.One("incidentBeamPath")?.One("xRayTube"), sample = root.One("sample");
        var points = new PatternPoints(path)
        {
            Axis = DiffractionAxis.TwoTheta,
            Start = PatternXml.Moment(header?.Text("startTimeStamp")),
            End = PatternXml.Moment(header?.Text("endTimeStamp")),
            Temperature = Temperature(),
        };
        points.Tell("scan axis", axis);
        points.Tell("scan mode", scan.Word("mode"));
        points.Tell("sample", string.Join(" ", new[] { sample?.Text("id"), sample?.Text("name") }.Where(t => !string.IsNullOrEmpty(t))));
        points.Tell("tube voltage [kV]", PatternXml.Number(tube?.Text("tension")));
        points.Tell("tube current [mA]", PatternXml.Number(tube?.Text("current")));
        points.Tell("goniometer radius [mm]", PatternXml.Number(measurement.One("incidentBeamPath")?.Text("radius")));
        points.Tell("detector", measurement.One("diffractedBeamPath")?.One("detector")?.Word("name"));
        if (scan.Word("status") is { } status && !status.Equals("Completed", StringComparison.OrdinalIgnoreCase))
        {
            points.Remarks.Add(Remark.Warning($"The file says that a scan was not completed: its status is '{status}'."));
        }

        XElement? used = measurement.One("usedWavelength");
        string intended = used?.Word("intended") ?? "K-Alpha";
        double first = PatternXml.Number(used?.Text("kAlpha1")), beta = PatternXml.Number(used?.Text("kBeta"));
        points.Tell("K beta [Å]", beta);
        bool isDoublet = intended.Trim().Equals("K-Alpha", StringComparison.OrdinalIgnoreCase);
        new TubeLines(tube?.Text("anodeMaterial") ?? "", first, isDoublet ? PatternXml.Number(used?.Text("kAlpha2")) : double.NaN, PatternXml.Number(used?.Text("ratioKAlpha2KAlpha1")))
        {
            Used_angstrom = intended.Contains("Beta", StringComparison.OrdinalIgnoreCase) ? beta : double.NaN,
        }.Tell(points);
        return points;
    }

    // Kelvin or degrees Celsius, the mean over the scan.
    private double? Temperature()
    {
        XElement? points = scan.Descendants().FirstOrDefault(e => e.Name.LocalName == "nonAmbientPoints" && e.Word("type") == "Temperature");
        if (points?.One("nonAmbientValues") is not { } values || PatternXml.Numbers(path, values) is not { Length: > 0 } all)
        {
            return null;
        }

        bool isCelsius = (values.Word("unit") ?? points.Word("unit") ?? "K").Contains('C', StringComparison.OrdinalIgnoreCase);
        return all.Average() + (isCelsius ? 273.15 : 0);
    }

    // Version 1 writes <intensities>, already multiplied by the attenuator; version 2 also <counts>, as the detector had them.
    private bool AddValues(PatternPoints points, XElement data, bool isCut)
    {
        XElement? counts = data.One("counts"), values = counts ?? data.One("intensities");
        if (values is null || PatternXml.Numbers(path, values) is not { Length: > 0 } numbers)
        {
            return false;
        }

        // Where the file ends in a number, the number is cut as well.
        numbers = isCut && !char.IsWhiteSpace(values.Value[^1]) ? numbers[..^1] : numbers;
        if (numbers.Length == 0)
        {
            return false;
        }

        double[] attenuation = Each(data, "commonBeamAttenuationFactor", "beamAttenuationFactors", numbers.Length) ?? [.. Enumerable.Repeat(1.0, numbers.Length)];
        double[]? times = Each(data, "commonCountingTime", "countingTimes", numbers.Length);
        bool isRate = (values.Word("unit") ?? "counts").Contains("cps", StringComparison.OrdinalIgnoreCase);
        if (isRate && times is null)
        {
            points.Remarks.Add(Remark.Warning("The values are counts per second and the counting time is not there."));
        }

        for (int i = 0; i < numbers.Length; i++)
        {
            double factor = double.IsFinite(attenuation[i]) && attenuation[i] > 0 ? attenuation[i] : 1;
            points.Counts.Add(counts is null ? numbers[i] : numbers[i] * factor);
            points.Scales.Add(isRate && times is not null && times[i] > 0 ? factor / times[i] : factor);
        }

        int attenuated = attenuation.Count(a => a > 0 && a != 1);
        if (attenuated > 0)
        {
            points.Remarks.Add(Remark.Note($"{attenuated} of {numbers.Length} points were measured through an attenuator; {(counts is null ? "the file's intensities are corrected for it" : "the counts were multiplied by its factor")}, and so are their standard deviations."));
        }

        Tell(points, data, isRate, times);
        return true;
    }

    private static void Tell(PatternPoints points, XElement data, bool isRate, double[]? times)
    {
        points.Tell("values", isRate ? "counts per second" : "counts");
        if (times is not null)
        {
            points.CountingTime_s = times[0];
            points.Tell(times.Distinct().Count() == 1 ? "step time [s]" : "step time of the first point [s]", times[0]);
        }

        if (data.One("counts") is not null && (data.One("divergenceCorrections") ?? data.One("commonDivergenceCorrection")) is not null)
        {
            points.Remarks.Add(Remark.Warning("The file holds corrections for a divergence slit that opens with the angle; the counts are as measured, without them."));
        }
    }

    // A number for all points, or a list with one for each; null where there is neither.
    private double[]? Each(XElement data, string common, string list, int count)
    {
        if (data.One(list) is { } listed)
        {
            double[] values = PatternXml.Numbers(path, listed);
            return values.Length == count ? values : throw new DataException($"<{list}> has {values.Length} numbers for {count} points. Perhaps the file was edited.", path);
        }

        double one = PatternXml.Number(data.Text(common));
        return double.IsFinite(one) ? [.. Enumerable.Repeat(one, count)] : null;
    }

    private void AddPositions(PatternPoints points, XElement positions, bool isCut)
    {
        int count = points.Counts.Count;
        if (positions.One("listPositions") is { } list)
        {
            double[] listed = PatternXml.Numbers(path, list);
            if (listed.Length != count && !(isCut && count < listed.Length))
            {
                throw new DataException($"<listPositions> has {listed.Length} angles and the scan {count} values. Perhaps the file was edited.", path);
            }

            points.Positions.AddRange(listed.AsSpan(0, count));
            return;
        }

        double start = PatternXml.Number(positions.Text("startPosition")), end = PatternXml.Number(positions.Text("endPosition"));
        if (!double.IsFinite(start) || !double.IsFinite(end))
        {
            throw new DataException($"<positions axis=\"2Theta\"> goes from '{positions.Text("startPosition")}' to '{positions.Text("endPosition")}', which are no angles.", path);
        }

        points.Positions.AddRange(Enumerable.Range(0, count).Select(i => count == 1 ? start : start + ((end - start) * i / (count - 1))));
    }
}
