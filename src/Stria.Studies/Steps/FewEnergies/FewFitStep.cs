using Stria.Core;
using Stria.Matter;
using Stria.Measurement.Stxm;
using Stria.Numerics.Statistics;

namespace Stria.Studies;

/// <summary>Fits neighbouring standards to each pixel, and forms x, its standard deviation, thickness and phase.</summary>
/// <param name="scenario">How.</param>
internal sealed class FewFitStep(FewEnergiesScenario scenario) : IStudyStep
{
    private const int MostEnergies = 10;

    /// <inheritdoc/>
    public string Name => "fit";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.References, scenario.Composition, scenario.Ratio];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        OpticalDensityStack od = context.Get<OpticalDensityStack>();
        if (od.FrameCount > MostEnergies)
        {
            throw new ScenarioException($"{od.FrameCount} energies are a stack for 'stria map', which fits the whole spectrum; 'stria few' is for {MostEnergies} at most.");
        }

        ScaledReferences references = References(context, out HostMaterial? host);
        PixelMask mask = context.Get<FoundParticles>().Mask;
        double[] factors = context.Get<AlignedStack>().NoiseFactors;
        double shift = Shift(context, od, mask, references, factors);
        progress.Report(new RunProgress(Name, 0.5));
        ReferenceFitResult fit = NeighbourFit.Fit(od, mask, references, shift, factors);
        var basis = CompositionBasis.Of(references, host, od.Noise.Gain > 0 || od.Noise.Floor > 0);
        CompositionMaps maps = CompositionMap.From(fit, basis, scenario.Composition.GaussianSigma);
        if (!maps.Composition.Values.Any(float.IsFinite))
        {
            throw new DataException($"no pixel of {mask.Count} holds three standard deviations of sample, so none has a composition. Perhaps the references belong to another edge.", scenario.Stack.Path);
        }

        context.Put(references);
        context.Put(fit, "few");
        context.Put(maps);
        Tell(context, od, fit, maps);
    }

    private ScaledReferences References(StudyContext context, out HostMaterial? host)
    {
        host = ReferenceLoading.Host(scenario.Material);
        ScenarioInputs.Of(scenario).Where(i => i.Setting.StartsWith("references.", StringComparison.Ordinal)).ToList().ForEach(i => context.NoteInput(Path.Combine(context.Folder.Root, i.Path)));
        IReadOnlyList<ReferenceSpectrum> standards = ReferenceLoading.Read(scenario.References, context.Folder);
        ScaledReferences scaled = host is not null && scenario.References.Scale != ReferenceScaling.None ? MolarScale.Apply(standards, host) : ScaledReferences.AsTheyAre(standards);
        scaled.Remarks.ToList().ForEach(context.Say);
        host?.Numbers().Select(n => n.Source).ToList().ForEach(context.Cite);
        return scaled;
    }

    private double Shift(StudyContext context, OpticalDensityStack od, PixelMask mask, ScaledReferences references, double[] factors)
    {
        if (scenario.EnergyShift_eV is { } given)
        {
            if (given == 0)
            {
                context.Say(Remark.Assumed("The energies of the images are taken to be those of the standards. Each 0.01 eV between them moves x by up to 0.016; give what a spectrum of the same session says, by --energy-shift."));
            }

            context.Report(new Headline("energy_shift", given, "eV", "Energy shift: stack minus references, as given"));
            return given;
        }

        (double shift, double deviation) = NeighbourFit.Shift(od, mask, references, scenario.ShiftRange_eV, factors);
        if (Math.Abs(shift) > scenario.ShiftRange_eV - 0.03)
        {
            context.Say(Remark.Warning($"The energy shift lies at the end of the search range (±{scenario.ShiftRange_eV:g3} eV): with few energies it is not well determined. Give one by --energy-shift."));
        }

        context.Report(new Headline("energy_shift", shift, "eV", "Energy shift: stack minus references") { StandardDeviation = deviation });
        return shift;
    }

    private void Tell(StudyContext context, OpticalDensityStack od, ReferenceFitResult fit, CompositionMaps maps)
    {
        float[] x = maps.Composition.Values;
        double[] known = [.. x.Where(float.IsFinite).Select(v => (double)v)];
        double mean = known.Average();
        context.Report(new Headline("mean_composition", mean, "1", "Mean composition x over the pixels (± spread over the pixels)") { StandardDeviation = Math.Sqrt(known.Average(v => (v - mean) * (v - mean))) });
        context.Report(new Headline("median_sigma_x", Quantiles.Median(maps.Deviation.Values), "1", "Median standard deviation of x in a pixel, before the filter"));
        context.Report(new Headline("median_thickness", Quantiles.Median(maps.Thickness.Values), maps.Thickness.Unit, "Median thickness, or amount in units of the references"));
        if (od.FrameCount > 2)
        {
            context.Report(new Headline("reduced_chi_square", fit.MedianReducedChiSquare, "1", "Median reduced χ² of the fit"));
        }

        FewEnergiesDoubt.Of(od.FrameCount > 2 ? fit.MedianReducedChiSquare : double.NaN, Quantiles.Median(maps.Deviation.Values), maps.Composition.Values.Count(float.IsFinite) / (double)context.Get<FoundParticles>().Mask.Count).ToList().ForEach(context.Say);

        double sigma = scenario.Composition.GaussianSigma;
        context.Describe(
            $"Each pixel was fitted at {od.FrameCount} energies ({string.Join(", ", od.PhotonEnergies_eV.Select(e => $"{e:f1}"))} eV) by the two neighbouring standards of least χ², neither amount negative, weighted by the noise of the counts"
            + $"{(sigma > 0 ? $"; a Gaussian filter (σ = {sigma:g2} px) was applied to the amounts" : "")}; x = Σ nᵢxᵢ/Σ nᵢ.");
    }
}
