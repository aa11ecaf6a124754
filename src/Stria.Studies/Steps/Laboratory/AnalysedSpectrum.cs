using Stria.Measurement;
using Stria.Measurement.Impedance;

namespace Stria.Studies;

/// <summary>A spectrum with what was found in it.</summary>
/// <param name="Source">The spectrum.</param>
/// <param name="Facts">What is known of its cell.</param>
internal sealed record AnalysedSpectrum(NamedSpectrum Source, CellFacts Facts)
{
    /// <summary>Its name.</summary>
    public string Name => Source.Name;

    /// <summary>The test of consistency; null for fewer than eight points.</summary>
    public KramersKronigResult? Consistency { get; init; }

    /// <summary>The distribution of relaxation times, or null.</summary>
    public RelaxationTimesResult? Relaxation { get; init; }

    /// <summary>The fitted circuit, or null.</summary>
    public ImpedanceFitResult? Fit { get; init; }

    /// <summary>The resistances of a blocked cell, or null.</summary>
    public SymmetricCellResult? Cell { get; init; }

    /// <summary>The tortuosity factor of a blocked cell, where area, thickness, porosity and conductivity are known.</summary>
    public MeasuredValue? Tortuosity { get; init; }

    /// <summary>The same if the rails are the other way round.</summary>
    public MeasuredValue? TortuosityExchanged { get; init; }

    /// <summary>The MacMullin number of a blocked cell.</summary>
    public MeasuredValue? MacMullin { get; init; }
}
