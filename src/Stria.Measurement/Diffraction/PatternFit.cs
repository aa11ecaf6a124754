using Stria.Core;

namespace Stria.Measurement;

/// <summary>Fits the cells of phases, the profile and the intensities to a pattern, by Pawley's or Le Bail's method.</summary>
public static class PatternFit
{
    private static readonly double[] Widenings = [6, 3, 1.5];

    /// <summary>Fits a pattern.</summary>
    /// <param name="pattern">The pattern; against d it is turned to q.</param>
    /// <param name="phases">The phases with the cells to begin from.</param>
    /// <param name="options">How.</param>
    /// <param name="cancel">Stops between iterations.</param>
    /// <exception cref="ScenarioException">What was asked contradicts itself or the pattern: regions overlap, the wavelength is missing, no reflection lies in the range.</exception>
    public static PatternFitResult Run(Diffractogram pattern, IReadOnlyList<CrystalPhase> phases, PatternFitOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new PatternFitOptions();
        (pattern, options) = FitPoints.Turned(pattern, options);
        FitPoints points = FitPoints.Of(pattern, options);
        var problem = new PatternProblem(points, Model(pattern, points, phases, options), options);
        bool converged = Stages(problem, options, points, cancel);
        return PatternFitReport.Of(pattern, points, problem, options, converged);
    }

    /// <summary>The model of a pattern at its starting parameters.</summary>
    internal static PatternModel Model(Diffractogram pattern, FitPoints points, IReadOnlyList<CrystalPhase> phases, PatternFitOptions options)
    {
        Radiation radiation = points.Place.Axis == DiffractionAxis.TwoTheta
            ? options.Instrument?.Radiation ?? pattern.Radiation ?? throw new ScenarioException("The wavelength of the pattern is not known. Give it, as in --wavelength 0.24117 or --wavelength CuKa, or an instrument file.")
            : Radiation.Monochromatic(1);
        (double least, double most) = Spacings(points, radiation);
        ReflectionSet[] sets = [.. phases.Select(p => Set(p, least, most, points))];
        double scale = FitPoints.Scale(pattern), step = (points.Positions[^1] - points.Positions[0]) / points.Positions.Length;
        ForeignLine[] lines = [.. options.ForeignLines.Select(l => l with { Position = l.Position * scale })];
        double middle = points.Place.Factors(0.5 * (points.Positions[0] + points.Positions[^1])).A, strain = 0.3 * WidthEstimate.Of(points.Positions, points.Counts) / points.Place.WidthUnit / middle;
        var model = new PatternModel(points.Positions, points.Place, radiation, sets, lines) { LeastVariance = 0.04 * step * step, LeastStrainSquare = 1e-3 * strain * strain, UsualStrainSquare = strain * strain };
        Begin(model, points, options);
        BeginPhases(model, strain);
        return model;
    }

    private static ReflectionSet Set(CrystalPhase phase, double least, double most, FitPoints points)
    {
        if (!phase.Cell.Fits(phase.Group, 2e-3))
        {
            throw new ScenarioException($"The cell of '{phase.Name}' ({phase.Cell}) does not have the symmetry {phase.Group} ({phase.Group.System}). Perhaps its axes are in another order, or the symbol is of another setting.");
        }

        ReflectionSet set;
        try
        {
            set = ReflectionSet.Of(phase, least, most);
        }
        catch (ArgumentException e)
        {
            throw new ScenarioException($"Phase '{phase.Name}': {e.Message}", e);
        }

        return set.Reflections.Count > 0 ? set : throw new ScenarioException(
            $"No reflection of '{phase.Name}' lies between d = {least:g4} and {most:g4} Å, which the pattern covers ({points.Positions[0]:g5} … {points.Positions[^1]:g5}). Perhaps the wavelength is wrong, or the cell is in another unit.");
    }

    private static (double Least, double Most) Spacings(FitPoints points, Radiation radiation)
    {
        double low = points.Positions[0], high = points.Positions[^1], first = radiation.Lines.Min(l => l.Wavelength_angstrom);
        double OfAngle(double angle, double wavelength) => wavelength / (2 * Math.Sin(angle * Math.PI / 360));
        double hc = Diffractogram.PlanckTimesLight_eV_angstrom / 2000 / points.Place.SineOfFixedAngle;
        (double least, double most) = points.Place.Axis switch
        {
            DiffractionAxis.TwoTheta => (OfAngle(high, first), OfAngle(low, radiation.Wavelength_angstrom)),
            DiffractionAxis.Energy => (hc / high, hc / low),
            _ => (2 * Math.PI / high, 2 * Math.PI / low),
        };
        return (least * 0.985, most * 1.015); // lines may come into the range while the cell changes
    }

