using Stria.Core;

namespace Stria.Studies;

/// <summary>The homogeneous free energy f(c) of the host.</summary>
public interface IFreeEnergySettings
{
    /// <summary>In words, for the methods paragraph.</summary>
    string Method { get; }
}

/// <summary>As the material file says.</summary>
public sealed record MaterialFreeEnergy : IFreeEnergySettings
{
    /// <inheritdoc/>
    public string Method => "the free energy of the material file";
}

/// <summary>RT [c ln c + (1−c) ln(1−c) + χ c(1−c)].</summary>
public sealed record RegularSolutionEnergy : IFreeEnergySettings
{
    /// <summary>χ at the temperature of the problem; above 2 the host separates into two phases. At another temperature χ T stays the same.</summary>
    [Range(-100, 100)]
    public required double Interaction { get; init; }

    /// <inheritdoc/>
    public string Method => $"a regular solution (χ = {Interaction:g4})";
}

/// <summary>RT [c ln c + (1−c) ln(1−c)] + μ₀ c + ½ A c², a host that never separates.</summary>
public sealed record SolidSolutionEnergy : IFreeEnergySettings
{
    /// <summary>A [J/mol], above −4 RT: how steep the potential rises beyond ideal mixing.</summary>
    [Unit("J/mol")]
    public required double Slope { get; init; }

    /// <summary>μ₀ [J/mol].</summary>
    [Unit("J/mol")]
    public double Offset { get; init; }

    /// <inheritdoc/>
    public string Method => $"a solid solution (A = {Slope:g4} J/mol)";
}

/// <summary>ρ (c − c_α)² (c_β − c)² + μ₀ c.</summary>
public sealed record DoubleWellEnergy : IFreeEnergySettings, ICheckedSettings
{
    /// <summary>ρ [J/mol].</summary>
    [Unit("J/mol")]
    [Range(1e-12, 1e12)]
    public required double Height { get; init; }

    /// <summary>c_α.</summary>
    [Range(-10, 10)]
    public required double Low { get; init; }

    /// <summary>c_β, above c_α.</summary>
    [Range(-10, 10)]
    public required double High { get; init; }

    /// <summary>μ₀ [J/mol], at which both wells are in equilibrium.</summary>
    [Unit("J/mol")]
    public double Potential { get; init; }

    /// <inheritdoc/>
    public string Method => $"a double well (ρ = {Height:g4}, wells at {Low:g4} and {High:g4})";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (High <= Low)
        {
            yield return $"The wells of the free energy are at {Low:g4} and {High:g4}; 'low' must lie below 'high'.";
        }
    }
}

/// <summary>Σ a_k (c − c₀)^k.</summary>
public sealed record PolynomialFreeEnergy : IFreeEnergySettings, ICheckedSettings
{
    /// <summary>a₀, a₁, a₂ … [J/mol], at least three.</summary>
    [Unit("J/mol")]
    public required ValueList<double> Coefficients { get; init; }

    /// <summary>c₀.</summary>
    [Range(-10, 10)]
    public double Origin { get; init; }

    /// <inheritdoc/>
    public string Method => $"a polynomial of degree {Coefficients.Count - 1}";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Coefficients.Count < 3)
        {
            yield return $"A polynomial free energy needs three coefficients or more; there are {Coefficients.Count}.";
        }
    }
}

/// <summary>A sequence of phases with gaps between them.</summary>
public sealed record MultiWellEnergy : IFreeEnergySettings, ICheckedSettings
{
    /// <summary>The gaps, from lithium-poor to lithium-rich.</summary>
    public required ValueList<GapSettings> Gaps { get; init; }

    /// <inheritdoc/>
    public string Method => $"a sequence of {Gaps.Count + 1} phases with {Gaps.Count} miscibility gaps";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Gaps.Count == 0)
        {
            yield return "A sequence of phases needs one gap or more.";
        }

        for (int i = 0; i < Gaps.Count; i++)
        {
            if (Gaps[i].To <= Gaps[i].From || (i > 0 && Gaps[i].From <= Gaps[i - 1].To))
            {
                yield return $"The gap from {Gaps[i].From:g4} to {Gaps[i].To:g4} is empty or begins before the one before it ends.";
            }

            if (i > 0 && Gaps[i].Plateau >= Gaps[i - 1].Plateau)
            {
                yield return $"The plateau of the gap from {Gaps[i].From:g4} must lie below the {Gaps[i - 1].Plateau:g4} V of the gap before it: potentials fall as lithium enters.";
            }
        }
    }
}

/// <summary>A gap between two phases.</summary>
public sealed record GapSettings
{
    /// <summary>Site fraction of the lithium-poor phase.</summary>
    [Range(1e-9, 1)]
    public required double From { get; init; }

    /// <summary>Site fraction of the lithium-rich phase.</summary>
    [Range(1e-9, 0.999999999)]
    public required double To { get; init; }

    /// <summary>Potential of the plateau against lithium metal [V].</summary>
    [Unit("V")]
    [Range(-10, 10)]
    public required double Plateau { get; init; }

    /// <summary>Height of f at the middle above the common tangent [J/mol].</summary>
    [Unit("J/mol")]
    [Range(1e-9, 1e9)]
    public required double Barrier { get; init; }
}

/// <summary>A cubic spline through a table.</summary>
public sealed record TableFreeEnergy : IFreeEnergySettings
{
    /// <summary>Columns: site fraction, f [J/mol]; at least four rows.</summary>
    [InputPath]
    public required string Path { get; init; }

    /// <summary>Whether RT [c ln c + (1−c) ln(1−c)] is added to the table.</summary>
    public bool AddIdealMixing { get; init; }

    /// <inheritdoc/>
    public string Method => $"the table {System.IO.Path.GetFileName(Path)}{(AddIdealMixing ? " with ideal mixing added" : "")}";
}

/// <summary>RT [ideal mixing] + c(1−c) Σ L_k (1 − 2c)^k + μ₀ c.</summary>
public sealed record RedlichKisterEnergy : IFreeEnergySettings, ICheckedSettings
{
    /// <summary>L₀, L₁ … [J/mol].</summary>
    [Unit("J/mol")]
    public required ValueList<double> Parameters { get; init; }

    /// <summary>μ₀ [J/mol].</summary>
    [Unit("J/mol")]
    public double Offset { get; init; }

    /// <inheritdoc/>
    public string Method => $"a Redlich–Kister series of {Parameters.Count} terms";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes() => Parameters.Count == 0 ? ["A Redlich–Kister series needs one parameter or more."] : [];
}

/// <summary>RT [ideal mixing] + c(1−c) Σ A_k P_k(2c − 1) + μ₀ c.</summary>
public sealed record LegendreEnergy : IFreeEnergySettings, ICheckedSettings
{
    /// <summary>A₀, A₁ … [J/mol].</summary>
    [Unit("J/mol")]
    public required ValueList<double> Parameters { get; init; }

    /// <summary>μ₀ [J/mol].</summary>
    [Unit("J/mol")]
    public double Offset { get; init; }

    /// <inheritdoc/>
    public string Method => $"a Legendre series of {Parameters.Count} terms";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes() => Parameters.Count == 0 ? ["A Legendre series needs one parameter or more."] : [];
}
