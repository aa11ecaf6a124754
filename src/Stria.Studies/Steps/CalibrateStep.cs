using Stria.Core;
using Stria.Matter;
using Stria.Measurement.Stxm;
using Stria.Numerics.Images;

namespace Stria.Studies;

/// <summary>Puts the references on their scale, and fits what is common to all pixels: energy shift, stray light, halo.</summary>
/// <param name="scenario">Which references, which material, what to fit.</param>
public sealed class CalibrateStep(MapScenario scenario) : ICheckpointedStep
{
    private const int FewestInnerPixels = 200;
    private const double NeedOfBackground = 1.5, NeedOfLine = 1.25;

    /// <summary>Name of the mask of the pixels that hold what the references describe.</summary>
    internal const string Matter = "matter";

    /// <inheritdoc/>
    public string Name => MapSteps.NameOf(MapStep.Calibrate);

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.References, scenario.Fit, new MaterialName(scenario.Material ?? ""), new AskedLight(AsksFor(scenario.Nuisances.StrayLight), AsksFor(scenario.Nuisances.Halo))];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        ScaledReferences references = Prepare(context);
        references.Remarks.ToList().ForEach(context.Say);
        OpticalDensityStack od = context.Get<OpticalDensityStack>();
        PixelMask sample = context.Get<FoundParticles>().Mask;
        bool ownOpenArea = context.Get<IncidentSpectrum>().OpenArea is not null;
        HaloEstimate? halo = ownOpenArea && AsksFor(scenario.Nuisances.Halo) ? HaloEstimate.Find(od, sample) : null;
        progress.Report(new RunProgress(Name, 0.3));
        var options = new CalibrationOptions(Inner(sample), context.Get<AlignedStack>().NoiseFactors)
        {
            FixedShift_eV = scenario.Fit.EnergyShift_eV,
            ShiftRange_eV = scenario.Fit.ShiftRange_eV,
            FitStrayLight = ownOpenArea && AsksFor(scenario.Nuisances.StrayLight),
            Halo = halo,
            Seed = scenario.Seed,
        };
        (CalibrationResult found, BackgroundShape background) = Calibrate(od, references, options, context, cancel);
        context.Put(new BackgroundChoice(background));
        Put(context, found);
        Tell(context, found);
    }

    /// <inheritdoc/>
    public void Save(StudyContext context, string path)
    {
        CalibrationResult c = context.Get<CalibrationResult>();
        CheckpointFile.Replace(path, Name, new Dictionary<string, double[]>
        {
            ["values"] = [c.Shift_eV, c.ShiftDeviation_eV, c.Light.Stray, c.Light.Halo, c.Light.HaloWidth, c.StrayDeviation, c.HaloDeviation, c.ReducedChiSquare, c.IsAtLimit ? 1 : 0, (double)context.Get<BackgroundChoice>().Shape],
            ["shifts"] = c.Curve?.Shifts_eV ?? [],
            ["mean_squares"] = c.Curve?.MeanSquares ?? [],
            ["modes"] = [.. c.Modes.SelectMany(m => new[] { CalibrationMode.Kinds.ToList().FindIndex(k => k.Name == m.Name), m.Shift_eV, m.Stray, m.Halo, m.HaloWidth })],
        });
    }

    /// <inheritdoc/>
    public bool TryLoad(StudyContext context, string path)
    {
        if (CheckpointFile.Read(path, Name) is not { } saved)
        {
            return false;
        }

        double[] v = saved["values"];
        Prepare(context);
        context.Put(new BackgroundChoice((BackgroundShape)(int)v[9]));
        Put(context, new CalibrationResult(v[0], v[1], new AdditiveLight(v[2], v[3], v[4]))
        {
            StrayDeviation = v[5],
            HaloDeviation = v[6],
            ReducedChiSquare = v[7],
            Modes = [.. saved["modes"].Chunk(5).Select(m => CalibrationMode.Kinds[(int)m[0]] with { Shift_eV = m[1], Stray = m[2], Halo = m[3], HaloWidth = m[4] })],
            IsAtLimit = v[8] != 0,
            Curve = saved["shifts"].Length > 0 ? new ShiftCurve(saved["shifts"], saved["mean_squares"], saved["shifts"][Lowest(saved["mean_squares"])]) : null,
        });
        return true;
    }

    private static bool AsksFor(NuisanceChoice choice) => choice != NuisanceChoice.None;

    private static int Lowest(double[] values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            best = values[i] < values[best] || double.IsNaN(values[best]) ? i : best;
        }

        return best;
    }

    private static void Put(StudyContext context, CalibrationResult calibration)
    {
        OpticalDensityStack od = context.Get<OpticalDensityStack>();
        context.Put(calibration);
        context.Put(MatterMask.Of(od, context.Get<ScaledReferences>(), calibration.Shift_eV, context.Get<FoundParticles>().Mask), Matter);
        if (calibration.Light.IsNone)
        {
            context.Put(od, "sample");
            return;
        }

        (OpticalDensityStack corrected, float[] light) = calibration.Light.Remove(od, context.Threads);
        context.Put(corrected, "sample");
        context.Put(light, "additive light");
    }

    // Edge pixels are part sample, part not; they would pass for stray light.
    internal static PixelMask Inner(PixelMask sample)
    {
        var inner = new PixelMask(sample.Height, sample.Width, Morphology.Erode(sample.Inside, sample.Height, sample.Width, 2));
        return inner.Count >= FewestInnerPixels ? inner : sample;
    }

    // What else absorbs in a pixel (a film, another phase, a pre-edge that was taken off the references) is smooth beside them. It is used where the
    // data ask for it, and the film, which has one amount, before the line, which has two; where they do not ask, it would only take up amounts.
    private (CalibrationResult Found, BackgroundShape Background) Calibrate(
        OpticalDensityStack od, ScaledReferences references, CalibrationOptions options, StudyContext context, CancellationToken cancel)
    {
        CalibrationResult With(BackgroundShape shape, bool isDraft, CalibrationOptions how) => GlobalCalibration.Fit(od, references, how with { Background = shape, IsDraft = isDraft }, cancel);
        BackgroundShape[] shapes = scenario.Fit.Background switch
        {
            BackgroundKind.None => [BackgroundShape.None],
            BackgroundKind.Linear => [BackgroundShape.Line],
            BackgroundKind.Film => [BackgroundShape.Film],
            _ => [BackgroundShape.None, BackgroundShape.Film, BackgroundShape.Line],
        };
        CalibrationResult[] drafts = [.. shapes.Select(s => With(s, isDraft: true, options))];
        int chosen = shapes.Length == 1 ? 0 : Choose(drafts[0].ReducedChiSquare, drafts[1].ReducedChiSquare, drafts[2].ReducedChiSquare);
        if (chosen > 0)
        {
            context.Say(Remark.Assumed(
                $"The references alone do not explain the spectra; with {(shapes[chosen] == BackgroundShape.Film ? "a film of carbon" : "a straight background")} in each pixel beside them χ² falls from "
                + $"{drafts[0].ReducedChiSquare:g3} to {drafts[chosen].ReducedChiSquare:g3}: it was fitted. Perhaps the references had their pre-edge taken off, or something else absorbs."));
        }

        PixelMask matter = MatterMask.Of(od, references, drafts[chosen].Shift_eV, context.Get<FoundParticles>().Mask);
        return (With(shapes[chosen], isDraft: false, options with { Mask = Inner(matter) }), shapes[chosen]);
    }

    // Of nothing, a film and a line, by what each leaves of χ².
    private static int Choose(double nothing, double film, double line) => nothing <= NeedOfBackground * Math.Min(film, line) ? 0 : film <= NeedOfLine * line ? 1 : 2;

    private ScaledReferences Prepare(StudyContext context)
    {
        ScenarioInputs.Of(scenario).Where(i => i.Setting.StartsWith("references.", StringComparison.Ordinal) || i.Setting == "material")
            .ToList().ForEach(i => context.NoteInput(Path.Combine(context.Folder.Root, i.Path)));
        IReadOnlyList<ReferenceSpectrum> standards = ReferenceLoading.Read(scenario.References, context.Folder);
        standards.Select(s => s.Source).OfType<string>().Where(File.Exists).Distinct().ToList().ForEach(context.NoteInput);
        HostMaterial? host = ReferenceLoading.Host(scenario.Material);
        ReferenceScaling scale = scenario.References.Scale;
        if (scale == ReferenceScaling.MassAbsorption && host is null)
        {
            throw new ScenarioException("References can be put on the mass-absorption scale only with a material: give --material NAME.");
        }

        ScaledReferences references = host is not null && scale != ReferenceScaling.None ? MolarScale.Apply(standards, host, ReferenceLoading.Table(scenario.References.Attenuation)) : ScaledReferences.AsTheyAre(standards);
        context.Put(references);
        if (host is not null)
        {
            context.Put(host);
            host.Assumptions.ToList().ForEach(a => context.Say(Remark.Assumed(a)));
            host.Numbers().Select(n => n.Source).ToList().ForEach(context.Cite);
            context.Cite(ReferenceLoading.Table(scenario.References.Attenuation).Source);
        }

        return references;
    }

    private void Tell(StudyContext context, CalibrationResult c)
    {
        context.Report(new Headline("energy_shift", c.Shift_eV, "eV", "Energy shift: stack minus references") { StandardDeviation = c.ShiftDeviation_eV > 0 ? c.ShiftDeviation_eV : null });
        if (c.Light.Stray > 0)
        {
            context.Report(new Headline("stray_light", c.Light.Stray, "1", "Stray light, share of I₀") { StandardDeviation = c.StrayDeviation });
        }

        if (c.Light.Halo > 0)
        {
            context.Report(new Headline("halo", c.Light.Halo, "1", $"Halo of the beam, {c.Light.HaloWidth:g2} px wide, share of I₀") { StandardDeviation = c.HaloDeviation });
        }

        if (c.IsAtLimit)
        {
            context.Say(Remark.Warning($"The energy shift lies at the end of the search range (±{scenario.Fit.ShiftRange_eV:g3} eV): stack and references may belong to different edges, or the range is too small."));
        }

        context.Describe(
            $"One energy shift between stack and references was {(scenario.Fit.EnergyShift_eV is null ? $"fitted to all sample pixels (global search over ±{scenario.Fit.ShiftRange_eV:g3} eV)" : $"set to {c.Shift_eV:f3} eV")}"
            + $"{(c.Light.IsNone ? "" : $", and light that bypasses the sample was taken off (stray {c.Light.Stray:p1}, halo {c.Light.Halo:p1} within {c.Light.HaloWidth:g2} px)")}.");
    }

    /// <summary>The material as a part of the step's settings.</summary>
    private sealed record MaterialName(string Material);

    /// <summary>Which additive light is looked for, as a part of the step's settings.</summary>
    private sealed record AskedLight(bool Stray, bool Halo);
}

/// <summary>What absorbs in each pixel beside the references.</summary>
/// <param name="Shape">Its shape.</param>
internal sealed record BackgroundChoice(BackgroundShape Shape)
{
    /// <summary>The same in words, to be followed by others.</summary>
    public string Words => Shape switch
    {
        BackgroundShape.Film => "with a film of carbon beside them, ",
        BackgroundShape.Line => "with a straight background, ",
        _ => "",
    };
}
