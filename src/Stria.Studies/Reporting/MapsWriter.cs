using Stria.Core;
using Stria.Files;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>Writes maps.h5: all maps that a run made, at their documented paths.</summary>
internal static class MapsWriter
{
    /// <summary>Writes the file.</summary>
    /// <param name="context">The nouns of the run.</param>
    /// <param name="withStack">Whether the optical densities of all energies are written as well.</param>
    public static void Write(StudyContext context, bool withStack)
    {
        using var store = new MapStore(context.Folder.MapsPath);
        AlignedStack aligned = context.Get<AlignedStack>();
        Alignment(store, aligned.Stack, context.Get<RegistrationResult>());
        if (context.TryGet("", out OpticalDensityStack? od))
        {
            Density(store, od, context.Get<FoundParticles>(), context.Get<IncidentSpectrum>());
            if (withStack)
            {
                store.WriteFrames("/optical_density/frames", od.Frames, od.Grid, "1");
            }
        }

        if (context.TryGet("", out ComponentMaps? components))
        {
            byte[] labels = [.. components.LabelMap().Select(l => (byte)(l + 1))];
            store.WriteLabels("/clusters/label", components.Grid, labels, ["outside", .. components.ClusterSizes.Select((_, c) => $"cluster {c + 1}")], "cluster");
            for (int c = 0; c < components.Count; c++)
            {
                store.Write($"/components/score_{c + 1}", components.ScoreMap(c), $"score on principal component {c + 1}");
            }

            for (int c = 0; c < components.ClusterSizes.Length && components.Decomposition?.Factors is not null; c++)
            {
                store.Write($"/nnma/amount_{c + 1}", components.AmountMap(c), $"amount of non-negative spectrum {c + 1}");
            }
        }

        if (context.TryGet("", out CalibrationResult? calibration))
        {
            store.WriteArray("/energy_shift_eV", [calibration.Shift_eV], [], "eV", new Dictionary<string, string>
            {
                ["long_name"] = "E(stack) - E(references); subtract it from the stack's energies to calibrate them",
            });
            store.Attribute("/energy_shift_eV", "sigma", calibration.ShiftDeviation_eV);
        }

        if (context.TryGet("standards", out ReferenceFitResult? fit))
        {
            Fit(store, fit, context);
        }

        if (context.TryGet("", out CompositionMaps? maps))
        {
            Composition(store, maps, "");
            if (context.TryGet("clusters", out CompositionMaps? byClusters) && context.Get<CompositionMaps>("standards") is { } byStandards)
            {
                Composition(store, ReferenceEquals(maps, byClusters) ? byStandards : byClusters, ReferenceEquals(maps, byClusters) ? "/by_standards" : "/by_clusters");
            }
        }

        if (context.TryGet("", out RatioMaps? ratio))
        {
            store.Write("/few/ratio", ratio.Ratio, $"optical density at {ratio.Resonance_eV:f1} eV over that at {ratio.PostEdge_eV:f1} eV");
            store.Write("/few/x_by_ratio", ratio.Composition, "x by the ratio scaled linearly between bounds");
        }

        store.Complete();
    }

    private static void Alignment(MapStore store, SpectralStack stack, RegistrationResult shifts)
    {
        double[] pairs = [.. shifts.Rows.Zip(shifts.Columns).SelectMany(s => new[] { s.First, s.Second })];
        store.WriteArray("/alignment/shift_px", pairs, [stack.FrameCount, 2], "px", new Dictionary<string, string>
        {
            ["long_name"] = "displacement of the sample in each frame (row, column), positive down and right, relative to the first energy",
        });
        store.WriteArray("/alignment/energy", stack.PhotonEnergies_eV, [stack.FrameCount], "eV");
    }

    private static void Density(MapStore store, OpticalDensityStack od, FoundParticles particles, IncidentSpectrum incident)
    {
        store.Write("/optical_density/mean", particles.MeanImage, "optical density, mean over the energies");
        store.WriteArray("/optical_density/i0", incident.Values, [od.FrameCount], "counts");
        store.WriteLabels("/mask/label", od.Grid, [.. particles.Mask.Inside.Select((inside, i) => (byte)(inside ? 2 : incident.OpenArea?.Inside[i] == true ? 1 : 0))], ["unused", "open area (I0)", "sample"], "use of the pixels");
    }

    private static void Fit(MapStore store, ReferenceFitResult fit, StudyContext context)
    {
        ScaledReferences references = context.Get<ScaledReferences>();
        for (int r = 0; r < fit.Amounts.Length; r++)
        {
            string name = references.References[r].Name;
            string path = $"/amount/{name.Replace('/', '_')}";
            store.Write(path, new ScalarField(fit.Grid, fit.Amounts[r], name, references.Unit), $"amount of {name}");
            store.Attribute(path, "reference", r + 1);
        }

        store.Write("/residual/rms", new ScalarField(fit.Grid, fit.ResidualRms, "residual", "1"), "root mean square of measured minus fitted optical density");
        store.Write("/residual/reduced_chi_square", new ScalarField(fit.Grid, fit.ReducedChiSquare, "χ²", "1"), "chi square per degree of freedom");
        DirectInversionResult direct = context.Get<DirectInversionResult>();
        store.Write("/direct_inversion/x", DirectComposition.Of(direct, references), "x by direct inversion (SVD), unweighted and unconstrained");
        store.Write("/direct_inversion/residual_rms", new ScalarField(direct.Grid, direct.ResidualRms, "residual", "1"));
    }

    private static void Composition(MapStore store, CompositionMaps maps, string prefix)
    {
        store.Write($"{prefix}/composition/x", maps.Composition, "composition x");
        store.Write($"{prefix}/composition/x_sigma", maps.Deviation, "standard deviation of x");
        if (maps.SystematicDeviation is { } systematic)
        {
            store.Write($"{prefix}/composition/x_systematic", systematic, "standard deviation of x by errors that are common to all pixels");
            foreach (CommonError error in maps.CommonErrors)
            {
                store.Write($"{prefix}/composition/systematic/{error.Name}", new ScalarField(maps.Grid, error.Change, "Δx", "1"), $"change of x by one standard deviation of: {error.Meaning}");
            }
        }

        store.Write($"{prefix}/composition/lithium", maps.Lithium, "sum of amounts times x: lithium areal density when amounts are molar");
        store.Write($"{prefix}/composition/amount", maps.Total, "sum of amounts: the weight of x in a filter");
        bool isLength = maps.Thickness.Unit == "nm";
        store.Write($"{prefix}/thickness/{(isLength ? "nm" : "reference_units")}", maps.Thickness, isLength ? "thickness" : "amount in units of the references");
        store.Write($"{prefix}/purity/share", maps.Purity, "share of the amount in references of the pixel's own phase");
        store.WriteLabels($"{prefix}/phase/label", maps.Grid, [.. maps.PhaseLabels.Select(l => (byte)(l + 1))], ["outside", .. maps.PhaseNames], "phase by composition");
    }
}
