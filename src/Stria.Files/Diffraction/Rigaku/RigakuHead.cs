namespace Stria.Files;

/// <summary>What Rigaku's programs say about a scan: *KEY "value" in .ras, the same keys in .rasx.</summary>
internal sealed class RigakuHead
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <summary>The number of points that the head announces; NaN where it does not.</summary>
    internal double Count => Number("MEAS_DATA_COUNT");

    /// <summary>What was scanned, as written.</summary>
    internal string Axis => Value("MEAS_SCAN_AXIS_X_INTERNAL") is { Length: > 0 } inner ? inner : Value("MEAS_SCAN_AXIS_X");

    /// <summary>Whether the scan runs along 2θ.</summary>
    internal bool IsAlongTwoTheta
    {
        get
        {
            string axis = new([.. Axis.Where(c => char.IsLetterOrDigit(c))]);
            return axis.Length == 0 || axis.Contains("TwoTheta", StringComparison.OrdinalIgnoreCase) || axis.Contains("2Theta", StringComparison.OrdinalIgnoreCase) || axis.Contains("2θ", StringComparison.OrdinalIgnoreCase);
        }
    }

    private bool IsRate => Value("MEAS_SCAN_UNIT_Y").Contains("cps", StringComparison.OrdinalIgnoreCase);

    internal void Set(string key, string value) => values[key] = value;

    /// <summary>Sets a value where none is set.</summary>
    internal void SetMissing(string key, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value) && Value(key).Length == 0)
        {
            values[key] = value.Trim();
        }
    }

    /// <summary>Gives points what the head says.</summary>
    internal void Tell(PatternPoints points)
    {
        points.Axis = DiffractionAxis.TwoTheta;
        points.CountingTime_s = CountingTime();
        points.Start = Moment("MEAS_SCAN_START_TIME");
        points.End = Moment("MEAS_SCAN_END_TIME");
        points.Tell("scan axis", Axis);
        points.Tell("scan mode", Value("MEAS_SCAN_MODE"));
        points.Tell("values", IsRate ? "counts per second" : Value("MEAS_SCAN_UNIT_Y"));
        points.Tell("step time [s]", points.CountingTime_s);
        points.Tell("sample", Value("FILE_SAMPLE"));
        points.Tell("comment", Value("FILE_COMMENT"));
        points.Tell("operator", Value("FILE_OPERATOR"));
        points.Tell("instrument", Value("FILE_SYSTEM_NAME"));
        points.Tell("tube voltage [kV]", Number("MEAS_COND_XG_VOLTAGE"));
        points.Tell("tube current [mA]", Number("MEAS_COND_XG_CURRENT"));
        points.Tell("K beta [Å]", Number("HW_XG_WAVE_LENGTH_BETA"));
        bool isFirstOnly = Value("HW_XG_WAVE_LENGTH_TYPE").Contains("alpha1", StringComparison.OrdinalIgnoreCase) || Value("MEAS_COND_XG_WAVE_TYPE").Contains("Ka1", StringComparison.OrdinalIgnoreCase);
        new TubeLines(Value("HW_XG_TARGET_NAME"), Number("HW_XG_WAVE_LENGTH_ALPHA1"), isFirstOnly ? double.NaN : Number("HW_XG_WAVE_LENGTH_ALPHA2"), double.NaN).Tell(points);
    }

    /// <summary>Adds the values and says how they count.</summary>
    /// <param name="points">Receives them.</param>
    /// <param name="rows">Angle, value, and the attenuator's factor or NaN.</param>
    internal void AddRows(PatternPoints points, IReadOnlyList<(double Angle, double Value, double Attenuator)> rows)
    {
        double worth = IsRate && points.CountingTime_s > 0 ? 1 / points.CountingTime_s : 1;
        foreach ((double angle, double value, double _) in rows)
        {
            points.Positions.Add(angle);
            points.Counts.Add(value);
            points.Scales.Add(worth);
        }

        double[] factors = [.. rows.Select(r => r.Attenuator).Where(double.IsFinite).Distinct()];
        if (factors.Length > 1)
        {
            points.Remarks.Add(Remark.Warning($"The attenuator changes within the scan (factors {factors.Min():g4} to {factors.Max():g4}); the values are as the file has them, for it does not say whether they are corrected. Look whether the pattern jumps where the factor does."));
        }

        if (double.IsFinite(Count) && Count != rows.Count)
        {
            points.Remarks.Add(Remark.Warning($"A scan announces {Count:g6} points and {rows.Count} are there: the file was cut, or the measurement stopped."));
        }
    }

    // A speed in degrees per minute, or the time of a step.
    private double CountingTime()
    {
        double speed = Number("MEAS_SCAN_SPEED"), step = Math.Abs(Number("MEAS_SCAN_STEP"));
        string unit = Value("MEAS_SCAN_SPEED_UNIT").ToLowerInvariant();
        return unit.Contains("deg/min", StringComparison.Ordinal) ? step / speed * 60
            : unit.Contains("deg/s", StringComparison.Ordinal) ? step / speed
            : unit.StartsWith("ms", StringComparison.Ordinal) ? speed / 1000
            : unit.StartsWith('s') ? speed
            : double.NaN;
    }

    private string Value(string key) => values.GetValueOrDefault(key, "");

    private double Number(string key) => PatternXml.Number(Value(key));

    private DateTimeOffset? Moment(string key) => ClockText.TryMoment(Value(key).TrimEnd('Z'), dayFirst: false, out DateTimeOffset moment) ? moment : null;
}
