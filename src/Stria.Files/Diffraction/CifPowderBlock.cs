namespace Stria.Files;

/// <summary>A block of a CIF as a powder pattern, by the names of the IUCr's powder dictionary (pdCIF).</summary>
/// <param name="block">The block.</param>
internal sealed class CifPowderBlock(CifBlock block)
{
    /// <summary>The columns that can be a pattern's intensities, the best first, and whether they are calculated.</summary>
    internal static readonly (string Name, bool IsCalculated)[] Intensities =
    [
        ("_pd_meas_counts_total", false), ("_pd_meas_intensity_total", false), ("_pd_proc_intensity_total", false), ("_pd_proc_intensity_net", false), ("_pd_meas_intensity_net", false),
        ("_pd_calc_intensity_total", true), ("_pd_calc_intensity_net", true),
    ];

    private static readonly (string[] Names, DiffractionAxis Axis)[] Positions =
    [
        (["_pd_proc_2theta_corrected", "_pd_meas_2theta_scan", "_pd_meas_2theta"], DiffractionAxis.TwoTheta), (["_pd_proc_energy_incident", "_pd_proc_energy_detection"], DiffractionAxis.Energy),
        (["_pd_proc_d_spacing"], DiffractionAxis.Spacing), (["_pd_proc_recip_len_Q"], DiffractionAxis.MomentumTransfer),
    ];

    internal string Name => block.Name;

    internal bool HasIntensities => Chosen() is not null;

    /// <summary>The pattern.</summary>
    /// <exception cref="DataException">A value is no number, or there are no positions of the same number.</exception>
    internal PatternPoints Points()
    {
        (string name, bool isCalculated) = Chosen()!.Value;
        IReadOnlyList<string> values = block.Column(name)!;
        var points = new PatternPoints(block.Path);
        double[] positions = PositionsOf(points, values.Count);
        (double Value, double Sigma)?[] numbers = [.. values.Select((text, i) => text is "." or "?" ? ((double, double)?)null
            : CifBlock.TryNumber(text, out double value, out double sigma) ? (value, sigma)
            : throw new DataException($"block data_{block.Name}, {name}, point {i + 1}: '{text}' is no count.", block.Path))];
        points.Positions.AddRange(positions);
        points.Counts.AddRange(numbers.Select(n => n?.Value ?? double.NaN));
        AddSigmas(points, numbers, name);
        points.Tell("values", name);
        if (isCalculated)
        {
            points.Remarks.Add(Remark.Warning($"The pattern of data_{block.Name} was calculated, not measured: the block holds {name} and no measured intensities."));
        }

        Describe(points);
        return points;
    }

    // The first column of intensities that is as long as positions are; a loop of reflections can hold others.
    private (string Name, bool IsCalculated)? Chosen()
    {
        (string Name, bool IsCalculated)[] there = [.. Intensities.Where(n => block.Column(n.Name) is { Count: > 0 })];
        return there.Length == 0 ? null : Array.Find(there, n => HasPositions(block.Column(n.Name)!.Count)) is { Name: not null } fitting ? fitting : there[0];
    }

    private bool HasPositions(int count) => Positions.Any(p => p.Names.Any(n => block.Column(n)?.Count == count)) || block.Text("_pd_meas_2theta_range_min", "_pd_proc_2theta_range_min") is not null;

    // Those behind the values in brackets, else a column of them, else weights; else those of Poisson.
    private void AddSigmas(PatternPoints points, (double Value, double Sigma)?[] numbers, string name)
    {
        double[]? listed = numbers.Any(n => n?.Sigma > 0) ? [.. numbers.Select(n => n?.Sigma ?? 0)]
            : block.Column(name + "_su") is { } column && column.Count == numbers.Length ? [.. column.Select(t => CifBlock.TryNumber(t, out double s, out _) && s > 0 ? s : 0)]
            : Weighted(numbers.Length);
        if (listed is not null && listed.Any(s => s > 0))
        {
            points.Sigmas.AddRange(listed.Select((s, i) => numbers[i] is null ? 0 : s));
            return;
        }

        double time = block.Number("_pd_meas_step_count_time") is { } given ? given.Value : double.NaN;
        points.CountingTime_s = time;
        points.Scales.AddRange(Enumerable.Repeat(1.0, numbers.Length));
    }

    private double[]? Weighted(int count) => block.Column("_pd_proc_ls_weight") is { } weights && weights.Count == count
        ? [.. weights.Select(w => CifBlock.TryNumber(w, out double weight, out _) && weight > 0 ? 1 / Math.Sqrt(weight) : 0)]
        : null;

