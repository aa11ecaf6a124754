using Stria.Core;
using Stria.Matter;
using Stria.Numerics.Optimisation;

namespace Stria.Measurement;

/// <summary>Makes the result of a fit from its last state.</summary>
internal static class PatternFitReport
{
    internal static PatternFitResult Of(Diffractogram pattern, FitPoints points, PatternProblem problem, PatternFitOptions options, bool converged)
    {
        PatternModel model = problem.Model;
        int[] free = model.Parameters.FreeOnes;
        int count = points.Counts.Length, fitted = free.Length + problem.Linear.FreeCount;
        double total = 0, above = 0;
        double[] calculated = Filled(pattern.Count), background = Filled(pattern.Count);
        for (int i = 0; i < count; i++)
        {
            double below = 0;
            for (int k = 0; k < problem.Background.Length; k++)
            {
                below += problem.Linear.Background[k] * problem.Background[k][i];
            }

            background[points.Index[i]] = below;
            calculated[points.Index[i]] = points.Counts[i] - problem.Residuals[i];
            total += points.Weights[i] * points.Counts[i] * points.Counts[i];
            above += points.Weights[i] * (points.Counts[i] - below) * (points.Counts[i] - below);
        }

        double reduced = problem.ChiSquare / Math.Max(1, count - fitted), variance = Math.Max(1, reduced);
        IntensitySolver solver = problem.LeastSquares();
        double[][] derivatives = problem.Derivatives(free);
        ParameterCovariance? covariance = free.Length > 0 ? MisfitCovariance.Of(problem.Normal(free, solver).Matrix, solver.Projected(model.Columns, derivatives), points, problem.Residuals, variance, (double)count / Math.Max(1, count - fitted)) : null;
        double[] sigmas = solver.StandardDeviations(model.Columns, derivatives);
        double scale = 1 / FitPoints.Scale(pattern), widening = Math.Sqrt(variance);
        PhaseFit[] phases = [.. Enumerable.Range(0, model.Phases.Count).Select(p => Phase(problem, p, free, covariance, [.. sigmas.Select(s => s * widening)], scale))];
        phases = Presence(problem, solver, phases, variance);
        return new PatternFitResult
        {
            Phases = phases,
            Parameters = [.. free.Select((k, i) => new FittedParameter(model.Parameters.Names[k], model.Parameters.Values[k], covariance!.StandardDeviation(i)))],
            Correlations = [.. Enumerable.Range(0, free.Length * free.Length).Select(i => covariance!.Correlation(i / free.Length, i % free.Length))],
            ForeignLines = [.. options.ForeignLines.Select((l, i) => new FittedLine(l.Name, model.Parameters.Values[model.Parameters.Line(i)] * scale, problem.Linear.Intensities[model.FirstPeak(model.Phases.Count) + i]))],
            Instrument = Instrument(pattern, model, options),
            Displacement_deg = model.Parameters.Values[FitParameters.Displacement],
            Calculated = calculated,
            Background = background,
            Rwp = Math.Sqrt(problem.ChiSquare / total),
            RwpAboveBackground = Math.Sqrt(problem.ChiSquare / above),
            Rexp = Math.Sqrt(Math.Max(1, count - fitted) / total),
            ChiSquare = problem.ChiSquare,
            Points = count,
            FreeParameters = fitted,
            Iterations = problem.Iterations,
            Converged = converged,
            Remarks = [.. Remarks(phases, converged), .. Below(points, problem, background), .. Poor(Math.Sqrt(problem.ChiSquare / above), Math.Sqrt(reduced))],
        };
    }

    private static PhaseFit Phase(PatternProblem problem, int p, int[] free, ParameterCovariance? covariance, double[] sigmas, double scale)
    {
        PatternModel model = problem.Model;
        ReflectionSet set = model.Phases[p];
        int first = model.Parameters.Cell(p), n = set.CellParameters, peak = model.FirstPeak(p);
        double[] own = new double[n * n];
        int[] place = [.. Enumerable.Range(0, n).Select(k => Array.IndexOf(free, first + k))];
        for (int i = 0; i < n * n; i++)
        {
            bool isFree = place[i / n] >= 0 && place[i % n] >= 0;
            own[i] = isFree ? covariance!.Of(place[i / n], place[i % n]) : 0;
        }

        double[] parameters = model.Parameters.Values[first..(first + n)];
        FittedReflection[] reflections = [.. Enumerable.Range(0, set.Reflections.Count)
            .Where(r => model.PositionOf(p, r) is var x && x >= model.Positions[0] && x <= model.Positions[^1])
            .Select(r => new FittedReflection(set.Reflections[r].Indices, set.Reflections[r].Multiplicity, model.PositionOf(p, r) * scale,
                1 / Math.Sqrt(set.InverseSquare(r, parameters)), problem.Linear.Intensities[peak + r], sigmas[peak + r]))];
        return new PhaseFit(set.Phase, MeasuredCell.FromReciprocalMetric(set.Metric(parameters), set.MetricCovariance(own)), reflections)
        {
            SizeWidth = model.Parameters.Values[model.Parameters.Size(p)],
            StrainWidth = model.Parameters.Values[model.Parameters.Strain(p)],
            StrainTerms = model.Parameters.Values[model.Parameters.StrainTerm(p)..model.Parameters.Size(p)],
        };
    }

