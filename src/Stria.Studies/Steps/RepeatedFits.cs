using Stria.Core;
using Stria.Files;
using Stria.Matter;
using Stria.Measurement.Stxm;
using Stria.Numerics.Statistics;

namespace Stria.Studies;

/// <summary>Fits the pixels once more with each part of the error of the common terms added, so that the error reaches x.</summary>
/// <param name="context">The nouns of the run.</param>
/// <param name="path">"standards" or "clusters".</param>
/// <param name="amounts">The way amounts were found.</param>
/// <param name="assigned">Compositions of clusters that are known by hand.</param>
internal sealed class RepeatedFits(StudyContext context, string path, (IAmountSolver Solver, AmountOptions Options) amounts, IReadOnlyList<ClusterAssignment> assigned)
{
    private readonly OpticalDensityStack measured = context.Get<OpticalDensityStack>(), sample = context.Get<OpticalDensityStack>("sample");
    private readonly BackgroundShape background = context.Get<BackgroundChoice>().Shape;

    /// <summary>Finds the errors and hands them on.</summary>
    public void Run(CancellationToken cancel)
    {
        IReadOnlyList<CommonError> errors = CommonErrors.Of(context.Get<ReferenceFitResult>(path), context.Get<CompositionBasis>(path).Compositions, Moves(cancel));
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
            $"The errors of {string.Join(", ", errors.Select(e => e.Meaning))} were carried to x by fitting the pixels once more with each of them added; they are common to all pixels and stand beside the error by noise.");
    }

    private static double Mean(float[] change) => change.Where(float.IsFinite).Select(v => (double)v).DefaultIfEmpty(double.NaN).Average();

    private IEnumerable<(string Name, string Meaning, MovedFit Moved)> Moves(CancellationToken cancel)
    {
        CalibrationResult calibration = context.Get<CalibrationResult>();
        ScaledReferences references = context.Get<ScaledReferences>();
        foreach (CalibrationMode mode in calibration.Modes)
        {
            yield return (mode.Name, mode.Meaning, Fit(calibration.Moved(mode), references, cancel));
        }

        for (int k = 0; k < references.ScaleModes.Count; k++)
        {
            yield return ($"reference_scale_{k + 1}", $"scale of the references ({k + 1})", Fit(calibration, references.Moved(references.ScaleModes[k]), cancel));
        }
    }

    private MovedFit Fit(CalibrationResult calibration, ScaledReferences references, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        context.TryGet("additive light", out float[]? light);
        OpticalDensityStack od = sample;
        if (calibration.Light != context.Get<CalibrationResult>().Light)
        {
            (od, light) = calibration.Light.Remove(measured, context.Threads, cancel);
            od = context.TryGet("", out PolarisedSample? polarised) ? polarised.Without(od, context.Threads, cancel) : od;
        }

        (ReferenceDesign design, double[] compositions) = References(od, calibration, references);
        var options = new ReferenceFitOptions(design.With(background, od.PhotonEnergies_eV), compositions, context.Get<FoundParticles>().Mask, context.Get<AlignedStack>().NoiseFactors)
        {
            AdditiveLight = light,
            Solver = amounts.Solver,
            Amounts = amounts.Options,
            Threads = context.Threads,
        };
        return new MovedFit(ReferenceFit.Run(od, options, null, cancel), compositions);
    }

    private (ReferenceDesign Design, double[] Compositions) References(OpticalDensityStack od, CalibrationResult calibration, ScaledReferences references)
    {
        if (path == "standards")
        {
            return (ReferenceDesign.At(references, od.PhotonEnergies_eV, calibration.Shift_eV), [.. references.References.Select(r => r.Composition)]);
        }

        context.TryGet("", out HostMaterial? host);
        IReadOnlyList<ClusterReference> clusters = FitStep.Overridden(
            ClusterReferences.Assign(context.Get<ComponentMaps>(), od, references, (calibration.Shift_eV, background), host), assigned, host);
        return (ReferenceDesign.Of([.. clusters.Select(c => c.Spectrum)]), [.. clusters.Select(c => c.Composition)]);
    }
}
