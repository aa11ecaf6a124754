using Stria.Core;
using Stria.Files;
using Stria.Measurement.Stxm;
using Stria.Numerics.Geometry;

namespace Stria.Studies;

/// <summary>Mean spectra of regions of interest, their composition by the standards, and their thickness.</summary>
/// <param name="scenario">Which regions.</param>
internal sealed class RegionsStep(MapScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "regions";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Regions];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        OpticalDensityStack od = context.Get<OpticalDensityStack>();
        context.TryGet("", out CompositionMaps? maps);
        var found = new List<FoundRegion>();
        foreach (IRegionSettings region in scenario.Regions)
        {
            cancel.ThrowIfCancellationRequested();
            var spectrum = RegionSpectrum.Of(region.Label, od, Mask(region, od, maps, context));
            found.Add(new FoundRegion(spectrum) { Thickness = maps?.Thickness, Profile = maps is null ? [] : spectrum.Profile(maps.Thickness.Values) });
        }

        if (context.TryGet("", out ScaledReferences? references))
        {
            found = Composed(found, od, references, context);
        }

        var regions = new FoundRegions([.. found.OrderBy(f => f.Composition ?? double.NaN).ThenBy(f => found.IndexOf(f))], od.PhotonEnergies_eV);
        context.Put(regions);
        Write(regions, maps, context);
        context.Describe($"Mean spectra of {found.Count} regions were formed{(found[0].Composition is null ? "" : ", and fitted with the standards as the pixels were")}.");
    }

    private static PixelMask Mask(IRegionSettings region, OpticalDensityStack od, CompositionMaps? maps, StudyContext context)
    {
        ImageGrid full = context.Get<SelectedFrames>().Stack.Grid;
        switch (region)
        {
            case PolygonRegion polygon:
                bool[] inside = PolygonRaster.Inside([.. polygon.Polygon.Select(p => (p.Row, p.Column))], full.Height, full.Width);
                return FullFrameMask.Fit(new PixelMask(full.Height, full.Width, inside), full, od.Grid, region.Label);
            case MaskRegion file:
                string path = Path.Combine(context.Folder.Root, file.Path);
                context.NoteInput(path);
                return FullFrameMask.Fit(MaskFile.Read(path), full, od.Grid, path);
            default:
                var threshold = (ThresholdRegion)region;
                if (threshold.Of != RegionMap.OpticalDensity && maps is null)
                {
                    throw new ScenarioException($"The region '{region.Label}' asks for {(threshold.Of == RegionMap.Composition ? "composition" : "thickness")}, which this run does not make: let it go to the step 'composition', with references.");
                }

                float[] values = threshold.Of switch
                {
                    RegionMap.Composition => maps!.Composition.Values,
                    RegionMap.Thickness => maps!.Thickness.Values,
                    _ => context.Get<FoundParticles>().MeanImage.Values,
                };
                bool[] sample = context.Get<FoundParticles>().Mask.Inside;
                return new PixelMask(od.Grid.Height, od.Grid.Width, [.. values.Select((v, p) => sample[p] && v >= (threshold.From ?? double.NegativeInfinity) && v < (threshold.Below ?? double.PositiveInfinity))]);
        }
    }

    // The mean spectra in the fit of a pixel: same references, same energy shift, same background.
    private static List<FoundRegion> Composed(List<FoundRegion> found, OpticalDensityStack od, ScaledReferences references, StudyContext context)
    {
        ReferenceDesign design = ReferenceDesign.At(references, od.PhotonEnergies_eV, context.Get<CalibrationResult>().Shift_eV);
        design = design.With(context.Get<BackgroundChoice>().Shape, od.PhotonEnergies_eV);
        OpticalDensityStack sample = context.TryGet("sample", out OpticalDensityStack? own) ? own : od;
        RegionSpectrum[] corrected = [.. found.Select(f => RegionSpectrum.Of(f.Spectrum.Name, sample, f.Spectrum.Mask))];
        int n = found.Count, energies = od.FrameCount;
        double[] data = new double[energies * n], weights = new double[energies * n];
        for (int i = 0; i < data.Length; i++)
        {
            double d = corrected[i % n].Mean[i / n];
            (data[i], weights[i]) = design.Used[i / n] && double.IsFinite(d) ? (d, 1) : (0, 0);
        }

        var fit = new SpectraFit(design);
        var solved = new SpectraFitBlock(fit, n);
        fit.Solve(data, weights, n, solved);
        return [.. found.Select((f, s) =>
        {
            double[] amounts = [.. Enumerable.Range(0, design.Count).Select(r => solved.Amounts[(r * n) + s])];
            double total = amounts.Sum(), squares = 0;
            for (int e = 0; e < energies; e++)
            {
                squares += weights[(e * n) + s] * Math.Pow(data[(e * n) + s] - solved.Model[(e * n) + s], 2);
            }

            return f with { Composition = total > 0 ? amounts.Select((a, r) => a * references.References[r].Composition).Sum() / total : double.NaN, Residual = Math.Sqrt(squares / design.UsedCount) };
        })];
    }

    private static void Write(FoundRegions regions, CompositionMaps? maps, StudyContext context)
    {
        IReadOnlyList<FoundRegion> all = regions.Regions;
        CsvTable.Write(
            context.Table("roi-spectra.csv", "Mean optical density of each region and its spread"),
            [new CsvColumn("photon energy", "eV", regions.PhotonEnergies_eV), .. all.SelectMany(r => new CsvColumn[] { new(r.Spectrum.Name, "1", r.Spectrum.Mean), new($"sd of {r.Spectrum.Name}", "1", r.Spectrum.Spread) })]);
        double Of(FoundRegion r, ScalarField map, Func<double[], double> figure)
        {
            double[] values = [.. Enumerable.Range(0, map.Values.Length).Where(p => r.Spectrum.Mask.Inside[p] && float.IsFinite(map.Values[p])).Select(p => (double)map.Values[p])];
            return values.Length == 0 ? double.NaN : figure(values);
        }

        double Mean(double[] v) => v.Average();
        double Deviation(double[] v) => v.Length < 2 ? double.NaN : Math.Sqrt(v.Sum(x => (x - v.Average()) * (x - v.Average())) / (v.Length - 1));
        string unit = maps?.Thickness.Unit ?? "";
        CsvTable.Write(
            context.Table("roi.csv", "Regions, by composition"),
            [
                new CsvColumn("region", all.Select(r => r.Spectrum.Name)),
                new CsvColumn("pixels", "1", all.Select(r => (double)r.Spectrum.Mask.Count)),
                .. all[0].Composition is null ? [] : (CsvColumn[])[new CsvColumn("x of the mean spectrum", "1", all.Select(r => r.Composition!.Value)), new CsvColumn("residual", "1", all.Select(r => r.Residual))],
                .. maps is null ? [] : (CsvColumn[])
                [
                    new CsvColumn("mean x of its pixels", "1", all.Select(r => Of(r, maps.Composition, Mean))), new CsvColumn("sd of x over its pixels", "1", all.Select(r => Of(r, maps.Composition, Deviation))),
                    new CsvColumn("mean thickness", unit, all.Select(r => Of(r, maps.Thickness, Mean))), new CsvColumn("sd of thickness", unit, all.Select(r => Of(r, maps.Thickness, Deviation))),
                ],
            ]);
        if (maps is not null)
        {
            CsvTable.Write(
                context.Table("roi-thickness.csv", "Thickness along the longest direction of each region"),
                new CsvColumn("region", all.SelectMany(r => r.Profile.Select(_ => r.Spectrum.Name))),
                new CsvColumn("distance", "px", all.SelectMany(r => r.Profile.Select(p => p.Distance))),
                new CsvColumn("thickness", unit, all.SelectMany(r => r.Profile.Select(p => p.Mean))),
                new CsvColumn("sd of thickness", unit, all.SelectMany(r => r.Profile.Select(p => p.Deviation))));
        }

        foreach (FoundRegion r in all.Where(r => r.Composition is { } x && double.IsFinite(x)))
        {
            context.Report(new Headline($"x_{r.Spectrum.Name}", r.Composition!.Value, "1", $"Composition of the mean spectrum of region {r.Spectrum.Name}"));
        }
    }
}

/// <summary>The regions of a run.</summary>
/// <param name="Regions">The regions, by composition where it is known.</param>
/// <param name="PhotonEnergies_eV">Energies of their spectra [eV].</param>
internal sealed record FoundRegions(IReadOnlyList<FoundRegion> Regions, double[] PhotonEnergies_eV);

/// <summary>A region with what was found in it.</summary>
/// <param name="Spectrum">Its mean spectrum.</param>
internal sealed record FoundRegion(RegionSpectrum Spectrum)
{
    /// <summary>x of the mean spectrum by the standards; null without standards.</summary>
    public double? Composition { get; init; }

    /// <summary>Root mean square difference between the mean spectrum and its fit.</summary>
    public double Residual { get; init; }

    /// <summary>The map of thickness; null where none was made.</summary>
    public ScalarField? Thickness { get; init; }

    /// <summary>Thickness along the region's longest direction.</summary>
    public IReadOnlyList<(double Distance, double Mean, double Deviation)> Profile { get; init; } = [];
}
