namespace Stria.Files;

/// <summary>Powder patterns in CIF (pdCIF): a loop of counts with angles, spacings, or a range of constant steps.</summary>
public sealed class CifPatternReader : IDiffractionReader
{
    private static readonly string[] Counts = ["_pd_meas_counts_total", "_pd_proc_intensity_total", "_pd_meas_intensity_total", "_pd_proc_intensity_net"];
    private static readonly string[] Angles = ["_pd_proc_2theta_corrected", "_pd_meas_2theta_scan", "_pd_meas_2theta"];

    /// <inheritdoc/>
    public string Name => "powder CIF (.cif)";

    /// <inheritdoc/>
    public bool Recognises(string path)
    {
        string beginning = LabText.Beginning(path, 1 << 20);
        return beginning.Contains("data_", StringComparison.OrdinalIgnoreCase) && Counts.Any(c => beginning.Contains(c, StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public DiffractionRecord Read(string path, DiffractionReadOptions options)
    {
        var patterns = new List<Diffractogram>();
        var remarks = new List<Remark>();
        foreach (CifBlock block in CifFile.Read(path).Blocks.Where(b => b.Column(Counts) is not null))
        {
            var points = new PatternPoints(path);
            points.Name = patterns.Count == 0 ? points.Name : block.Name;
            Fill(block, points);
            patterns.Add(points.Make(options));
            remarks.AddRange(points.Remarks);
        }

        return patterns.Count > 0 ? new DiffractionRecord(path, "powder CIF", patterns) { Remarks = [.. remarks.Distinct()] }
            : throw new DataException($"has no loop with counts ({string.Join(", ", Counts)}). Perhaps it is the CIF of a structure: give that with --phases.", path);
    }

    private static void Fill(CifBlock block, PatternPoints points)
    {
        IReadOnlyList<string> counts = block.Column(Counts)!;
        double[] positions = Positions(block, points, counts.Count);
        for (int i = 0; i < counts.Count; i++)
        {
            if (!CifBlock.TryNumber(counts[i], out double value, out double sigma))
            {
                if (counts[i] is "." or "?")
                {
                    (value, sigma) = (0, 0);
                    points.Sigmas.Add(0); // listed, but not measured
                }
                else
                {
                    throw new DataException($"block data_{block.Name}, point {i + 1}: '{counts[i]}' is no count.", block.Path);
                }
            }
            else if (sigma > 0)
            {
                points.Sigmas.Add(sigma);
            }

            points.Positions.Add(positions[i]);
            points.Counts.Add(value);
        }

        AddSigmas(block, points);
        if (block.Number("_diffrn_radiation_wavelength") is { } wavelength)
        {
            points.Radiation = Radiation.Monochromatic(wavelength.Value);
        }

        points.Temperature = block.Number("_diffrn_ambient_temperature", "_cell_measurement_temperature")?.Value;
    }

    private static void AddSigmas(CifBlock block, PatternPoints points)
    {
        if (block.Column("_pd_proc_ls_weight") is { } weights && points.Sigmas.Count < points.Counts.Count && weights.Count == points.Counts.Count)
        {
            points.Sigmas.Clear();
            points.Sigmas.AddRange(weights.Select(w => CifBlock.TryNumber(w, out double weight, out _) && weight > 0 ? 1 / Math.Sqrt(weight) : 0));
        }

        if (points.Sigmas.Count != points.Counts.Count)
        {
            points.Sigmas.Clear();
        }
    }

    private static double[] Positions(CifBlock block, PatternPoints points, int count)
    {
        (IReadOnlyList<string>? column, points.Axis) = block.Column(Angles) is { } angles ? (angles, DiffractionAxis.TwoTheta) : (block.Column("_pd_proc_d_spacing"), DiffractionAxis.Spacing);
        if (column is not null && column.Count == count)
        {
            return [.. column.Select((text, i) => CifBlock.TryNumber(text, out double v, out _) ? v : throw new DataException($"block data_{block.Name}, point {i + 1}: '{text}' is no position.", block.Path))];
        }

        if (block.Number("_pd_meas_2theta_range_min", "_pd_proc_2theta_range_min") is { } first && block.Number("_pd_meas_2theta_range_inc", "_pd_proc_2theta_range_inc") is { } step && step.Value > 0)
        {
            points.Axis = DiffractionAxis.TwoTheta;
            return [.. Enumerable.Range(0, count).Select(i => first.Value + (i * step.Value))];
        }

        throw new DataException($"block data_{block.Name} has {count} counts and no positions for them: neither a column of 2θ or d of that length nor _pd_meas_2theta_range_min and _inc.", block.Path);
    }
}
