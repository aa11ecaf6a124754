using Stria.Core;
using Stria.Measurement.Cycling;

namespace Stria.Measurement.Gitt;

/// <summary>Rest potentials, resistances and diffusion coefficients of an intermittent titration, pulse by pulse, each with what speaks against it.</summary>
public static class GittAnalysis
{
    /// <summary>Analyses a titration.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="sample">Shape, length and amount of the particles.</param>
    /// <param name="options">Limits of what is believed.</param>
    /// <returns>One point for each pulse between two rests, cut-off ones flagged.</returns>
    /// <exception cref="DataException">The trace is no titration.</exception>
    /// <exception cref="ScenarioException">Length, amount or composition of the sample is missing.</exception>
    public static IReadOnlyList<GittPoint> Run(CyclerTrace trace, GittSample sample, GittOptions? options = null)
    {
        options ??= new GittOptions();
        GittSample known = sample.Checked();
        var pulses = GittPulses.Find(trace);
        double[] charge = TracePhases.Charges(trace);
        double resolution = Enumerable.Range(1, trace.Count - 1).Select(i => Math.Abs(trace.Potentials[i] - trace.Potentials[i - 1])).Where(d => d > 1e-9).DefaultIfEmpty(0).Min();
        PulseFits[] fits =
        [
            .. pulses.Pulses.Where(p => p.Rest is not null && p.Before >= 0).Select(p => new PulseFits(new PulseRecord(trace, charge, resolution, p), known, options.EarlyShare)),
        ];
        return [.. fits.Select((f, i) => Point(f, Neighbours(fits, i), known, options))];
    }

    // The pulses next to one in the same direction, cut-off ones left out.
    private static PulseFits[] Neighbours(PulseFits[] fits, int i) =>
        [.. new[] { i - 1, i + 1 }.Where(j => j >= 0 && j < fits.Length).Select(j => fits[j]).Where(f => f.Record.Pulse.Pulse.Kind == fits[i].Record.Pulse.Pulse.Kind && !f.Record.Pulse.CutOff)];

    private static GittPoint Point(PulseFits fits, PulseFits[] neighbours, GittSample sample, GittOptions options)
    {
        (PulseRecord record, RootFit pulse, RootFit rest) = (fits.Record, fits.AlongPulse, fits.AlongRest);
        List<string> common = Common(fits, neighbours, options);
        MeasuredValue Stated(double diffusivity, double scatter, DiffusionMethod method) =>
            new(diffusivity, Math.Abs(diffusivity) * Math.Sqrt((scatter * scatter) + Math.Pow(PulseModelErrors.Of(fits, neighbours, method), 2)));
        List<string> ofPulse = [.. common, .. Straight(pulse, "during the pulse", options), .. Sign(fits.Steady, fits.Transient), .. Short(fits, record.Duration, sample, options)];
        List<string> ofFinite = [.. common, .. Sign(fits.Steady, fits.Transient), .. Follows(fits.Series, options)];
        List<string> ofRest = [.. common, .. Straight(rest, "during the rest", options), .. Sign(fits.Steady, rest.Slope.Value), .. Short(fits, record.Duration, sample, options)];
        return new GittPoint(record.Pulse, fits.Before, fits.After)
        {
            PotentialBefore = record.Start,
            PotentialAfter = record.After,
            OhmicResistance = (record.FirstUnderCurrent - record.Start) / record.Current,
            TransferResistance = (pulse.Intercept - record.Start) / record.Current,
            TotalResistance = (record.End - record.After) / record.Current,
            Diffusion =
            [
                new DiffusionEstimate(DiffusionMethod.WeppnerHuggins, Stated(fits.Short, 2 * pulse.Slope.Relative, DiffusionMethod.WeppnerHuggins), ofPulse),
                new DiffusionEstimate(DiffusionMethod.FiniteBody, Stated(fits.Finite, fits.Series.Theta.Relative, DiffusionMethod.FiniteBody), ofFinite),
                new DiffusionEstimate(DiffusionMethod.Relaxation, Stated(fits.Relaxed, 2 * rest.Slope.Relative, DiffusionMethod.Relaxation), ofRest),
            ],
        };
    }

    // Doubts that concern all methods that take dU/dx for even.
    private static List<string> Common(PulseFits fits, PulseFits[] neighbours, GittOptions options)
    {
        var doubts = new List<string>();
        (PulseRecord record, double steady, double slope) = (fits.Record, fits.Steady, Math.Abs(fits.Slope));
        double change = neighbours.Select(n => Math.Abs(fits.Slope - n.Slope) / Math.Max(1e-12, Math.Abs(fits.Slope + n.Slope) / 2)).DefaultIfEmpty(0).Max();
        if (record.Pulse.CutOff)
        {
            doubts.Add($"the pulse was cut off after {record.Duration:g4} s");
        }

        if (!(slope >= options.FlatSlope))
        {
            doubts.Add($"the rest potential is flat: |dU/dx| = {slope:g3} V");
        }

        if (neighbours.Length == 0)
        {
            doubts.Add("no pulse beside it tells how even dU/dx is");
        }

        if (change > options.LargestSlopeChange)
        {
            doubts.Add($"dU/dx changes by {100 * change:f0} % to the next pulse");
        }

        if (Math.Abs(steady) > options.LargestStep)
        {
            doubts.Add($"the rest potential changes by {1e3 * Math.Abs(steady):f0} mV");
        }

        if (record.Unrest > options.LargestUnrest * Math.Abs(steady))
        {
            doubts.Add($"not at rest: {1e3 * record.Unrest:g2} mV over the last tenth of the rest");
        }

        return doubts;
    }

    private static IEnumerable<string> Straight(RootFit fit, string where, GittOptions options)
    {
        if (double.IsNaN(fit.Curvature))
        {
            yield return $"too few lines {where}";
        }
        else if (!(Math.Abs(fit.Curvature) <= options.LargestCurvature))
        {
            yield return $"not straight along √t {where}: its slope changes by {100 * fit.Curvature:f0} %";
        }

        if (Math.Abs(fit.Rise) > options.LargestStep)
        {
            yield return $"the potential changes by {1e3 * Math.Abs(fit.Rise):f0} mV {where}";
        }
    }

    private static IEnumerable<string> Follows(SeriesFit series, GittOptions options)
    {
        if (!(series.Misfit <= options.LargestMisfit))
        {
            yield return $"the potential does not follow diffusion in this body with an even slope: {100 * series.Misfit:f1} % of its change are left";
        }
    }

    private static IEnumerable<string> Sign(double steady, double transient)
    {
        if (steady * transient <= 0)
        {
            yield return "the potential moves against the rest potential";
        }
    }

    private static IEnumerable<string> Short(PulseFits fits, double duration, GittSample sample, GittOptions options)
    {
        if (double.IsNaN(fits.Bias))
        {
            yield return "too few lines to tell whether the pulse is short";
        }
        else if (!(fits.Bias <= options.LargestBias))
        {
            yield return $"the pulse is not short: D t/length² = {fits.Finite * duration / (sample.Length * sample.Length):g2}, where the formula is {100 * fits.Bias:f0} % too low";
        }
    }
}
