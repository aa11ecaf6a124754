using Stria.Figures;
using Stria.Measurement.Curvature;

namespace Stria.Studies;

/// <summary>Figures of the profiles of a plate.</summary>
internal static class CurvatureFigures
{
    private const int MostPoints = 1500;

    /// <summary>The profiles with their parabolas, and what those leave.</summary>
    public static IEnumerable<NamedFigure> Of(BentPlate plate)
    {
        int every = Math.Max(1, plate.Profiles.Positions.Length / MostPoints);
        int[] lines = [.. Enumerable.Range(0, plate.Profiles.Positions.Length).Where(i => i % every == 0)];
        double[] x = [.. lines.Select(i => plate.Profiles.Positions[i] * 1e3)];
        var measured = new List<Series>();
        var left = new List<Series>();
        for (int k = 0; k < plate.Curvatures.Count; k++)
        {
            double[] parabola = ProfileCurvature.Parabola(plate.Profiles.Positions, plate.Profiles.Heights[k].Values);
            double[] y = plate.Profiles.Heights[k].Values;
            measured.Add(new Series($"{plate.Curvatures[k].Name}: {plate.Curvatures[k].Curvature.Value:f4} 1/m", x, [.. lines.Select(i => y[i] * 1e6)]) { Colour = Palette.Categorical(k) });
            measured.Add(new Series("", x, [.. lines.Select(i => parabola[i] * 1e6)]) { Dashed = true, Colour = Rgb.Black, LineWidth = 0.7 });
            left.Add(new Series(plate.Curvatures[k].Name, x, [.. lines.Select(i => (y[i] - parabola[i]) * 1e6)]) { Colour = Palette.Categorical(k), LineWidth = 0.7 });
        }

        yield return NamedFigure.Of(
            "profiles",
            "Profiles and their parabolas",
            "The parabola follows the profile; what it leaves is small against its height and has no course of its own.",
            new Figure([
                new LinePanel(new Axis("position [mm]"), new Axis("height [µm]"), measured) { Title = "positive: hollow upwards" },
                new LinePanel(new Axis("position [mm]"), new Axis("profile − parabola [µm]"), left) { Levels = [new HorizontalMark(0)] },
            ]) { Columns = 2, PanelLetters = true });
    }
}
