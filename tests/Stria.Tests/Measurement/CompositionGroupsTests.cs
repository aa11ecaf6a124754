using Stria.Core;
using Stria.Measurement.Stxm;

namespace Stria.Tests.Measurement;

/// <summary>Pixels of like composition are put together by their neighbours, and pixels by borders are left out.</summary>
public sealed class CompositionGroupsTests
{
    private const int Height = 30, Width = 60;

    [Fact]
    public void Groups_rise_in_composition_and_leave_out_the_border_between_two()
    {
        CompositionGroups groups = CompositionGroups.Of(Fit(c => c < 30 ? 0.1 : 0.9, _ => 1), All, [0, 1], 2)!;
        Assert.Equal(6, groups.Members.Count);
        bool[] isRich = [.. groups.Members.Select(g => g[0] % Width >= 30)];
        Assert.Equal(isRich.Order(), isRich);
        Assert.Contains(true, isRich);
        Assert.Contains(false, isRich);
        Assert.All(groups.Members, g => Assert.Single(g.Select(p => p % Width >= 30).Distinct()));
        Assert.DoesNotContain(groups.Members.SelectMany(g => g), p => p % Width is 29 or 30);
        Assert.InRange(groups.Share, 0.8, 0.95);
    }

    [Fact]
    public void Pixels_by_a_step_in_thickness_are_left_out() =>
        Assert.DoesNotContain(CompositionGroups.Of(Fit(_ => 0.5, c => c < 30 ? 1 : 2), All, [0, 1], 2)!.Members.SelectMany(g => g), p => p % Width is 29 or 30);

    [Fact]
    public void A_pixel_is_sorted_by_its_neighbours_and_not_by_its_own_noise()
    {
        ReferenceFitResult fit = Fit(c => c < 30 ? 0.1 : 0.9, _ => 1);
        int odd = (15 * Width) + 15;
        (fit.Amounts[0][odd], fit.Amounts[1][odd]) = (0, 1);
        int[][] members = [.. CompositionGroups.Of(fit, All, [0, 1], 2)!.Members];
        Assert.Contains(odd, members.Where(g => g[0] % Width < 30).SelectMany(g => g));
        Assert.DoesNotContain(odd, members.Where(g => g[0] % Width >= 30).SelectMany(g => g));
    }

    [Fact]
    public void A_few_pixels_of_a_composition_of_their_own_are_put_to_their_neighbours()
    {
        int[][] members = [.. CompositionGroups.Of(Fit(c => c < 28 ? 0.1 : c < 32 ? 0.3 : 0.9, _ => 1), All, [0, 1], 2)!.Members];
        Assert.Equal(6, members.Length);
        Assert.Equal(members.Sum(m => m.Length), members.SelectMany(m => m).Distinct().Count());
        Assert.All(members, m => Assert.InRange(m.Length, 60, 1500));
    }

    [Fact]
    public void Standards_without_compositions_are_told_apart_by_their_place()
    {
        CompositionGroups groups = CompositionGroups.Of(Fit(c => c < 30 ? 0.1 : 0.9, _ => 1), All, [double.NaN, double.NaN], 2)!;
        Assert.All(groups.Members[0], p => Assert.InRange(p % Width, 0, 28));
    }

    [Fact]
    public void No_more_groups_are_made_than_can_be_fitted_at_a_time()
    {
        Assert.Single(CompositionGroups.Of(Fit(_ => 0.5, _ => 1), All, [0, 1], 40)!.Members);
        Assert.Null(CompositionGroups.Of(Fit(_ => 0.5, _ => 1), All, [0, 1], 65));
        Assert.Null(CompositionGroups.Of(Fit(_ => 0.5, _ => 1), [.. All.Select((_, p) => p < 50)], [0, 1], 2));
    }

    private static bool[] All => [.. Enumerable.Repeat(true, Height * Width)];

    private static ReferenceFitResult Fit(Func<int, double> share, Func<int, double> total)
    {
        var fit = new ReferenceFitResult(new ImageGrid(Height, Width), 2, 1);
        for (int p = 0; p < Height * Width; p++)
        {
            double x = share(p % Width), n = total(p % Width);
            (fit.Amounts[0][p], fit.Amounts[1][p]) = ((float)((1 - x) * n), (float)(x * n));
        }

        return fit;
    }
}