    // Each phase in turn is left out: intensities of the others and the background are found anew. Le Bail's intensities are judged by least squares as well.
    private static PhaseFit[] Presence(PatternProblem problem, IntensitySolver solver, PhaseFit[] phases, double variance)
    {
        PeakColumns columns = problem.Model.Columns;
        double with = ReferenceEquals(solver, problem.Linear) ? problem.ChiSquare : solver.ChiSquareWithout(columns, 0, 0);
        var result = new PhaseFit[phases.Length];
        for (int p = 0; p < phases.Length; p++)
        {
            int first = problem.Model.FirstPeak(p), end = first + problem.Model.Phases[p].Reflections.Count;
            double rise = solver.ChiSquareWithout(columns, first, end) - with;
            int active = Math.Max(1, solver.Intensities.AsSpan(first, end - first).ToArray().Count(i => i > 0));
            result[p] = phases[p] with { ChiSquareWithout = rise, IsPresent = rise > variance * (active + (5 * Math.Sqrt(2 * active))) };
        }

        return result;
    }

    private static InstrumentProfile Instrument(Diffractogram pattern, PatternModel model, PatternFitOptions options)
    {
        double[] v = model.Parameters.Values;
        InstrumentProfile start = options.Instrument ?? new InstrumentProfile { Radiation = pattern.Radiation ?? Radiation.Monochromatic(1) };
        RadiationLine[] lines = [.. start.Radiation.Lines];
        if (lines.Length > 1)
        {
            lines[1] = lines[1] with { Weight = v[FitParameters.Ratio] };
        }

        return start with
        {
            Radiation = options.Refine.HasFlag(ProfileTerms.Ratio) ? start.Radiation with { Lines = lines } : start.Radiation,
            Zero_deg = v[FitParameters.Zero],
            U = v[FitParameters.U],
            V = v[FitParameters.V],
            W = model.LeastW(),
            X = v[FitParameters.X],
            Y = v[FitParameters.Y],
            Z = v[FitParameters.Z],
            AxialDivergence = v[FitParameters.Axial],
        };
    }

    private static IEnumerable<Remark> Remarks(PhaseFit[] phases, bool converged)
    {
        if (!converged)
        {
            yield return Remark.Warning("The fit had not converged when its iterations ran out.");
        }

        foreach (PhaseFit phase in phases)
        {
            if (!phase.IsPresent)
            {
                yield return Remark.Warning($"'{phase.Phase.Name}' is not seen in the pattern: leaving it out raises χ² by no more than noise would. Its cell means nothing.");
                continue;
            }

            double[] before = phase.Phase.Cell.Metric_angstrom2(), after = phase.Cell.Cell.Metric_angstrom2();
            double change = Enumerable.Range(0, 3).Max(i => Math.Abs(Math.Sqrt(after[i] / before[i]) - 1));
            if (change > 0.03)
            {
                yield return Remark.Warning($"An axis of '{phase.Phase.Name}' moved by {100 * change:0.0} % from where the fit began: the lines may be indexed wrongly. Perhaps the wavelength or the starting cell is wrong.");
            }
        }
    }

    // A background below zero under counts that are not: wide peaks have taken its place, and widths, intensities and fractions mean nothing.
    private static IEnumerable<Remark> Below(FitPoints points, PatternProblem problem, double[] background)
    {
        // A dip at an end or under a crowd of lines is none.
        const double Share = 0.1;
        double least = 0, at = 0;
        int count = 0;
        for (int i = 0; i < points.Counts.Length; i++)
        {
            double below = background[points.Index[i]] + (5 / Math.Sqrt(points.Weights[i]));
            count += points.Counts[i] >= 0 && below < 0 ? 1 : 0;
            if (points.Counts[i] >= 0 && below < least)
            {
                (least, at) = (below, points.Positions[i]);
            }
        }

        if (count > Share * points.Counts.Length)
        {
            PatternModel model = problem.Model;
            string widest = Enumerable.Range(0, model.Phases.Count)
                .Select(p => (model.Phases[p].Phase.Name, Width: Enumerable.Range(0, model.Phases[p].Reflections.Count).Select(r => model.WidthOf(p, r)).Where(double.IsFinite).DefaultIfEmpty(0).Max()))
                .MaxBy(p => p.Width) is var w ? $"'{w.Name}' are up to {w.Width:g3} wide" : "";
            yield return Remark.Warning($"The background falls below zero (at {at:g5}) where counts do not: peaks stand in its place (those of {widest}). Widths, intensities and fractions mean nothing then. Perhaps it has too many terms or too few, or a width should be held.");
        }
    }

    private static IEnumerable<Remark> Poor(double aboveBackground, double goodness)
    {
        if (aboveBackground > 0.35 && goodness > 2)
        {
            yield return Remark.Warning($"The phases do not describe the pattern: {100 * aboveBackground:0} % of what lies above the background is left (goodness of fit {goodness:0.0}). Perhaps the wavelength or a cell is wrong, or a phase is missing.");
        }
    }

    private static double[] Filled(int count)
    {
        var values = new double[count];
        Array.Fill(values, double.NaN);
        return values;
    }
}
