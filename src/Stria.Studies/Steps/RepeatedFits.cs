using Stria.Core;
using Stria.Files;
using Stria.Matter;
using Stria.Measurement.Stxm;
using Stria.Numerics.Statistics;

namespace Stria.Studies;

/// <summary>Carries the errors of the common terms to x: by the equations of the fit, or, where these are not all of it, by fitting the pixels once more with each part of the error added.</summary>
/// <param name="context">The nouns of the run.</param>
/// <param name="path">"standards" or "clusters".</param>
/// <param name="amounts">The way amounts were found.</param>
/// <param name="assigned">Compositions of clusters that are known by hand.</param>
internal sealed class RepeatedFits(StudyContext context, string path, (IAmountSolver Solver, AmountOptions Options) amounts, IReadOnlyList<ClusterAssignment> assigned)
{
    // Parts of the error of the fitted terms that are carried on, the ones with the largest effect.
    private const int MostNuisances = 6;

    private readonly OpticalDensityStack measured = context.Get<OpticalDensityStack>(), sample = context.Get<OpticalDensityStack>("sample");
    private readonly BackgroundShape background = context.Get<BackgroundChoice>().Shape;

    /// <summary>Finds the errors and hands them on.</summary>
    public void Run(CancellationToken cancel)
    {
        // Fits pixel by pixel are compared with such a one, or noise that was smoothed away would pass for their difference.
        ReferenceFitResult fit = context.TryGet(FitStep.Alone(path), out ReferenceFitResult? alone) ? alone : context.Get<ReferenceFitResult>(path);
        bool isFollowed = path == "standards" && amounts.Solver is not SelectedAmounts;
        IReadOnlyList<CommonError> errors = isFollowed
            ? CommonErrorSlopes.Of(About(fit), [.. Changes()], cancel)
            : CommonErrors.Of(fit, context.Get<CompositionBasis>(path).Compositions, Moves(cancel));
        context.Put(errors);
        if (errors.Count == 0)
        {
            context.Say(Remark.Note("No error of energy shift, additive light and scale of the references is known, so none is carried to x: they were given, or there is nothing to take them from."));
            return;
        }

        CsvTable.Write(
            context.Table("common-errors.csv", "Errors common to all pixels: what one standard deviation of each does to x"),
            new CsvColumn("error", errors.Select(e => e.Meaning)),
            new CsvColumn("mean change of x", "1", errors.Select(e => Mean(e.Change))),
            new CsvColumn("median absolute change of x", "1", errors.Select(e => Quantiles.Median([.. e.Change.Select(Math.Abs)]))));
        context.Describe(
            $"The errors of {string.Join(", ", errors.Select(e => e.Meaning))} were carried to x by {(isFollowed ? "bringing each of them into the normal equations of every pixel" : "fitting the pixels once more with each of them added")}; they are common to all pixels and stand beside the error by noise.");
    }

    private static double Mean(float[] change) => change.Where(float.IsFinite).Select(v => (double)v).DefaultIfEmpty(double.NaN).Average();

    private FittedStack About(ReferenceFitResult fit)
    {
        context.TryGet("additive light", out float[]? light);
        var about = new FittedStack(measured, sample, fit, new ReferenceFitOptions(
            context.Get<ReferenceDesign>(), context.Get<CompositionBasis>(path).Compositions, context.Get<FoundParticles>().Mask, context.Get<AlignedStack>().NoiseFactors)
        {
            AdditiveLight = light,
            Solver = amounts.Solver,
            Amounts = amounts.Options,
            Threads = context.Threads,
        })
        {
            Light = context.Get<CalibrationResult>().Light,
        };
        return context.TryGet("", out PolarisedSample? polarised)
            ? about with { Dichroism = polarised.Model.DichroismAt(sample.PhotonEnergies_eV), Cosine = polarised.Directions.Cosine, Absorbing = polarised.First.Amounts }
            : about;
    }

    private IEnumerable<CommonMove> Changes()
    {
        CalibrationResult calibration = context.Get<CalibrationResult>();
        ScaledReferences references = context.Get<ScaledReferences>();
        double[] energies = sample.PhotonEnergies_eV;
        ReferenceDesign At(ScaledReferences library, double shift) => ReferenceDesign.At(library, energies, shift).With(background, energies);
        foreach (CalibrationMode mode in calibration.Modes)
        {
            CalibrationResult moved = calibration.Moved(mode);
            yield return new CommonMove(mode.Name, mode.Meaning) { Design = mode.Shift_eV == 0 ? null : At(references, moved.Shift_eV), Light = moved.Light == calibration.Light ? null : moved.Light };
        }

        foreach (NuisanceMode mode in context.TryGet("", out NuisanceModel? model) ? model.Modes.OrderByDescending(m => m.Effect).Take(MostNuisances) : [])
        {
            yield return model!.MoveBy(mode, context.Get<ScaledReferences>(NuisanceStep.Clean), energies, background);
        }

        if (context.TryGet("", out PolarisedSample? turned))
        {
            yield return new CommonMove("direction", "direction of the particles against the polarisation") { Cosine = turned.Turned().Directions.Cosine };
        }

        for (int k = 0; k < references.ScaleModes.Count; k++)
        {
            yield return new CommonMove($"reference_scale_{k + 1}", $"scale of the references ({k + 1})") { Scaling = references.Change(references.ScaleModes[k]) };
        }
    }

