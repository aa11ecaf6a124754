using Stria.Numerics.Time;

namespace Stria.Tests.Numerics;

/// <summary>Backward differences with steps of varying length.</summary>
public sealed class Bdf2Tests
{
    [Theory]
    [InlineData(0.1, 0.1)]
    [InlineData(0.2, 0.1)]
    [InlineData(0.05, 0.13)]
    public void The_formula_is_exact_for_parabolas(double step, double before)
    {
        var formula = new Bdf2(step, before);
        double F(double t) => 2 - (3 * t) + (5 * t * t);
        double t = 0.7, slope = -3 + (10 * (t + step));
        double[] start = new double[1], ahead = new double[1];
        Assert.Equal(step * slope, (formula.New * F(t + step)) + (formula.Old * F(t)) + (formula.Older * F(t - before)), 1e-14);
        formula.Start([F(t)], [F(t - before)], start);
        Assert.Equal(F(t + step) - start[0], formula.Weight * slope, 1e-14);
        formula.Extrapolate(([F(t)], [F(t - before)], [F(t - before - 0.3)]), 0.3, ahead);
        Assert.Equal(F(t + step), ahead[0], 1e-13);
    }

    [Fact]
    public void Lines_are_continued_exactly()
    {
        var ahead = new double[1];
        new Bdf2(0.2, 0.1).Extrapolate([5], [4], ahead);
        Assert.Equal(7, ahead[0], 1e-14);
    }

    [Fact]
    public void The_first_step_is_backward_Euler()
    {
        var formula = new Bdf2(0.25, 0);
        double[] start = new double[1], ahead = new double[1];
        formula.Start([3], [99], start);
        formula.Extrapolate([3], [99], ahead);
        Assert.Equal((1, -1, 0, 0.25, 3, 3), (formula.New, formula.Old, formula.Older, formula.Weight, start[0], ahead[0]));
    }

    [Theory]
    [InlineData(0.02, 0.02, 0.02)]
    [InlineData(0.02, 0.01, 0.03)]
    public void The_error_of_a_step_is_found_by_the_parabola(double step, double before, double beforeLast)
    {
        // dc/dt = λ c with exact values behind: the step's own error by Milne's device.
        const double Rate = -1;
        double now = 1, older = Math.Exp(-Rate * before), oldest = Math.Exp(-Rate * (before + beforeLast));
        var formula = new Bdf2(step, before);
        double[] start = new double[1], ahead = new double[1];
        formula.Start([now], [older], start);
        double found = start[0] / (1 - (formula.Weight * Rate)), exact = Math.Exp(Rate * step);
        formula.Extrapolate(([now], [older], [oldest]), beforeLast, ahead);
        Assert.Equal(Math.Abs(found - exact), Math.Abs(found - ahead[0]) * formula.ErrorShare(beforeLast), 0.06 * Math.Abs(found - exact));
    }

    [Fact]
    public void Errors_fall_with_the_square_of_the_step()
    {
        double Error(int steps)
        {
            double h = 1.0 / steps, older = 1, now = 1 / (1 + h);
            for (int i = 1; i < steps; i++)
            {
                var formula = new Bdf2(h, h);
                var start = new double[1];
                formula.Start([now], [older], start);
                (older, now) = (now, start[0] / (1 + formula.Weight));
            }

            return Math.Abs(now - Math.Exp(-1));
        }

        Assert.InRange(Math.Log2(Error(40) / Error(80)), 1.9, 2.1);
    }
}
