using Stria.Core;
using Stria.Figures;

namespace Stria.Studies;

/// <summary>Figures of regions of interest: where they lie, their spectra, their thickness.</summary>
internal static class RegionFigures
{
    /// <summary>The figures; none without regions.</summary>
    public static IEnumerable<NamedFigure> Of(StudyContext context)
    {
        if (!context.TryGet("", out FoundRegions? found))
        {
            yield break;
        }

        IReadOnlyList<FoundRegion> regions = found.Regions;
        IReadOnlyList<LinePanel> spectra = StackedSpectra.Panels([.. regions.Select(r => new Spectrum(found.PhotonEnergies_eV, r.Spectrum.Mean, Title(r), "1"))], byComposition: regions.All(r => r.Composition is not null));
        ScalarField image = context.Get<Measurement.Stxm.FoundParticles>().MeanImage;
        var places = new MapPanel(image)
        {
            Title = "regions",
            Label = "mean optical density",
            Colours = ColourMap.Grey,
            Outlines = [.. regions.Select((r, k) => MapOutline.Of(r.Spectrum.Name, r.Spectrum.Mask) with { Colour = Palette.Categorical(k) })],
        };
        yield return NamedFigure.Of(
            "roi-spectra",
            "Spectra of the regions, by composition",
            "Peaks that move and change in order with x, as those of the standards do; a region out of order is a mixture, thick enough to saturate, or of another kind.",
            new Figure([places, .. spectra]) { Columns = 2, PanelLetters = true });
        if (regions[0].Thickness is { } thickness)
        {
            string unit = thickness.Unit == "nm" ? "thickness [nm]" : "amount";
            yield return NamedFigure.Of(
                "roi-thickness",
                "Thickness along the regions",
                "Smooth profiles; a step where composition steps, too, means that thickness passes for composition or the reverse.",
                new Figure(new LinePanel(new Axis("distance along the region [px]"), new Axis(unit), [.. regions.Select((r, k) => new Series(r.Spectrum.Name, [.. r.Profile.Select(p => p.Distance)], [.. r.Profile.Select(p => p.Mean)]) { Sd = [.. r.Profile.Select(p => double.IsFinite(p.Deviation) ? p.Deviation : 0)], Colour = Palette.Categorical(k) })])) { Width = 420 });
        }
    }

    private static string Title(FoundRegion region) => region.Composition is { } x ? $"{region.Spectrum.Name}, x = {x:f2}" : region.Spectrum.Name;
}
