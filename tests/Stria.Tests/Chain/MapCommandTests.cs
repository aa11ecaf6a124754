using Stria.Files;

namespace Stria.Tests.Chain;

/// <summary>What `stria map stack.h5 --references library.csv` finds, with no further option.</summary>
public sealed class MapCommandTests(MappedStack mapped) : IClassFixture<MappedStack>
{
    [Fact]
    public void The_planted_energy_shift_is_found_with_its_sign()
    {
        double found = StriaCommand.Number(mapped.Run, "energy_shift");
        Assert.InRange(found - ChainScene.Offset_eV, -0.02, 0.02);
        using var maps = new MapFile(Path.Combine(mapped.Run, "maps.h5"));
        (double[] values, IReadOnlyList<long> shape) = maps.Array("/energy_shift_eV");
        Assert.Empty(shape);
        Assert.Equal(found, Assert.Single(values));
    }

    // References of unknown thickness may also lack a constant that only a formula can give: without material x is good to a few hundredths.
    [Fact]
    public void Core_and_shell_are_told_apart_near_their_planted_compositions()
    {
        (double core, double shell) = PlantedTruth.CoreAndShell(mapped.Run);
        Assert.InRange(core, 0.07, 0.13);
        Assert.InRange(shell, 0.41, 0.49);
    }

    [Fact]
    public void With_the_material_the_compositions_are_right_and_the_thickness_is_in_nanometres()
    {
        string run = mapped.Beside("molar");
        StriaCommand.Succeed("map", mapped.Stack, "--references", mapped.Library, "--material", "v2o5-alpha", "--out", run);
        (double core, double shell) = PlantedTruth.CoreAndShell(run);
        Assert.InRange(core, 0.09, 0.11);
        Assert.InRange(shell, 0.44, 0.46);
        using var maps = new MapFile(Path.Combine(run, "maps.h5"));
        Assert.Equal("nm", maps.Map("/thickness/nm").Unit);
        Assert.Equal("mol/m²", maps.Map("/composition/lithium").Unit);
        Assert.InRange(PlantedTruth.MeanDifference(run, "/thickness/nm", ChainScene.Made.Truth.Thickness), -4, 4);
    }

    [Fact]
    public void The_planted_drift_is_found_with_its_sign()
    {
        using var maps = new MapFile(Path.Combine(mapped.Run, "maps.h5"));
        (double[] shifts, IReadOnlyList<long> shape) = maps.Array("/alignment/shift_px");
        int frames = ChainScene.Stack.FrameCount;
        Assert.Equal([frames, 2], shape);
        double[] rows = ChainScene.Made.Truth.Rows, columns = ChainScene.Made.Truth.Columns;
        double row = RootMeanSquare([.. Enumerable.Range(0, frames).Select(f => shifts[2 * f] - rows[f])]);
        double column = RootMeanSquare([.. Enumerable.Range(0, frames).Select(f => shifts[(2 * f) + 1] - columns[f])]);
        Assert.InRange(row, 0, 0.1);
        Assert.InRange(column, 0, 0.1);
        Assert.True(RootMeanSquare(rows) > 0.5 && RootMeanSquare(columns) > 0.5, "the drift is too small to tell its sign");
    }

    [Fact]
    public void Without_material_the_amounts_are_called_units_of_the_references()
    {
        string[] paths = MapFileCopy.Paths(mapped.Run);
        Assert.Contains("/thickness/reference_units", paths);
        Assert.DoesNotContain("/thickness/nm", paths);
        using var maps = new MapFile(Path.Combine(mapped.Run, "maps.h5"));
        Assert.NotEqual("nm", maps.Map("/thickness/reference_units").Unit);
    }

    [Fact]
    public void The_answer_on_the_terminal_ends_with_the_report()
    {
        Assert.Contains("Energy shift: stack minus references", mapped.Output, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(mapped.Run, "report.html"), mapped.Output, StringComparison.Ordinal);
    }

    private static double RootMeanSquare(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }
}
