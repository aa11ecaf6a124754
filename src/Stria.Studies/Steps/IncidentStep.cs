using Stria.Core;
using Stria.Files;
using Stria.Measurement.Stxm;
using Stria.Numerics.Geometry;

namespace Stria.Studies;

/// <summary>Finds the incident intensity I₀(E).</summary>
/// <param name="scenario">Where it comes from.</param>
public sealed class IncidentStep(MapScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => MapSteps.NameOf(MapStep.Incident);

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Incident];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        SpectralStack stack = context.Get<AlignedStack>().Stack;
        IncidentSpectrum incident = context.Get<SelectedFrames>().Content == StackContent.Intensity ? Of(stack, context) : Unity(stack);
        context.Put(incident);
        CsvTable.Write(
            context.Table("i0.csv", "Incident intensity"),
            new CsvColumn("photon energy", "eV", stack.PhotonEnergies_eV),
            new CsvColumn("I0", "counts", incident.Values));
        context.Describe($"The incident intensity was {incident.Origin}{(incident.OpenArea is { } area ? $" ({area.Count} pixels)" : "")}.");
    }

    private static IncidentSpectrum Unity(SpectralStack stack) =>
        new([.. stack.PhotonEnergies_eV.Select(_ => 1.0)], null, IsExternal: true, "contained in the data already");

    private IncidentSpectrum Of(SpectralStack stack, StudyContext context)
    {
        Spectrum? embedded = context.Get<Scan>().IncidentSpectrum;
        switch (scenario.Incident)
        {
            case FileIncident file:
                context.NoteInput(file.Path);
                return IncidentIntensity.From(SpectrumFile.Read(file.Path), stack);
            case EmbeddedIncident when embedded is null:
                throw new DataException("holds no I₀ of its own. Give one by --i0 FILE, or an open area by --i0-roi.", scenario.Stack.Path);
            case MaskIncident mask:
                context.NoteInput(mask.Path);
                return IncidentIntensity.From(stack, FullFrameMask.Fit(MaskFile.Read(mask.Path), context.Get<SelectedFrames>().Stack.Grid, stack.Grid, mask.Path), $"the mean over {Path.GetFileName(mask.Path)}");
            case RegionIncident region:
                ImageGrid full = context.Get<SelectedFrames>().Stack.Grid;
                bool[] inside = PolygonRaster.Inside([.. region.Polygon.Select(p => (p.Row, p.Column))], full.Height, full.Width);
                return IncidentIntensity.From(stack, FullFrameMask.Fit(new PixelMask(full.Height, full.Width, inside), full, stack.Grid, "--i0-roi"), region.Method);
            default:
                return embedded is not null ? IncidentIntensity.From(embedded, stack) : Found(stack);
        }
    }

    private static IncidentSpectrum Found(SpectralStack stack) => IncidentIntensity.Find(stack) ?? throw new DataException(
        "no open area was found: the brightest pixels are not of one brightness, so sample seems to fill the field. "
        + "Give I₀ by --i0 FILE, or pixels without sample by --i0-roi.",
        stack.Provenance.Source);
}