    private double[] PositionsOf(PatternPoints points, int count)
    {
        foreach ((string[] names, DiffractionAxis axis) in Positions)
        {
            foreach (string name in names)
            {
                if (block.Column(name) is { } column && column.Count == count)
                {
                    points.Axis = axis;
                    return [.. column.Select((text, i) => CifBlock.TryNumber(text, out double v, out _) ? v : throw new DataException($"block data_{block.Name}, {name}, point {i + 1}: '{text}' is no position.", block.Path))];
                }
            }

            // Spacings that a program worked out of the angles come second to the angles.
            if (axis == DiffractionAxis.TwoTheta && Range(points, count) is { } even)
            {
                return even;
            }
        }

        throw new DataException(block.Column("_pd_meas_time_of_flight") is not null
            ? $"block data_{block.Name} is measured against time of flight, without the spacings d (_pd_proc_d_spacing) that would make it a pattern here."
            : $"block data_{block.Name} has {count} counts and no positions for them: neither a column of 2θ, d, q or energy of that length nor _pd_meas_2theta_range_min and _inc.", block.Path);
    }

    // Angles of constant steps; null where the block gives none.
    private double[]? Range(PatternPoints points, int count)
    {
        if (block.Number("_pd_meas_2theta_range_min", "_pd_proc_2theta_range_min") is not { } first || block.Number("_pd_meas_2theta_range_inc", "_pd_proc_2theta_range_inc") is not { Value: > 0 } step)
        {
            return null;
        }

        points.Axis = DiffractionAxis.TwoTheta;
        double end = first.Value + ((count - 1) * step.Value);
        if (block.Number("_pd_meas_2theta_range_max", "_pd_proc_2theta_range_max") is { } last && Math.Abs(end - last.Value) > 0.75 * step.Value)
        {
            points.Remarks.Add(Remark.Warning($"data_{block.Name}: {count} points from {first.Value:g7}° in steps of {step.Value:g5}° end at {end:g7}°, and the file says {last.Value:g7}°."));
        }

        return [.. Enumerable.Range(0, count).Select(i => first.Value + (i * step.Value))];
    }

    private void Describe(PatternPoints points)
    {
        points.Temperature = block.Number("_diffrn_ambient_temperature", "_cell_measurement_temperature", "_pd_meas_temperature")?.Value;
        points.FixedTwoTheta_deg = block.Number("_pd_meas_2theta_fixed")?.Value;
        points.Start = PatternXml.Moment(block.Text("_pd_meas_datetime_initiated"));
        points.Tell("scan mode", block.Text("_pd_meas_scan_method"));
        points.Tell("step time [s]", points.CountingTime_s);
        points.Tell("excluded", block.Text("_pd_proc_info_excluded_regions"));
        (double first, double second, double ratio) = Wavelengths();
        string type = block.Text("_diffrn_radiation_type", "_diffrn_source_target", "_pd_instr_source_target") ?? "";
        new TubeLines(type, first, second, ratio).Tell(points);
        if ((block.Text("_diffrn_radiation_probe") ?? "").Contains("neutron", StringComparison.OrdinalIgnoreCase))
        {
            points.Remarks.Add(Remark.Warning($"data_{block.Name} was measured with neutrons: positions and cells hold, form factors and polarisation of X-rays do not."));
        }
    }

    // A loop of wavelengths with weights, or one.
    private (double First, double Second, double Ratio) Wavelengths()
    {
        double[] Values(string name) => [.. (block.Column(name) ?? []).Select(t => CifBlock.TryNumber(t, out double v, out _) ? v : double.NaN)];
        double[] lengths = Values("_diffrn_radiation_wavelength") is { Length: > 0 } many ? many : Values("_diffrn_radiation_wavelength_value"), weights = Values("_diffrn_radiation_wavelength_wt");
        if (lengths.Length < 2)
        {
            return (block.Number("_diffrn_radiation_wavelength", "_diffrn_radiation_wavelength_value", "_pd_proc_wavelength")?.Value ?? double.NaN, double.NaN, double.NaN);
        }

        if (weights.Length != lengths.Length || !weights.All(w => w >= 0))
        {
            return (lengths[0], lengths[1], double.NaN);
        }

        int[] order = [.. Enumerable.Range(0, lengths.Length).OrderByDescending(i => weights[i])];
        return (lengths[order[0]], lengths[order[1]], weights[order[0]] > 0 ? weights[order[1]] / weights[order[0]] : double.NaN);
    }
}