    private static void Begin(PatternModel model, FitPoints points, PatternFitOptions options)
    {
        double[] v = model.Parameters.Values;
        v[FitParameters.Displacement] = options.StartDisplacement_deg;
        if (options.Instrument is { } i)
        {
            (v[FitParameters.Zero], v[FitParameters.U], v[FitParameters.V], v[FitParameters.W]) = (i.Zero_deg, i.U, i.V, i.W);
            (v[FitParameters.X], v[FitParameters.Y], v[FitParameters.Z], v[FitParameters.Axial]) = (i.X, i.Y, i.Z, i.AxialDivergence);
            v[FitParameters.W] = model.LeastW();
            return;
        }

        double width = WidthEstimate.Of(points.Positions, points.Counts);
        v[FitParameters.W] = 0.5 * width * width / 5.545 / points.Place.VarianceUnit;
        v[FitParameters.X] = 0.4 * width / points.Place.WidthUnit;
        v[FitParameters.Axial] = options.Refine.HasFlag(ProfileTerms.Axial) ? 0.005 : 0;
    }

    // As the neighbour had them, or without own widths; the same strain in all directions where it depends on them.
    private static void BeginPhases(PatternModel model, double strain)
    {
        double[] v = model.Parameters.Values;
        for (int p = 0; p < model.Phases.Count; p++)
        {
            if (model.Phases[p].Phase.Before is { } before && before.StrainTerms.Count == model.Phases[p].StrainTerms.Count)
            {
                (v[model.Parameters.Size(p)], v[model.Parameters.Strain(p)]) = (before.SizeWidth, before.StrainWidth);
                before.StrainTerms.ToArray().CopyTo(v, model.Parameters.StrainTerm(p));
                continue;
            }

            for (int k = 0; k < model.Phases[p].StrainTerms.Count; k++)
            {
                v[model.Parameters.StrainTerm(p) + k] = strain * strain * model.Phases[p].IsotropicStrain[k];
            }
        }
    }

    private static bool Stages(PatternProblem problem, PatternFitOptions options, FitPoints points, CancellationToken cancel)
    {
        PatternModel model = problem.Model;
        if (!options.StartsWide || model.Phases.All(p => !p.Phase.RefinesCell))
        {
            return Refined(problem, options, cancel);
        }

        // Two ways to begin; where they lead to different lines, both are followed to the end.
        (double[] wide, double[] plain) = Beginnings(problem, points, cancel);
        wide.CopyTo(model.Parameters.Values, 0);
        problem.Evaluate();
        (int Phase, int Reflection, double Place, double Width)[] peaks = [.. model.StrongPeaks(problem.Linear.Intensities)];
        double wideStart = problem.ChiSquare;
        plain.CopyTo(model.Parameters.Values, 0);
        bool areApart = peaks.Any(p => !(Math.Abs(model.PositionOf(p.Phase, p.Reflection) - p.Place) < 0.1 * p.Width));
        problem.Evaluate();
        if (!areApart)
        {
            if (wideStart < problem.ChiSquare)
            {
                wide.CopyTo(model.Parameters.Values, 0);
            }

            return Refined(problem, options, cancel);
        }

        bool plainConverged = Refined(problem, options, cancel);
        double[] plainEnd = [.. model.Parameters.Values];
        double plainSquare = problem.ChiSquare;
        wide.CopyTo(model.Parameters.Values, 0);
        bool converged = Refined(problem, options, cancel);
        if (plainSquare < problem.ChiSquare)
        {
            plainEnd.CopyTo(model.Parameters.Values, 0);
            problem.Evaluate();
            converged = plainConverged;
        }

        return converged;
    }

