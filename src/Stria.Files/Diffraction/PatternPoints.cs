using System.Globalization;

namespace Stria.Files;

/// <summary>Positions and counts as a file holds them, and what it says about them: made into a pattern, with every assumption told.</summary>
internal sealed class PatternPoints(string path)
{
    internal List<double> Positions { get; } = [];

    internal List<double> Counts { get; } = [];

    /// <summary>Standard deviations; empty when the file gives none.</summary>
    internal List<double> Sigmas { get; } = [];

    /// <summary>What one count is worth at each point where a file gives multiplied counts and no standard deviations; empty where values are taken as they are.</summary>
    internal List<double> Scales { get; } = [];

    /// <summary>Time in which a point was counted [s], or NaN.</summary>
    internal double CountingTime_s { get; set; } = double.NaN;

    internal DiffractionAxis? Axis { get; set; }

    internal Radiation? Radiation { get; set; }

    internal double? FixedTwoTheta_deg { get; set; }

    internal DateTimeOffset? Start { get; set; }

    internal DateTimeOffset? End { get; set; }

    internal double? Temperature { get; set; }

    internal string Name { get; set; } = System.IO.Path.GetFileNameWithoutExtension(path);

    internal Dictionary<string, string> Further { get; } = new(StringComparer.Ordinal);

    internal List<Remark> Remarks { get; } = [];

    /// <summary>Keeps what the head of the file says under a name; nothing where it says nothing.</summary>
    internal void Tell(string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            Further[name] = value.Trim();
        }
    }

    /// <summary>Keeps a number of the head; nothing where it is not above zero.</summary>
    internal void Tell(string name, double value)
    {
        if (value > 0 && double.IsFinite(value))
        {
            Further[name] = value.ToString("g7", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The pattern, ascending, with standard deviations.</summary>
    /// <exception cref="DataException">There is no point, or two points stand at one position.</exception>
    internal Diffractogram Make(DiffractionReadOptions options)
    {
        if (Positions.Count == 0)
        {
            throw new DataException("holds no point of a pattern. Perhaps only the head was saved.", path);
        }

        DiffractionAxis axis = options.Axis ?? Axis ?? AssumedAxis();
        double[] positions = [.. Positions], counts = [.. Counts], sigmas = Deviations(counts);
        if (options.EnergyCalibration is { } e)
        {
            axis = DiffractionAxis.Energy;
            positions = [.. positions.Select(c => e.Offset_eV + (e.Gain_eV * c) + (e.Quadratic_eV * c * c))];
            (positions, counts, sigmas) = AboveZero(positions, counts, sigmas);
        }

        Sort(positions, counts, sigmas);
        LeaveOutUnmeasured(counts, sigmas);
        CheckAngles(axis, positions);
        return new Diffractogram(axis, positions, counts, sigmas)
        {
            Radiation = options.Radiation ?? Radiation,
            FixedTwoTheta_deg = options.FixedTwoTheta_deg ?? FixedTwoTheta_deg,
            Name = Name,
            Start = Start,
            End = End,
            Temperature = Temperature,
            Further = Further,
            Origin = Provenance.Of(path),
        };
    }

    private double[] Deviations(double[] counts) => Sigmas.Count > 0 ? [.. Sigmas]
        : Scales.Count > 0 ? CountingNoise.OfScaled(counts, [.. Scales], CountingTime_s, Remarks)
        : CountingNoise.Of(counts, Remarks);

    // The first channels of a calibrated detector often lie below zero energy.
    private (double[] Positions, double[] Counts, double[] Sigmas) AboveZero(double[] positions, double[] counts, double[] sigmas)
    {
        int[] kept = [.. Enumerable.Range(0, positions.Length).Where(i => positions[i] > 0)];
        if (kept.Length == positions.Length)
        {
            return (positions, counts, sigmas);
        }

        Remarks.Add(Remark.Note($"{positions.Length - kept.Length} channels lie at or below zero energy and were left out."));
        return kept.Length > 0 ? ([.. kept.Select(i => positions[i])], [.. kept.Select(i => counts[i])], [.. kept.Select(i => sigmas[i])])
            : throw new DataException("has no channel above zero energy by that calibration. Perhaps the offset or the gain is in another unit.", path);
    }

    private DiffractionAxis AssumedAxis()
    {
        Remarks.Add(Remark.Assumed("The file does not say what its positions are: they were taken as 2θ in degrees."));
        return DiffractionAxis.TwoTheta;
    }

    private void Sort(double[] positions, double[] counts, double[] sigmas)
    {
        if (positions.Length > 1 && positions[0] > positions[^1])
        {
            Array.Reverse(positions);
            Array.Reverse(counts);
            Array.Reverse(sigmas);
            Remarks.Add(Remark.Note("The positions descend in the file; they were turned."));
        }

        for (int i = 1; i < positions.Length; i++)
        {
            if (!(positions[i] > positions[i - 1]))
            {
                throw new DataException(
                    $"position {positions[i]:g9} follows {positions[i - 1]:g9} (point {i + 1}). Perhaps several scans stand in one file, or the columns are others than position and counts.", path);
            }
        }
    }

    private void LeaveOutUnmeasured(double[] counts, double[] sigmas)
    {
        int unmeasured = 0, negative = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            bool isMeasured = sigmas[i] > 0 && double.IsFinite(counts[i]);
            unmeasured += isMeasured ? 0 : 1;
            negative += counts[i] < 0 ? 1 : 0;
            (counts[i], sigmas[i]) = isMeasured ? (counts[i], sigmas[i]) : (double.IsFinite(counts[i]) ? counts[i] : 0, double.PositiveInfinity);
        }

        if (unmeasured == counts.Length)
        {
            throw new DataException("has no point with a positive standard deviation. Perhaps the third column is not a standard deviation.", path);
        }

        if (unmeasured > 0)
        {
            Remarks.Add(Remark.Note($"{unmeasured} of {counts.Length} points have no standard deviation above zero: they were taken as not measured."));
        }

        if (negative > 0)
        {
            Remarks.Add(Remark.Warning($"{negative} of {counts.Length} counts are negative: a background was subtracted, or they are no counts. Their standard deviations are what counts."));
        }
    }

    private void CheckAngles(DiffractionAxis axis, double[] positions)
    {
        if (axis == DiffractionAxis.TwoTheta && (positions[^1] > 180.5 || positions[0] < -180))
        {
            throw new DataException($"positions from {positions[0]:g6} to {positions[^1]:g6} are no scattering angles in degrees. Perhaps they are hundredths of a degree, or energies, or another axis: --axis q, d or energy.", path);
        }

        if (axis != DiffractionAxis.TwoTheta && positions[0] <= 0)
        {
            throw new DataException($"the first position is {positions[0]:g6}; {Diffractogram.Label(axis)} must be positive. Perhaps the axis is 2θ.", path);
        }
    }
}
