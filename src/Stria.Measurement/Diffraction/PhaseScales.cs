using System.Numerics.Tensors;
using Stria.Matter;
using Stria.Core;
using Stria.Numerics.Linear;

namespace Stria.Measurement;

/// <summary>Phase scales relative to end patterns: the intensities of a phase keep the ratio they have in the pattern where it is pure or strongest, and one number per phase is fitted.</summary>
internal static class PhaseScales
{
    private const double SeenAtSigmas = 4, UnseenAtSigmas = 3, NearlyAsStrong = 0.8;

    internal static SeriesEntry[] Of(IReadOnlyList<Diffractogram> patterns, SeriesEntry[] entries, SeriesFitOptions options)
    {
        var references = new Dictionary<string, Dictionary<MillerIndices, double>>(StringComparer.Ordinal);
        foreach (string name in entries.SelectMany(e => e.Fit.Phases).Select(p => p.Phase.Name).Distinct())
        {
            SeriesEntry end = End(entries, name, options);
            references[name] = end.Of(name)!.Reflections.ToDictionary(r => r.Indices, r => r.Intensity);
        }

        SeriesEntry[] scaled = [.. entries.Select(e => Believed(patterns[e.Index], WithScales(patterns[e.Index], e, [], references, options), references, options))];
        int[] order = [.. Enumerable.Range(0, scaled.Length)];
        Spread(patterns, scaled, order, references, options);
        Spread(patterns, scaled, [.. order.Reverse()], references, options);
        return [.. scaled.Select(e => WeakCells.With(patterns[e.Index], e, references, options))];
    }

    // Free intensities also fit what is left at the feet of strong lines. A phase whose ratios the pattern does not show at all is not there.
    private static SeriesEntry Believed(Diffractogram pattern, SeriesEntry entry, Dictionary<string, Dictionary<MillerIndices, double>> references, SeriesFitOptions options)
    {
        string[] unseen = [.. entry.Scales.Where(s => s.Value.Value < UnseenAtSigmas * s.Value.Sigma).Select(s => s.Key)];
        if (unseen.Length == 0 || unseen.Length == entry.Scales.Count)
        {
            return entry;
        }

        PatternFitResult fit = entry.Fit with
        {
            Phases = [.. entry.Fit.Phases.Select(p => unseen.Contains(p.Phase.Name) ? p with { IsPresent = false } : p)],
            Remarks = [.. entry.Fit.Remarks, .. unseen.Select(n => Remark.Note($"'{n}' is not seen: in the ratios of its end pattern its intensities are {entry.Scales[n].Value:0.0000} ± {entry.Scales[n].Sigma:0.0000} of it. Its cell means nothing."))],
        };
        return WithScales(pattern, entry with { Fit = fit, Scales = new Dictionary<string, MeasuredValue>(), Fractions = new Dictionary<string, MeasuredValue>() }, [], references, options);
    }

    // With known ratios of its intensities a phase is seen long before each intensity by itself is: it is looked for beside the patterns that show it, with the cell it has there.
    private static void Spread(IReadOnlyList<Diffractogram> patterns, SeriesEntry[] entries, int[] order, Dictionary<string, Dictionary<MillerIndices, double>> references, SeriesFitOptions options)
    {
        var last = new Dictionary<string, PhaseFit>(StringComparer.Ordinal);
        string[] before = [];
        foreach (int k in order)
        {
            SeriesEntry entry = entries[k];
            PhaseFit[] missing = [.. before.Where(n => last.ContainsKey(n) && !entry.Scales.ContainsKey(n)).Select(n => last[n]).Where(f => !(entry.Abscissa < f.Phase.From) && !(entry.Abscissa > f.Phase.To))];
            if (missing.Length > 0)
            {
                SeriesEntry wider = WithScales(patterns[entry.Index], entry, missing, references, options);
                PhaseFit[] seen = [.. missing.Where(f => wider.Scales[f.Phase.Name] is var s && s.Value > SeenAtSigmas * s.Sigma)];
                entries[k] = seen.Length == 0 ? entry : seen.Length == missing.Length ? wider : WithScales(patterns[entry.Index], entry, seen, references, options);
            }

            entry.Fit.Phases.Where(p => p.IsPresent).ToList().ForEach(p => last[p.Phase.Name] = p);
            before = [.. entries[k].Scales.Keys];
        }
    }

    /// <summary>The entry whose intensities are the measure of a phase.</summary>
    internal static SeriesEntry End(SeriesEntry[] entries, string name, SeriesFitOptions options)
    {
        if (options.EndPatterns.TryGetValue(name, out int index))
        {
            return entries.FirstOrDefault(e => e.Index == index && e.Of(name) is { IsPresent: true })
                ?? throw new ScenarioException($"Pattern {index} is to be the end pattern of '{name}', and the phase is not seen there.");
        }

        // Beside another phase free intensities take some of its lines: of the patterns where the phase is strong, or nearly as strong, one that shows it alone tells its ratios best.
        SeriesEntry[] there = [.. entries.Where(e => e.Of(name) is not null)];
        double strong = NearlyAsStrong * there.Max(e => e.Of(name)!.TotalIntensity);
        SeriesEntry[] alone = [.. there.Where(e => e.Of(name)!.IsPresent && e.Of(name)!.TotalIntensity >= strong && !e.Fit.Phases.Any(p => p.IsPresent && p.Phase.InFractions && p.Phase.Name != name))];
        return (alone.Length > 0 ? alone : there).MaxBy(e => e.Of(name)!.TotalIntensity)!;
    }

