using Stria.Core;
using Stria.Files;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>What figures show of one path's result: taken from a run at work, or read back from its maps.h5.</summary>
/// <param name="PhaseNames">Names of the phases, by label.</param>
/// <param name="PhaseLabels">Phase of each pixel; −1 where x is not known.</param>
internal sealed record DrawnMaps(IReadOnlyList<string> PhaseNames, sbyte[] PhaseLabels)
{
    /// <summary>x.</summary>
    public required ScalarField Composition { get; init; }

    /// <summary>Standard deviation of x.</summary>
    public required ScalarField Deviation { get; init; }

    /// <summary>Thickness [nm], or in units of the references.</summary>
    public required ScalarField Thickness { get; init; }

    /// <summary>The raster.</summary>
    public ImageGrid Grid => Composition.Grid;

    /// <summary>Puts those of a run at work in the place of all its maps, of which the others are not drawn: written they are by now.</summary>
    public static void Replace(StudyContext context)
    {
        foreach (string name in (string[])["", "standards", "clusters"])
        {
            if (context.TryGet(name, out CompositionMaps? maps))
            {
                context.Put(new DrawnMaps(maps.PhaseNames, maps.PhaseLabels) { Composition = maps.Composition, Deviation = maps.Deviation, Thickness = maps.Thickness }, name);
                context.Drop<CompositionMaps>(name);
            }
        }
    }

    /// <summary>Those of a finished run.</summary>
    /// <param name="file">Its maps.h5.</param>
    /// <param name="prefix">Where they lie in it: empty, "/by_clusters" or "/by_standards".</param>
    /// <returns>Null when the run made none.</returns>
    /// <exception cref="DataException">The file is damaged.</exception>
    public static DrawnMaps? Read(MapFile file, string prefix)
    {
        if (!file.Contains($"{prefix}/composition/x"))
        {
            return null;
        }

        (_, byte[] labels, IReadOnlyList<string> names) = file.Labels($"{prefix}/phase/label");
        bool isLength = file.Contains($"{prefix}/thickness/nm");
        ScalarField thickness = file.Map($"{prefix}/thickness/{(isLength ? "nm" : "reference_units")}");
        return new DrawnMaps([.. names.Skip(1)], [.. labels.Select(l => (sbyte)(l - 1))])
        {
            Composition = file.Map($"{prefix}/composition/x"),
            Deviation = file.Map($"{prefix}/composition/x_sigma"),
            Thickness = new ScalarField(thickness.Grid, thickness.Values, isLength ? "thickness" : "amount", thickness.Unit),
        };
    }
}
