namespace Stria.Numerics.Time;

/// <summary>The backward differentiation formula of second order for steps of varying length: (a₀ cⁿ⁺¹ + a₁ cⁿ + a₂ cⁿ⁻¹)/h ≈ dc/dt at tⁿ⁺¹; its first step is backward Euler's.</summary>
/// <param name="Step">h, the length of this step.</param>
/// <param name="Before">Length of the step before; 0 for the first step.</param>
public readonly record struct Bdf2(double Step, double Before)
{
    /// <summary>Longest step by the step before for which the formula is stable, 1 + √2 (Grigorieff, Numer. Math. 42, 359 (1983)).</summary>
    public const double LargestRatio = 2.414;

    /// <summary>h by the step before; 0 for the first step.</summary>
    public double Ratio => Before > 0 ? Step / Before : 0;

    /// <summary>a₀.</summary>
    public double New => (1 + (2 * Ratio)) / (1 + Ratio);

    /// <summary>a₁.</summary>
    public double Old => -(1 + Ratio);

    /// <summary>a₂.</summary>
    public double Older => Ratio * Ratio / (1 + Ratio);

    /// <summary>τ = h/a₀: with ĉ of <see cref="Start"/> the step is cⁿ⁺¹ − ĉ = τ dc/dt.</summary>
    public double Weight => Step / New;

    /// <summary>ĉ = −(a₁ cⁿ + a₂ cⁿ⁻¹)/a₀.</summary>
    /// <param name="old">cⁿ.</param>
    /// <param name="older">cⁿ⁻¹; not looked at in the first step.</param>
    /// <param name="start">Receives ĉ.</param>
    public void Start(ReadOnlySpan<double> old, ReadOnlySpan<double> older, Span<double> start)
    {
        if (Ratio == 0)
        {
            old.CopyTo(start);
            return;
        }

        double a = -Old / New, b = -Older / New;
        for (int i = 0; i < start.Length; i++)
        {
            start[i] = (a * old[i]) + (b * older[i]);
        }
    }

    /// <summary>The line through the last two values, at the end of the step: (1 + r) vⁿ − r vⁿ⁻¹.</summary>
    /// <param name="old">vⁿ.</param>
    /// <param name="older">vⁿ⁻¹; not looked at in the first step.</param>
    /// <param name="ahead">Receives the values.</param>
    public void Extrapolate(ReadOnlySpan<double> old, ReadOnlySpan<double> older, Span<double> ahead)
    {
        if (Ratio == 0)
        {
            old.CopyTo(ahead);
            return;
        }

        double r = Ratio;
        for (int i = 0; i < ahead.Length; i++)
        {
            ahead[i] = ((1 + r) * old[i]) - (r * older[i]);
        }
    }

    /// <summary>The parabola through the last three values, at the end of the step.</summary>
    /// <param name="older">cⁿ, cⁿ⁻¹ and cⁿ⁻².</param>
    /// <param name="stepBeforeLast">Length of the step from cⁿ⁻² to cⁿ⁻¹.</param>
    /// <param name="ahead">Receives the values.</param>
    public void Extrapolate((double[] Old, double[] Older, double[] Oldest) older, double stepBeforeLast, Span<double> ahead)
    {
        double h = Step, h1 = Before, h2 = stepBeforeLast;
        double a = (h + h1) * (h + h1 + h2) / (h1 * (h1 + h2)), b = -h * (h + h1 + h2) / (h1 * h2), c = h * (h + h1) / (h2 * (h1 + h2));
        for (int i = 0; i < ahead.Length; i++)
        {
            ahead[i] = (a * older.Old[i]) + (b * older.Older[i]) + (c * older.Oldest[i]);
        }
    }

    /// <summary>Error of the step by its distance from the parabola through the last three values (Milne's device): the formula leaves c‴ h²(h+h₁)²/(6(2h+h₁)), the parabola c‴ h(h+h₁)(h+h₁+h₂)/6.</summary>
    /// <param name="stepBeforeLast">h₂.</param>
    public double ErrorShare(double stepBeforeLast)
    {
        double own = Step * Step * (Step + Before) * (Step + Before) / ((2 * Step) + Before), parabola = Step * (Step + Before) * (Step + Before + stepBeforeLast);
        return own / (own + parabola);
    }
}
