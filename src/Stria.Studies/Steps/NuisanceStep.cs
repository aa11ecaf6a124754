using Stria.Core;
using Stria.Files;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>Fits what disturbs all spectra alike, takes it out of the optical densities, and puts the resolution into the references.</summary>
/// <param name="scenario">Which terms may enter.</param>
public sealed class NuisanceStep(MapScenario scenario) : IStudyStep
{
    /// <summary>The references as they were given, before the measurement's resolution was put into them.</summary>
    internal const string Clean = "clean";

    private const int MostRounds = 4;
    private const double SameStrength = 0.03;

    // Directions that the spectra leave as the shape gave them are no reason to fit the strengths again: the noise in them would add up.
    private const double LeastMove = 0.15;

    /// <inheritdoc/>
    public string Name => "nuisances";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Nuisances];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        OpticalDensityStack od = context.Get<OpticalDensityStack>();
        context.Drop<OpticalDensityStack>("sample");
        PixelMask sample = context.Get<PixelMask>(CalibrateStep.Matter);
        ScaledReferences references = context.Get<ScaledReferences>();
        CalibrationResult calibration = context.Get<CalibrationResult>();
        bool open = context.Get<IncidentSpectrum>().OpenArea is not null;
        IReadOnlyList<NuisanceTerm> terms = scenario.Nuisances.Terms(open);
        DirectionMap directions = ParticleDirections.Of(sample, scenario.Nuisances.Polarisation);
        var options = new NuisanceOptions(CalibrateStep.Inner(sample), context.Get<AlignedStack>().NoiseFactors)
        {
            Start_eV = calibration.Shift_eV,
            ShiftIsKnown = scenario.Fit.EnergyShift_eV is not null,
            Terms = terms,
            Background = context.Get<BackgroundChoice>().Shape,
            KnownStray = calibration.Light.Stray,
            Halo = terms.Contains(NuisanceTerm.Halo) ? HaloContrast.Find(od, sample)
                : calibration.Light.Halo > 0 ? new HaloEstimate(calibration.Light.Halo, calibration.HaloDeviation, calibration.Light.HaloWidth)
                : null,
            Cosine = directions.Cosine,
            Seed = scenario.Seed,
        };
        progress.Report(new RunProgress(Name, 0.2));
        NuisanceModel model = Fitted(context, od, references, (options, directions), progress, cancel);
        context.Put(model);
        context.Put(calibration with
        {
            Shift_eV = model.Shift_eV,
            ShiftDeviation_eV = options.ShiftIsKnown ? 0 : model[NuisanceTerm.EnergyShift].Deviation,
            Light = model.Light,
            StrayDeviation = terms.Contains(NuisanceTerm.StrayLight) ? model[NuisanceTerm.StrayLight].Deviation : calibration.StrayDeviation,
            HaloDeviation = options.Halo?.Deviation ?? 0,
            ReducedChiSquare = model.ReducedChiSquare,
            Modes = [.. Modes(calibration, options)],
        });
        Tell(context, model);
    }

    // Strengths of the dichroism come out too small where directions are wrong, and directions are read from the spectra by the strengths: both in turn, until the strengths stay.
    private static NuisanceModel Fitted(
        StudyContext context, OpticalDensityStack od, ScaledReferences references, (NuisanceOptions Options, DirectionMap Shape) of, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        NuisanceOptions options = of.Options;
        double before = 0;
        ReferenceFitResult? first = null;
        OpticalDensityStack? own = null;
        for (int round = 1; ; round++)
        {
            NuisanceModel model = NuisanceFit.Fit(od, references, options, cancel);
            (own, float[]? light) = Own(model, od, (context.Threads, own), cancel);
            PolarisedSample? polarised = model.IsPolarised ? Directed(context, (model, model.Seen(references)), (own, light, first), of.Shape, cancel) : null;
            progress.Report(new RunProgress("nuisances", 0.2 + (0.8 * round / MostRounds)));
            double strength = model.IsPolarised ? model[NuisanceTerm.Dichroism].Value : 0;
            if (polarised is null || round == MostRounds || Math.Abs(strength - before) < SameStrength * strength || Moved(of.Shape, polarised.Directions) < LeastMove)
            {
                Put(context, (model, references), (od, own, light), polarised, cancel);
                return model;
            }

            (before, first) = (strength, polarised.First);
            options = options with { Cosine = polarised.Directions.Cosine, Before = model };
        }
    }

    // The sample alone, in the memory of the round before.
    private static (OpticalDensityStack Own, float[]? Light) Own(NuisanceModel model, OpticalDensityStack od, (int Threads, OpticalDensityStack? Spent) how, CancellationToken cancel)
    {
        OpticalDensityStack? spent = ReferenceEquals(how.Spent, od) ? null : how.Spent;
        OpticalDensityStack restored = model.WithLostCounts(od, how.Threads, spent, cancel);
        return model.Light.IsNone ? (restored, null) : model.Light.Remove(restored, how.Threads, ReferenceEquals(restored, od) ? spent : restored, cancel);
    }

    // What absorbs in each pixel, and the directions that the spectra tell where the shape does not. The first fit takes the dichroism for another composition, whose resonances are a little higher
    // or lower: a second one tells better what absorbs.
    private static PolarisedSample Directed(
        StudyContext context, (NuisanceModel Model, ScaledReferences Seen) of, (OpticalDensityStack Own, float[]? Light, ReferenceFitResult? First) sample, DirectionMap shape, CancellationToken cancel)
    {
        ReferenceFitOptions options = Options(context, of, sample.Own, sample.Light);
        var polarised = new PolarisedSample(of.Model, sample.First ?? ReferenceFit.Run(sample.Own, options, null, cancel), shape);
        OpticalDensityStack without = polarised.Without(sample.Own, context.Threads, cancel);
        polarised = polarised with { First = ReferenceFit.Run(without, options, null, cancel) };
        without = polarised.Without(sample.Own, context.Threads, cancel, without);
        return polarised with { Directions = DirectionFit.Refine(without, options, of.Model.DichroismAt(without.PhotonEnergies_eV), shape, cancel) };
    }

    private static ReferenceFitOptions Options(StudyContext context, (NuisanceModel Model, ScaledReferences Seen) of, OpticalDensityStack od, float[]? light)
    {
        ReferenceDesign design = ReferenceDesign.At(of.Seen, od.PhotonEnergies_eV, of.Model.Shift_eV).With(context.Get<BackgroundChoice>().Shape, od.PhotonEnergies_eV);
        return new ReferenceFitOptions(design, [.. of.Seen.References.Select(r => r.Composition)], context.Get<FoundParticles>().Mask, context.Get<AlignedStack>().NoiseFactors)
        {
            AdditiveLight = light,
            Threads = context.Threads,
        };
    }

    // Root mean square change of cos 2θ.
    private static double Moved(DirectionMap from, DirectionMap to)
    {
        double sum = 0;
        int n = 0;
        for (int p = 0; p < from.Cosine.Length; p++)
        {
            double moved = to.Cosine[p] - from.Cosine[p];
            (sum, n) = double.IsFinite(moved) ? (sum + (moved * moved), n + 1) : (sum, n);
        }

        return Math.Sqrt(sum / Math.Max(1, n));
    }

    // Errors of the terms as fitted here (the model's own modes) stand for those of the calibration; what was not fitted keeps its own.
    private static IEnumerable<CalibrationMode> Modes(CalibrationResult calibration, NuisanceOptions options)
    {
        CalibrationMode Kind(string name) => CalibrationMode.Kinds.First(k => k.Name == name);
        foreach (CalibrationMode mode in calibration.Modes)
        {
            bool isFitted = mode.Name switch
            {
                "energy_shift" => !options.ShiftIsKnown,
                "stray_light" => options.Terms.Contains(NuisanceTerm.StrayLight),
                _ => options.Terms.Contains(NuisanceTerm.Halo),
            };
            if (!isFitted)
            {
                yield return mode;
            }
        }

        if (options.Terms.Contains(NuisanceTerm.Halo) && options.Halo is { Deviation: > 0 } halo)
        {
            yield return Kind("halo_share") with { Halo = halo.WholeDeviation };
        }
    }

    private static void Put(
        StudyContext context,
        (NuisanceModel Model, ScaledReferences References) found,
        (OpticalDensityStack Measured, OpticalDensityStack Own, float[]? Light) od,
        PolarisedSample? polarised,
        CancellationToken cancel)
    {
        ScaledReferences seen = found.Model.Seen(found.References);
        context.Put(found.References, Clean);
        context.Put(seen);

        // With lost counts put back, stacks as measured are not asked for any more: their memory is taken.
        context.Put(found.Model.Light.IsNone ? od.Own : found.Model.WithLostCounts(od.Measured, context.Threads, od.Measured, cancel));
        context.Put(od.Light ?? new float[od.Own.Grid.Count], "additive light");
        OpticalDensityStack own = od.Own;
        if (polarised is not null)
        {
            OpticalDensityStack without = polarised.Without(own, context.Threads, cancel);
            polarised = polarised with { First = ReferenceFit.Run(without, Options(context, (found.Model, seen), own, od.Light), null, cancel) };
            context.Put(polarised);
            own = polarised.Without(own, context.Threads, cancel, without);
        }

        context.Put(own, "sample");
    }

    private void Tell(StudyContext context, NuisanceModel model)
    {
        CsvTable.Write(
            context.Table("nuisances.csv", "What disturbs all spectra alike: value, error, fall of χ², effect on x"),
            new CsvColumn("term", model.Findings.Select(f => SnakeCase.Of(f.Term.ToString()))),
            new CsvColumn("value", "", model.Findings.Select(f => f.Value)),
            new CsvColumn("standard deviation", "", model.Findings.Select(f => f.Deviation)),
            new CsvColumn("unit", model.Findings.Select(f => f.Unit)),
            new CsvColumn("in the model", model.Findings.Select(f => f.IsUsed ? "yes" : "no")),
            new CsvColumn("fall of chi square", "1", model.Findings.Select(f => f.Gain)),
            new CsvColumn("mean change of x", "1", model.Findings.Select(f => f.MeanEffect)),
            new CsvColumn("rms change of x", "1", model.Findings.Select(f => f.Effect)));
        foreach (NuisanceFinding f in model.Findings.Where(f => f.IsUsed))
        {
            (string name, string meaning) = Words(f.Term, model.HaloWidth);
            context.Report(new Headline(name, f.Value, f.Unit, meaning)
            {
                StandardDeviation = f.Deviation > 0 ? f.Deviation : null,
                Note = f.Term == NuisanceTerm.EnergyShift ? null : $"χ² falls by {f.Gain:g3}; it changes x by {f.Effect:g2} (root mean square)",
            });
        }

        TellShift(context, model);
        string[] used = [.. model.Findings.Where(f => f.IsUsed && f.Term != NuisanceTerm.EnergyShift).Select(f => Words(f.Term, model.HaloWidth).Meaning.ToLowerInvariant())];
        context.Describe(used.Length == 0
            ? "No disturbance common to all spectra but the energy shift was significant."
            : $"Disturbances common to all spectra entered the model where they lowered χ² by more than {NuisanceFit.LeastGain:f0} (five standard deviations), the amounts of each spectrum eliminated: {string.Join(", ", used)}.");
        if (model.Findings.FirstOrDefault(f => f.Term == NuisanceTerm.Dichroism) is { IsUsed: true } dichroism)
        {
            context.Say(Remark.Note(
                $"The spectra change with the direction of the particle ({dichroism.Value:p1} root mean square over the resonances): linear dichroism was fitted with the polarisation at {scenario.Nuisances.Polarisation * 180 / Math.PI:f0}° to the rows and taken off; it changes x by {dichroism.Effect:g2}."));
        }
    }

    // The shift of the calibration was a start: here it is fitted together with what else disturbs the spectra.
    private void TellShift(StudyContext context, NuisanceModel model)
    {
        if (scenario.Fit.EnergyShift_eV is not null)
        {
            return;
        }

        double shift = model.Shift_eV, deviation = model[NuisanceTerm.EnergyShift].Deviation;
        context.Describe($"The energy shift was fitted again with the terms that disturb all spectra alike: {shift:f4} ± {deviation:f4} eV.");
        if (Math.Abs(shift) > Math.Max(0.005, 3 * deviation))
        {
            context.Say(Remark.Note($"The stack's energy axis reads {Math.Abs(shift):f4} ± {deviation:f4} eV too {(shift > 0 ? "high" : "low")} against the references; the fit accounts for it."));
        }
    }

    private static (string Name, string Meaning) Words(NuisanceTerm term, double haloWidth) => term switch
    {
        NuisanceTerm.EnergyShift => ("energy_shift", "Energy shift: stack minus references"),
        NuisanceTerm.EnergyStretch => ("energy_stretch", "Stretch of the energy axis"),
        NuisanceTerm.Broadening => ("broadening", "Broadening beyond the references' resolution, standard deviation"),
        NuisanceTerm.StrayLight => ("stray_light", "Stray light, share of I₀"),
        NuisanceTerm.DeadTime => ("dead_time", "Counts lost at the highest I₀, share"),
        NuisanceTerm.Halo => ("halo", $"Halo of the beam, {haloWidth:g2} px wide, share of I₀"),
        _ => ("dichroism", "Linear dichroism, root mean square over the resonances"),
    };
}
