using Stria.Core;
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

    [Fact]
    public void The_planted_compositions_are_found_inside_core_and_shell()
    {
        using var maps = new MapFile(Path.Combine(mapped.Run, "maps.h5"));
        ScalarField x = maps.Map("/composition/x");
        Assert.InRange(MeanWhere(x, truth => truth < 0.105), 0.07, 0.13);
        Assert.InRange(MeanWhere(x, truth => truth > 0.445), 0.41, 0.49);
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

    private static double MeanWhere(ScalarField x, Func<float, bool> planted)
    {
        ScalarField truth = ChainScene.Made.Truth.Composition;
        double sum = 0;
        int n = 0;
        for (int i = 0; i < x.Values.Length; i++)
        {
            int row = x.Grid.OriginRow + (i / x.Grid.Width), column = x.Grid.OriginColumn + (i % x.Grid.Width);
            bool counts = float.IsFinite(x.Values[i]) && planted(truth[row, column]) && ChainScene.Made.Truth.Thickness[row, column] > 20;
            (sum, n) = counts ? (sum + x.Values[i], n + 1) : (sum, n);
        }

        Assert.True(n > 50, $"only {n} pixels");
        return sum / n;
    }

    private static double RootMeanSquare(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }
}
