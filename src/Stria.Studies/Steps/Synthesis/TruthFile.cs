using Stria.Core;
using Stria.Files;
using Stria.Matter;
using Stria.Measurement.Synthesis;

namespace Stria.Studies;

/// <summary>Writes the truth of a made stack beside it: truth.h5, with the paths of maps.h5 where the quantity is the same.</summary>
internal static class TruthFile
{
    /// <summary>Writes the file; it appears under its name when it is complete.</summary>
    public static void Write(string path, SyntheticTruth truth, HostMaterial host)
    {
        using var store = new MapStore(path);
        store.Write("/composition/x", truth.Composition, "planted composition");
        store.Write("/thickness/nm", truth.Thickness, "planted thickness");
        if (host.Phases.Count > 0)
        {
            byte[] labels = [.. truth.Composition.Values.Select(x => (byte)(1 + Array.FindIndex([.. host.Phases], p => p.Holds(x))))];
            store.WriteLabels("/phase/label", truth.Composition.Grid, labels, ["outside", .. host.Phases.Select(p => p.Name)], "planted phase");
        }

        store.WriteArray("/energy_shift_eV", [truth.EnergyOffset_eV], [], "eV");
        store.WriteArray("/alignment/shift_px", [.. truth.Rows.Zip(truth.Columns).SelectMany(s => new[] { s.First, s.Second })], [truth.Rows.Length, 2], "px");
        store.WriteArray("/stray_light", [truth.StrayLight], [], "1");
        store.WriteArray("/halo", [truth.Halo], [], "1");
        foreach (PlantedValue value in truth.Disturbances)
        {
            store.WriteArray($"/disturbances/{value.Name}", [value.Value], [], value.Unit);
        }

        if (truth.Incident.Length > 0)
        {
            store.WriteArray("/incident/counts", truth.Incident, [truth.Incident.Length], "1");
        }

        WriteMaps(store, truth);
        WriteParticles(store, truth);
        store.Complete();
    }

    private static void WriteMaps(MapStore store, SyntheticTruth truth)
    {
        if (truth.Axis is { } axis)
        {
            store.Write("/axis/angle", axis, "direction of the particle's axis, counter-clockwise");
        }

        if (truth.CarbonFilm is { } film)
        {
            store.Write("/carbon/nm", film, "planted carbon film");
        }
    }

    private static void WriteParticles(MapStore store, SyntheticTruth truth)
    {
        if (truth.Particles.Count == 0)
        {
            return;
        }

        ImageGrid grid = truth.Composition.Grid;
        SceneParticle[] facts = [.. truth.Particles.Select(p => p.Facts)];
        store.WriteMasks("/particles/mask", [.. truth.Particles.Select(p => p.Mask)], grid);
        (string Name, Func<SceneParticle, double> Of, string Unit)[] columns =
        [
            ("x", f => f.Composition, "1"), ("length", f => f.Length * grid.PixelSizeX, "m"), ("width", f => f.Width * grid.PixelSizeX, "m"), ("angle", f => f.Angle, "rad"),
            ("thickness", f => 1e9 * f.Thickness, "nm"), ("row", f => f.Row, "px"), ("column", f => f.Column, "px"),
        ];
        foreach ((string name, Func<SceneParticle, double> of, string unit) in columns)
        {
            store.WriteArray($"/particles/{name}", [.. facts.Select(of)], [facts.Length], unit);
        }

        store.WriteArray("/particles/area", [.. truth.Particles.Select(p => p.Mask.Count * grid.PixelSizeX * grid.PixelSizeY)], [facts.Length], "m2");
    }
}
