using Stria.Core;
using Stria.Files;
using Stria.Measurement;
using Stria.Measurement.Curvature;
using Record = Stria.Measurement.Curvature.CurvatureRecord;

namespace Stria.Studies;

/// <summary>An electrode on a plate while it was cycled, and its stress.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Trace">What was done to the cell.</param>
/// <param name="Facts">What is known of the cell.</param>
/// <param name="Curvature">Curvature on the clock of the trace; changes since the beginning where spacings were measured.</param>
internal sealed record BentElectrode(string Name, CyclerTrace Trace, CellFacts Facts, Record Curvature)
{
    /// <summary>The stress; null before it was computed.</summary>
    public StressRecord? Stress { get; init; }

    /// <summary>Composition at each line of the trace; null where it is not known.</summary>
    public double[]? Composition { get; init; }
}

/// <summary>Profiles of a plate with the curvature of each.</summary>
/// <param name="Profiles">The profiles.</param>
/// <param name="Facts">What is known of plate and film.</param>
/// <param name="Curvatures">Curvature of each profile [1/m], and what its parabola leaves [m].</param>
internal sealed record BentPlate(SubstrateProfiles Profiles, CellFacts Facts, IReadOnlyList<(string Name, MeasuredValue Curvature, double Residual)> Curvatures)
{
    /// <summary>Stress of the last profile against the first [Pa]; null where plate or film are not known.</summary>
    public MeasuredValue? Stress { get; init; }
}
