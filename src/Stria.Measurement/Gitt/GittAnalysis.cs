using Stria.Core;
using Stria.Measurement.Cycling;
using Stria.Numerics.Diffusion;

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
        GittPulse[] between = [.. pulses.Pulses.Where(p => p.Rest is not null && p.Before >= 0)];
        double[] slopes = [.. between.Select(p => (trace.Potentials[p.Rest!.Last] - trace.Potentials[p.Before]) / (known.Composition(charge[p.Rest.Last]) - known.Composition(charge[p.Before])))];
        return [.. between.Select((p, i) => Point(new PulseRecord(trace, charge, resolution, p), known, options, SlopeChange(between, slopes, i)))];
    }

    // Largest relative change of dU/dx to a neighbour of the same direction.
    private static double SlopeChange(GittPulse[] pulses, double[] slopes, int i)
    {
        double largest = 0;
        foreach (int j in new[] { i - 1, i + 1 })
        {
            if (j >= 0 && j < pulses.Length && pulses[j].Pulse.Kind == pulses[i].Pulse.Kind && !pulses[j].CutOff)
            {
                largest = Math.Max(largest, Math.Abs(slopes[i] - slopes[j]) / Math.Max(1e-12, Math.Abs(slopes[i] + slopes[j]) / 2));
            }
        }

        return largest;
    }

    private static GittPoint Point(PulseRecord record, GittSample sample, GittOptions options, double slopeChange)
    {
        (RootFit pulse, RootFit rest) = (record.AlongPulse(options.EarlyShare), record.AlongRest(options.EarlyShare));
        double steady = record.After - record.Start, x0 = sample.Composition(record.ChargeBefore), x1 = sample.Composition(record.ChargeAfter);
        List<string> common = Common(record, steady, (x0, x1, slopeChange), options);
        double root = Math.Sqrt(record.Duration), transient = pulse.Slope.Value * root;
        SeriesFit series = record.AlongSeries(sample.Shape, options.EarlyShare);
        double scale = sample.Length * sample.Length / record.Duration;
        MeasuredValue short1 = WithError(WeppnerHuggins.Diffusivity(sample.VolumeOverSurface, record.Duration, steady, transient), pulse, record.Unrest / Math.Abs(steady));
        var finite = new MeasuredValue(series.Theta.Value * scale, series.Theta.Sigma * scale);
        MeasuredValue relaxed = WithError(WeppnerHuggins.Diffusivity(sample.VolumeOverSurface, record.Duration, steady, rest.Slope.Value * root), rest, record.Unrest / Math.Abs(steady));
        List<string> ofPulse = [.. common, .. Straight(pulse, "during the pulse", options), .. Sign(steady, transient), .. Short(finite.Value, record.Duration, sample, options)];
        List<string> ofFinite = [.. common, .. Sign(steady, transient), .. Follows(series, options)];
        List<string> ofRest = [.. common, .. Straight(rest, "during the rest", options), .. Sign(steady, rest.Slope.Value), .. Short(finite.Value, record.Duration, sample, options)];
        return new GittPoint(record.Pulse, x0, x1)
        {
            PotentialBefore = record.Start,
            PotentialAfter = record.After,
            OhmicResistance = (record.FirstUnderCurrent - record.Start) / record.Current,
            TransferResistance = (pulse.Intercept - record.Start) / record.Current,
            TotalResistance = (record.End - record.After) / record.Current,
            Diffusion =
            [
                new DiffusionEstimate(DiffusionMethod.WeppnerHuggins, short1, ofPulse),
                new DiffusionEstimate(DiffusionMethod.FiniteBody, finite, ofFinite),
                new DiffusionEstimate(DiffusionMethod.Relaxation, relaxed, ofRest),
            ],
        };
    }

    // Doubts that concern all methods that take dU/dx for even.
    private static List<string> Common(PulseRecord record, double steady, (double X0, double X1, double Change) at, GittOptions options)
    {
        var doubts = new List<string>();
        double slope = Math.Abs(steady / (at.X1 - at.X0));
        if (record.Pulse.CutOff)
        {
            doubts.Add($"the pulse was cut off after {record.Duration:g4} s");
        }

        if (!(slope >= options.FlatSlope))
        {
            doubts.Add($"the rest potential is flat: |dU/dx| = {slope:g3} V");
        }

        if (at.Change > options.LargestSlopeChange)
        {
            doubts.Add($"dU/dx changes by {100 * at.Change:f0} % to the next pulse");
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

    private static IEnumerable<string> Short(double diffusivity, double duration, GittSample sample, GittOptions options)
    {
        double theta = diffusivity * duration / (sample.Length * sample.Length), rise = ConstantFluxDiffusion.SurfaceRise(sample.Shape, double.IsFinite(theta) ? theta : 1e3);
        double bias = 1 - (4 * theta / (Math.PI * rise * rise));
        if (!(bias <= options.LargestBias))
        {
            yield return $"the pulse is not short: D t/length² = {theta:g2}, where the formula is {100 * bias:f0} % too low";
        }
    }

    private static MeasuredValue WithError(double diffusivity, RootFit fit, double steadyError)
    {
        double slope = fit.Slope.Relative;
        return new MeasuredValue(diffusivity, 2 * diffusivity * Math.Sqrt((slope * slope) + (steadyError * steadyError)));
    }
}
