namespace Stria.Matter;

/// <summary>The free energy of a host against its composition, as a material file gives it.</summary>
public sealed record HostFreeEnergy
{
    /// <summary>Which law: "regular_solution", "solid_solution", "redlich_kister", "legendre", "multi_well".</summary>
    public required string Kind { get; init; }

    /// <summary>Parameters of the law in its own order: χ; A and μ₀ [J/mol]; L₀, L₁ … or A₀, A₁ … [J/mol]; none for a sequence of phases.</summary>
    public IReadOnlyList<double> Parameters { get; init; } = [];

    /// <summary>Gaps between phases, where the law is a sequence of phases.</summary>
    public IReadOnlyList<HostGap> Gaps { get; init; } = [];

    /// <summary>Temperature at which the parameters hold [K].</summary>
    public double Temperature { get; init; } = 298.15;

    /// <summary>Gradient energy κ [J m²/mol]; null when not given.</summary>
    public SourcedNumber? GradientEnergy { get; init; }

    /// <summary>Potential against lithium metal at μ = 0, U₀ [V]; null when not given.</summary>
    public SourcedNumber? StandardPotential { get; init; }

    /// <summary>Where the law and its parameters come from.</summary>
    public required string Source { get; init; }

    /// <summary>Every number with its source.</summary>
    public IReadOnlyList<SourcedNumber> Numbers() =>
    [
        .. Parameters.Select((p, i) => new SourcedNumber(NameOf(i), p, Kind == "regular_solution" ? "1" : "J/mol", Source)),
        .. Gaps.SelectMany(g => g.Numbers(Source)),
        .. GradientEnergy is { } kappa ? (IEnumerable<SourcedNumber>)[kappa] : [],
        .. StandardPotential is { } potential ? (IEnumerable<SourcedNumber>)[potential] : [],
    ];

    private string NameOf(int index) => (Kind, index) switch
    {
        ("regular_solution", _) => $"interaction χ at {Temperature:0.##} K",
        ("solid_solution", 0) => "slope A of the chemical potential",
        ("solid_solution", _) => "offset μ₀ of the chemical potential",
        _ => $"parameter {index} of the excess energy",
    };
}

/// <summary>Two phases of a host in equilibrium.</summary>
/// <param name="From">x of the lithium-poor phase [1].</param>
/// <param name="To">x of the lithium-rich phase [1].</param>
/// <param name="Plateau">Potential of the plateau against lithium metal [V].</param>
/// <param name="Barrier">Height of the free energy above the common tangent [J/mol].</param>
public sealed record HostGap(double From, double To, double Plateau, double Barrier)
{
    /// <summary>Its numbers.</summary>
    internal IEnumerable<SourcedNumber> Numbers(string source) =>
    [
        new($"plateau between x = {From:0.###} and {To:0.###}", Plateau, "V", source),
        new($"barrier between x = {From:0.###} and {To:0.###}", Barrier, "J/mol", source),
    ];
}
