using System.CommandLine;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>The options of the map chain; each verb offers those of its own steps and of the steps before.</summary>
internal sealed class MapOptions(MapStep toStep)
{
    private readonly Option<string[]> exclude = new("--exclude-frames")
    {
        HelpName = "N",
        Description = "Frames to leave out, by their numbers in the file.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> energies = new("--energies") { HelpName = "LOW:HIGH", Description = "Photon energies to keep, in eV: 508:528." };
    private readonly Option<bool> noDespike = new("--no-despike") { Description = "Leaves outlying counts in." };
    private readonly Option<bool> noRegister = new("--no-register") { Description = "Leaves the frames where they are." };
    private readonly Option<string> maxShift = new("--max-shift") { HelpName = "PX", Description = "Largest displacement that is believed, in pixels." };
    private readonly Option<string> shifts = new("--shifts") { HelpName = "FILE", Description = "Applies the shifts of a table instead of finding them." };
    private readonly Option<string> i0 = new("--i0") { HelpName = "FILE", Description = "Incident intensity: a spectrum file, or 'auto', or 'embedded'." };
    private readonly Option<string[]> i0Roi = new("--i0-roi")
    {
        HelpName = "R,C",
        Description = "Open area for I0: corners \"r0,c0 r1,c1 r2,c2\", or a mask file.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> mask = new("--mask")
    {
        HelpName = "FILE",
        Description = "Which pixels are particle: a mask file, or a threshold of the mean optical density.",
    };

    private readonly Option<string[]> regions = new("--roi")
    {
        HelpName = "REGION",
        Description = "Regions whose mean spectra are wanted: \"core=10,20 10,40 30,30\" (corners r,c), \"core=mask.png\", \"thick=thickness:80:\", also composition:LOW:HIGH, od:LOW:HIGH.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> offset = new("--od-offset")
    {
        HelpName = "VALUE",
        Description = "Constant to subtract from all optical densities: fit, none, or a number.",
    };

    private readonly Option<bool> poisson = new("--poisson") { Description = "The counts are counted photons: variance = mean." };
    private readonly Option<string> components = new("--components") { HelpName = "N", Description = "Principal components to keep, or auto." };
    private readonly Option<string> clusters = new("--clusters") { HelpName = "N", Description = "Clusters to make, or auto." };
    private readonly Option<string> seed = new("--seed") { HelpName = "N", Description = "Seed of the clustering." };
    private readonly Option<string[]> references = new("--references")
    {
        HelpName = "FILE",
        Description = "Standards: a library (.yaml), a table, or files with composition: ox.t:x=0 red.t:x=1.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> material = new("--material")
    {
        HelpName = "NAME",
        Description = "Host material: a name ('stria list materials') or a file.",
    };

    private readonly Option<string> attenuation = new("--attenuation") { HelpName = "NAME", Description = "Tabulated attenuation of the mass-absorption scale: henke, chantler or elam." };

    private readonly Option<string> energyShift = new("--energy-shift")
    {
        HelpName = "EV",
        Description = "Energy shift of the stack: fit, none, or a value in eV.",
    };

    private readonly Option<bool> noNuisances = new("--no-nuisances")
    {
        Description = "Does not look for what disturbs all spectra alike: stretched energies, broadening, stray light, dead time, halo, dichroism.",
    };

    private readonly Option<bool> fromClusters = new("--from-clusters")
    {
        Description = "Maps from the clusters' spectra instead of the standards themselves.",
    };

    private readonly Option<string> gaussian = new("--gaussian")
    {
        HelpName = "PX",
        Description = "Standard deviation of the filter on the component maps, in pixels.",
    };

    private readonly Option<string> sharpen = new("--sharpen")
    {
        HelpName = "PX",
        Description = "Takes the blur of the beam off the map of x: its standard deviation in pixels, or 'auto' from the outlines.",
    };

    /// <summary>The step that each option belongs to.</summary>
    private readonly Dictionary<Option, MapStep> steps = [];

    /// <summary>Gives a verb the options of its steps.</summary>
    public void AddTo(Command command)
    {
        Add(command, MapStep.Read, exclude, energies);
        Add(command, MapStep.Register, noDespike, noRegister, maxShift, shifts);
        Add(command, MapStep.OpticalDensity, i0, i0Roi, mask, offset, poisson, regions);
        Add(command, MapStep.Components, components, clusters, seed);
        Add(command, MapStep.Fit, references, material, attenuation, energyShift, noNuisances);
        Add(command, MapStep.Composition, fromClusters, gaussian, sharpen);
    }

    /// <summary>The scenario with all that the options say.</summary>
    public MapScenario Fill(MapScenario scenario, ParseResult parsed)
    {
        string? Of(Option<string> option) => toStep < StepOf(option) ? null : parsed.GetValue(option);
        bool Says(Option<bool> option) => toStep >= StepOf(option) && parsed.GetValue(option);
        string[] ListOf(Option<string[]> option) => toStep < StepOf(option) ? [] : parsed.GetValue(option) ?? [];

        return scenario with
        {
            Frames = new FrameSettings
            {
                Exclude = [.. ListOf(exclude).SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
                Energies = Of(energies) is { } window ? OptionValue.Energies(energies.Name, window) : null,
            },
            Despike = scenario.Despike with { Enabled = !Says(noDespike) },
            Register = scenario.Register with
            {
                Enabled = !Says(noRegister),
                MaxShift = Of(maxShift) is { } most ? OptionValue.Pixels(maxShift.Name, most) : scenario.Register.MaxShift,
                Shifts = Of(shifts) is { } moved ? Path.GetFullPath(moved) : null,
            },
            Incident = Incident(Of(i0), string.Join(' ', ListOf(i0Roi))),
            OpticalDensity = scenario.OpticalDensity with
            {
                Offset = Of(offset) is { } constant ? OptionValue.NumberOr(constant, "fit", () => OptionValue.Number(offset.Name, constant)) : null,
                Noise = Says(poisson) ? NoiseSource.Poisson : NoiseSource.Estimate,
            },
            Mask = Mask(Of(mask)),
            Components = scenario.Components with
            {
                Count = OptionValue.WholeOrAuto(components.Name, Of(components)),
                Clusters = OptionValue.WholeOrAuto(clusters.Name, Of(clusters)),
            },
            Seed = Of(seed) is { } number ? OptionValue.Whole(seed.Name, number) : scenario.Seed,
            References = (ListOf(references) is { Length: > 0 } standards ? OptionValue.References(references.Name, standards) : scenario.References) with
            {
                Attenuation = Of(attenuation) is { } table ? OptionValue.Name<AttenuationSource>(attenuation.Name, table) : scenario.References.Attenuation,
            },
            Material = Of(material) is { } host && Path.GetExtension(host) is ".yaml" or ".yml" ? Path.GetFullPath(host) : Of(material),
            Fit = scenario.Fit with
            {
                EnergyShift_eV = Of(energyShift) is { } shift ? OptionValue.NumberOr(shift, "fit", () => OptionValue.Energy(energyShift.Name, shift)) : null,
                Path = Says(fromClusters) ? FitPath.Clusters : scenario.Fit.Path,
            },
            Nuisances = Says(noNuisances) ? NuisanceSettings.Off : scenario.Nuisances,
            Regions = ListOf(regions) is { Length: > 0 } asked ? [.. asked.Select(r => RegionText.Read(regions.Name, r))] : scenario.Regions,
            Composition = new CompositionSettings
            {
                GaussianSigma = Of(gaussian) is { } sigma ? OptionValue.Pixels(gaussian.Name, sigma) : 0,
                Sharpen = Of(sharpen) is not null,
                PointSpread = Of(sharpen) is { } beam ? OptionValue.NumberOr(beam, "auto", () => OptionValue.Pixels(sharpen.Name, beam)) : null,
            },
        };
    }

    private IIncidentSettings Incident(string? source, string region)
    {
        if (source is not null && region.Length > 0)
        {
            throw new UsageException($"{i0.Name} and {i0Roi.Name} exclude each other: the incident intensity has one source.");
        }

        return (source, region) switch
        {
            (null or "auto", "") => new AutomaticIncident(),
            ("embedded", _) => new EmbeddedIncident(),
            (not null, _) => new FileIncident { Path = Path.GetFullPath(source) },
            _ when File.Exists(region) => new MaskIncident { Path = Path.GetFullPath(region) },
            _ => new RegionIncident { Polygon = OptionValue.Polygon(i0Roi.Name, region) },
        };
    }

    private IMaskSettings Mask(string? text) => text switch
    {
        null or "auto" => new AutomaticMask(),
        _ when !File.Exists(text) && char.IsAsciiDigit(text[0]) && !text.Contains('/', StringComparison.Ordinal) => new ThresholdMask { Threshold = OptionValue.Number(mask.Name, text) },
        _ => new FileMask { Path = Path.GetFullPath(text) },
    };

    private MapStep StepOf(Option option) => steps[option];

    private void Add(Command command, MapStep step, params Option[] options)
    {
        foreach (Option option in options)
        {
            steps[option] = step;
            if (toStep >= step)
            {
                command.Add(option);
            }
        }
    }
}