    private IEnumerable<(string Name, string Meaning, MovedFit Moved)> Moves(CancellationToken cancel)
    {
        CalibrationResult calibration = context.Get<CalibrationResult>();
        ScaledReferences references = context.Get<ScaledReferences>();
        foreach (CalibrationMode mode in calibration.Modes)
        {
            yield return (mode.Name, mode.Meaning, Fit(calibration.Moved(mode), references, cancel));
        }

        foreach (NuisanceMode mode in context.TryGet("", out NuisanceModel? model) ? model.Modes.OrderByDescending(m => m.Effect).Take(MostNuisances) : [])
        {
            yield return (mode.Name, mode.Meaning, Fit(model!, mode, cancel));
        }

        if (context.TryGet("", out PolarisedSample? turned))
        {
            yield return ("direction", "direction of the particles against the polarisation", Fit(calibration, turned.Turned(), cancel));
        }

        for (int k = 0; k < references.ScaleModes.Count; k++)
        {
            yield return ($"reference_scale_{k + 1}", $"scale of the references ({k + 1})", Fit(calibration, references.Moved(references.ScaleModes[k]), cancel));
        }
    }

    private MovedFit Fit(CalibrationResult calibration, ScaledReferences references, CancellationToken cancel)
    {
        context.TryGet("additive light", out float[]? light);
        OpticalDensityStack od = sample;
        if (calibration.Light != context.Get<CalibrationResult>().Light)
        {
            (od, light) = calibration.Light.Remove(measured, context.Threads, cancel: cancel);
            od = context.TryGet("", out PolarisedSample? polarised) ? polarised.Without(od, context.Threads, cancel) : od;
        }

        return Fit(od, light, (calibration.Shift_eV, references), cancel);
    }

    // The error of a direction is a pixel's own, or that of its neighbourhood; its effect on x is found like that of the others.
    private MovedFit Fit(CalibrationResult calibration, PolarisedSample turned, CancellationToken cancel)
    {
        (OpticalDensityStack od, float[] light) = calibration.Light.Remove(measured, context.Threads, cancel: cancel);
        return Fit(turned.Without(od, context.Threads, cancel), light, (calibration.Shift_eV, context.Get<ScaledReferences>()), cancel);
    }

    private MovedFit Fit(NuisanceModel model, NuisanceMode mode, CancellationToken cancel)
    {
        NuisanceModel moved = model.Moved(mode);
        OpticalDensityStack od = moved.WithLostCountsOf(measured, model, context.Threads, cancel);
        (od, float[] light) = moved.Light.Remove(od, context.Threads, cancel: cancel);
        od = context.TryGet("", out PolarisedSample? polarised) ? (polarised with { Model = moved }).Without(od, context.Threads, cancel) : od;
        return Fit(od, light, (moved.Shift_eV, moved.Seen(context.Get<ScaledReferences>(NuisanceStep.Clean))), cancel);
    }

    private MovedFit Fit(OpticalDensityStack od, float[]? light, (double Shift_eV, ScaledReferences References) library, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        (ReferenceDesign design, double[] compositions) = References(od, library);
        var options = new ReferenceFitOptions(design.With(background, od.PhotonEnergies_eV), compositions, context.Get<FoundParticles>().Mask, context.Get<AlignedStack>().NoiseFactors)
        {
            AdditiveLight = light,
            Solver = amounts.Solver,
            Amounts = amounts.Options,
            Threads = context.Threads,
        };
        return new MovedFit(ReferenceFit.Run(od, options, null, cancel), compositions);
    }

    private (ReferenceDesign Design, double[] Compositions) References(OpticalDensityStack od, (double Shift_eV, ScaledReferences References) library)
    {
        if (path == "standards")
        {
            return (ReferenceDesign.At(library.References, od.PhotonEnergies_eV, library.Shift_eV), [.. library.References.References.Select(r => r.Composition)]);
        }

        context.TryGet("", out HostMaterial? host);
        IReadOnlyList<ClusterReference> clusters = FitStep.Overridden(
            ClusterReferences.Assign(context.Get<ComponentMaps>(), od, library.References, (library.Shift_eV, background), host), assigned, host);
        return (ReferenceDesign.Of([.. clusters.Select(c => c.Spectrum)]), [.. clusters.Select(c => c.Composition)]);
    }
}