    // Places first, then one width of each kind, then all.
    private static bool Refined(PatternProblem problem, PatternFitOptions options, CancellationToken cancel)
    {
        PatternModel model = problem.Model;
        FitParameters parameters = model.Parameters;
        ProfileTerms places = options.Refine & (ProfileTerms.Zero | ProfileTerms.Displacement);
        Free(model, options, places);
        problem.Minimise(20, 1e-4, cancel);
        if (options.Refine != places)
        {
            // One Gaussian and one Lorentzian width first: all five at once go astray from a poor start.
            Free(model, options, places | (options.Refine & (ProfileTerms.W | ProfileTerms.X)));
            problem.Minimise(20, 1e-4, cancel);
        }

        WithDirections(problem, options, cancel);
        Free(model, options, options.Refine);
        for (int k = 0; k < model.Phases.Count; k++)
        {
            parameters.Free[parameters.Size(k)] = options.RefineSizes;
            parameters.Free[parameters.Strain(k)] = options.RefineStrains && model.Phases[k].StrainTerms.Count == 0;
            Array.Fill(parameters.Free, true, parameters.StrainTerm(k), model.Phases[k].StrainTerms.Count);
        }

        return problem.Minimise(options.MaximumIterations, options.Tolerance, cancel);
    }

    // Phases whose strain depends on direction: one strain first, from which the terms begin.
    private static void WithDirections(PatternProblem problem, PatternFitOptions options, CancellationToken cancel)
    {
        PatternModel model = problem.Model;
        int[] turned = [.. Enumerable.Range(0, model.Phases.Count).Where(p => model.Phases[p].StrainTerms.Count > 0 && model.Phases[p].Phase.Before is null)];
        if (turned.Length == 0)
        {
            return;
        }

        double[] v = model.Parameters.Values;
        double[] start = [.. turned.Select(p => v[model.Parameters.StrainTerm(p)] / model.Phases[p].IsotropicStrain[0])];
        Free(model, options, options.Refine & ~(ProfileTerms.U | ProfileTerms.V));
        for (int k = 0; k < turned.Length; k++)
        {
            (int term, int strain) = (model.Parameters.StrainTerm(turned[k]), model.Parameters.Strain(turned[k]));
            v.AsSpan(term, model.Phases[turned[k]].StrainTerms.Count).Clear();
            v[strain] = Math.Sqrt(start[k]);
            model.Parameters.Free[strain] = true;
        }

        problem.Minimise(20, 1e-4, cancel);
        for (int k = 0; k < turned.Length; k++)
        {
            (int term, int strain) = (model.Parameters.StrainTerm(turned[k]), model.Parameters.Strain(turned[k]));
            double square = Math.Max(v[strain] * v[strain], 0.01 * start[k]);
            model.Phases[turned[k]].IsotropicStrain.Select(i => i * square).ToArray().CopyTo(v, term);
            v[strain] = 0;
        }
    }

    // Cells alone: with wide profiles that become narrower, which finds what is off by several widths, and with profiles as they are.
    private static (double[] Wide, double[] Plain) Beginnings(PatternProblem problem, FitPoints points, CancellationToken cancel)
    {
        PatternModel model = problem.Model;
        double width = WidthEstimate.Of(points.Positions, points.Counts);
        double[] start = [.. model.Parameters.Values];
        Array.Clear(model.Parameters.Free);
        Cells(model);
        foreach (double widening in Widenings)
        {
            model.ExtraVariance = widening * widening * width * width / 5.545;
            problem.Minimise(12, 1e-3, cancel);
        }

        model.ExtraVariance = 0;
        problem.Minimise(12, 1e-3, cancel);
        double[] wide = [.. model.Parameters.Values];
        start.CopyTo(model.Parameters.Values, 0);
        problem.Minimise(12, 1e-3, cancel);
        return (wide, [.. model.Parameters.Values]);
    }

    private static void Free(PatternModel model, PatternFitOptions options, ProfileTerms terms)
    {
        FitParameters parameters = model.Parameters;
        Array.Clear(parameters.Free);
        for (int k = 0; k < FitParameters.Profile; k++)
        {
            parameters.Free[k] = terms.HasFlag((ProfileTerms)(1 << k));
        }

        bool isAngle = model.Place.Axis == DiffractionAxis.TwoTheta;
        parameters.Free[FitParameters.Displacement] &= isAngle;
        parameters.Free[FitParameters.Axial] &= isAngle;
        parameters.Free[FitParameters.Ratio] &= isAngle && model.Parameters.Values[FitParameters.Ratio] > 0;
        Cells(model);
        for (int l = 0; l < options.ForeignLines.Count; l++)
        {
            parameters.Free[parameters.Line(l)] = options.ForeignLines[l].RefinesPosition;
        }
    }

    private static void Cells(PatternModel model)
    {
        for (int p = 0; p < model.Phases.Count; p++)
        {
            Array.Fill(model.Parameters.Free, model.Phases[p].Phase.RefinesCell, model.Parameters.Cell(p), model.Phases[p].CellParameters);
        }
    }
}