    private static SeriesEntry WithScales(Diffractogram pattern, SeriesEntry entry, PhaseFit[] more, Dictionary<string, Dictionary<MillerIndices, double>> references, SeriesFitOptions options)
    {
        (pattern, PatternFitOptions turned) = FitPoints.Turned(pattern, options.Pattern);
        PatternFitOptions known = turned with { Instrument = entry.Fit.Instrument, StartDisplacement_deg = entry.Fit.Displacement_deg, ForeignLines = entry.Fit.LinesAsFound(turned) };
        FitPoints points = FitPoints.Of(pattern, known);
        PhaseFit[] there = [.. entry.Fit.Phases.Where(p => p.IsPresent), .. more];
        if (there.Length == 0)
        {
            return entry;
        }

        PatternModel model = PatternFit.Model(pattern, points, [.. there.Select(p => p.Phase with { Cell = p.Cell.Cell })], known);
        for (int p = 0; p < there.Length; p++)
        {
            (model.Parameters.Values[model.Parameters.Size(p)], model.Parameters.Values[model.Parameters.Strain(p)]) = (there[p].SizeWidth, there[p].StrainWidth);
            there[p].StrainTerms.ToArray().CopyTo(model.Parameters.Values, model.Parameters.StrainTerm(p));
        }

        model.Build();
        (double[] scales, double[] covariance) = Solve(model, points, references, known);
        return entry with { Scales = Named(there, scales, covariance), Fractions = Fractions(there, scales, covariance) };
    }

    private static (double[] Scales, double[] Covariance) Solve(PatternModel model, FitPoints points, Dictionary<string, Dictionary<MillerIndices, double>> references, PatternFitOptions options)
    {
        double[][] below = points.Background(options.Background);
        int phases = model.Phases.Count, n = phases + below.Length + options.ForeignLines.Count;
        var columns = new double[n][];
        int peak = 0;
        for (int p = 0; p < phases; p++)
        {
            columns[p] = new double[points.Positions.Length];
            Dictionary<MillerIndices, double> reference = references[model.Phases[p].Phase.Name];
            foreach (Reflection r in model.Phases[p].Reflections)
            {
                Add(columns[p], model.Columns, peak++, reference.GetValueOrDefault(r.Indices));
            }
        }

        below.CopyTo(columns, phases);
        for (int l = 0; l < options.ForeignLines.Count; l++)
        {
            columns[phases + below.Length + l] = new double[points.Positions.Length];
            Add(columns[phases + below.Length + l], model.Columns, peak++, 1);
        }

        double[] root = [.. points.Weights.Select(Math.Sqrt)], right = new double[root.Length];
        TensorPrimitives.Multiply(points.Counts, root, right);
        foreach (double[] column in columns)
        {
            TensorPrimitives.Multiply(column, root, column);
        }

        double[] normal = new double[n * n], scales = new double[n];
        for (int i = 0; i < n * n; i++)
        {
            normal[i] = TensorPrimitives.Dot<double>(columns[i / n], columns[i % n]) * (i / n == i % n ? 1 + 1e-12 : 1);
        }

        if (DenseLeastSquares.Factor(columns) is not { } factor)
        {
            return ([.. Enumerable.Repeat(double.NaN, phases)], [.. Enumerable.Repeat(double.NaN, phases * phases)]);
        }

        scales = factor.Solve(right);
        // With ratios that are held more is left than when every intensity is free: that is the variance.
        for (int k = 0; k < n; k++)
        {
            TensorPrimitives.MultiplyAdd(columns[k], -scales[k], right, right);
        }

        double variance = Math.Max(1, TensorPrimitives.SumOfSquares<double>(right) / Math.Max(1, right.Length - n));
        var covariance = Numerics.Optimisation.ParameterCovariance.OfNormalMatrix(normal, n, variance);
        return ([.. scales[..phases].Select(s => Math.Max(0, s))], [.. Enumerable.Range(0, phases * phases).Select(i => covariance.Of(i / phases, i % phases))]);
    }

    private static void Add(double[] column, PeakColumns peaks, int peak, double intensity)
    {
        Span<double> window = column.AsSpan(peaks.First(peak)..peaks.End(peak));
        TensorPrimitives.MultiplyAdd(peaks.Values(peak), intensity, window, window);
    }

    private static Dictionary<string, MeasuredValue> Named(PhaseFit[] phases, double[] scales, double[] covariance) =>
        phases.Select((p, i) => (p.Phase.Name, Value: new MeasuredValue(scales[i], Math.Sqrt(covariance[(i * phases.Length) + i])))).ToDictionary(p => p.Name, p => p.Value);

    // f_i = s_i / Σ s over what counts; ∂f_i/∂s_j = (δ_ij − f_i) / Σ s.
    private static Dictionary<string, MeasuredValue> Fractions(PhaseFit[] phases, double[] scales, double[] covariance)
    {
        int[] counted = [.. Enumerable.Range(0, scales.Length).Where(i => phases[i].Phase.InFractions)];
        double total = counted.Sum(i => scales[i]);
        var fractions = new Dictionary<string, MeasuredValue>();
        foreach (int i in counted)
        {
            double f = scales[i] / total, variance = 0;
            foreach ((int j, int k) in counted.SelectMany(j => counted.Select(k => (j, k))))
            {
                double first = ((j == i ? 1 : 0) - f) / total, second = ((k == i ? 1 : 0) - f) / total;
                variance += first * covariance[(j * scales.Length) + k] * second;
            }

            fractions[phases[i].Phase.Name] = new MeasuredValue(f, Math.Sqrt(Math.Max(0, variance)));
        }

        return fractions;
    }
}
