using Stria.Core;
using Stria.Files;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>Optical density with its offset, and the mask of the sample.</summary>
/// <param name="scenario">How.</param>
public sealed class OpticalDensityStep(MapScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => MapSteps.NameOf(MapStep.OpticalDensity);

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.OpticalDensity, scenario.Mask];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        AlignedStack aligned = context.Get<AlignedStack>();
        IncidentSpectrum incident = context.Get<IncidentSpectrum>();
        OpticalDensityStack od = OpticalDensity.TakeOver(aligned, context.Get<SelectedFrames>().Content, incident, context.Get<NoiseReport>().Model, context.Threads);
        progress.Report(new RunProgress(Name, 0.6));

        // No later step asks for counts: optical densities have taken their place.
        context.Put(aligned with { Stack = aligned.Stack.WithoutCounts() });
        od = WithoutOffset(od, incident, context);
        FoundParticles particles = Particles(od, incident, context);
        context.Put(od);
        context.Put(particles);
        double[] mean = OpticalDensity.MeanSpectrum(od, particles.Mask.Inside);
        int peak = Array.IndexOf(mean, mean.Max());
        context.Report(new Headline("od_peak_energy", od.PhotonEnergies_eV[peak], "eV", "Energy of the highest mean optical density"));
        CsvTable.Write(
            context.Table("mean-spectrum.csv", "Mean optical density of the sample"),
            new CsvColumn("photon energy", "eV", od.PhotonEnergies_eV),
            new CsvColumn("optical density", "1", mean));
        context.Describe(
            $"Optical density ln(I₀/I) was formed; {particles.Mask.Count} of {od.Grid.Count} pixels were taken as sample"
            + $"{(double.IsFinite(particles.Threshold) ? $" (mean optical density above {particles.Threshold:g3})" : $" ({scenario.Mask.Method})")}.");
    }

    private OpticalDensityStack WithoutOffset(OpticalDensityStack od, IncidentSpectrum incident, StudyContext context)
    {
        if (scenario.OpticalDensity.Offset is { } given)
        {
            return given == 0 ? od : OpticalDensity.Subtract(od, given);
        }

        if (!incident.IsExternal)
        {
            return od;
        }

        OffsetEstimate offset = OpticalDensity.Offset(od);
        context.Report(new Headline("od_offset", offset.Value, "1", "Offset of the optical density (lowest pre-edge value)") { StandardDeviation = offset.Deviation });
        if (!offset.IsSignificant)
        {
            return od;
        }

        context.Say(Remark.Warning(
            $"I₀ and the stack are on different scales: the lowest optical density before the edge ({offset.From_eV:f1}–{offset.To_eV:f1} eV) is {offset.Value:f3} ± {offset.Deviation:f3}. "
            + "This offset was taken off every value before thickness is computed; if the thinnest place of the field is not open, thickness is too low by its share. --od-offset sets or forbids it."));
        context.Describe($"A global offset of {offset.Value:f3} ± {offset.Deviation:f3}, the lowest pre-edge optical density of the field, was subtracted.");
        return OpticalDensity.Subtract(od, offset.Value);
    }

    private FoundParticles Particles(OpticalDensityStack od, IncidentSpectrum incident, StudyContext context)
    {
        switch (scenario.Mask)
        {
            case FileMask file:
                context.NoteInput(file.Path);
                PixelMask drawn = FullFrameMask.Fit(MaskFile.Read(file.Path), context.Get<SelectedFrames>().Stack.Grid, od.Grid, file.Path);
                return ParticleMask.Given(od, drawn, file.Path);
            case ThresholdMask threshold:
                return ParticleMask.Above(od, threshold.Threshold);
            default:
                return ParticleMask.Find(od, incident.OpenArea);
        }
    }
}
