using Stria.Core;
using Stria.Numerics.Jets;

namespace Stria.Physics.FreeEnergies;

/// <summary>A sequence of phases with miscibility gaps between them, such as α–ε–ε′–δ of LiₓV₂O₅, from what is measured: the edges of the gaps and the potentials of the plateaus.</summary>
/// <remarks>
/// Across a gap f is its common tangent and a quartic above it, so that the tangent touches exactly at the gap's edges. Between gaps f″ is positive and
/// piecewise linear, chosen so that μ climbs from one plateau to the next. Beyond the outermost gaps μ follows the dilute limit RT ln c or −RT ln(1−c).
/// f, μ and f″ are continuous.
/// </remarks>
public readonly struct MultiWell : IFreeEnergy
{
    private readonly Shape shape;

    /// <summary>Makes the law.</summary>
    /// <param name="gaps">The gaps in ascending order; potentials ascend too.</param>
    /// <param name="thermalEnergy">RT [J/mol] of the dilute limits; 1 where a problem has no units.</param>
    /// <exception cref="ScenarioException">Gaps overlap or leave 0 … 1, potentials do not ascend, or a barrier is not above 0.</exception>
    public MultiWell(IReadOnlyList<MiscibilityGap> gaps, double thermalEnergy = 1)
    {
        ThermalEnergy = Mixing.ThermalEnergy(thermalEnergy, "phase sequence");
        Check(gaps);
        Gaps = [.. gaps];
        shape = new Shape(Gaps, thermalEnergy);
    }

    /// <inheritdoc/>
    public string Kind => "multi_well";

    /// <inheritdoc/>
    public CompositionDomain Domain => CompositionDomain.Unit;

    /// <summary>The miscibility gaps.</summary>
    public IReadOnlyList<MiscibilityGap> Gaps { get; }

    /// <summary>RT [J/mol].</summary>
    public double ThermalEnergy { get; }

    /// <inheritdoc/>
    public T Density<T>(T c)
        where T : struct, IJet<T> => T.Apply(shape, c);

    private static void Check(IReadOnlyList<MiscibilityGap> gaps)
    {
        if (gaps.Count == 0)
        {
            throw new ScenarioException("A phase sequence needs at least one miscibility gap. Perhaps solid_solution is meant.");
        }

        double end = 0, potential = double.NegativeInfinity;
        foreach (MiscibilityGap gap in gaps)
        {
            if (!(gap.Low > end && gap.High > gap.Low && gap.High < 1))
            {
                throw new ScenarioException($"The gap from {gap.Low:G6} to {gap.High:G6} must begin above {end:G6}, where the one before ends, and end below 1: there is a phase between two gaps.");
            }

            if (!(gap.Potential > potential && double.IsFinite(gap.Potential)))
            {
                throw new ScenarioException(
                    $"The gap from {gap.Low:G6} to {gap.High:G6} has the potential {gap.Potential:G6} J/mol; it must lie above {potential:G6} J/mol of the gap before (voltages fall as lithium enters). Perhaps its sign is wrong.");
            }

            if (!(gap.Barrier > 0 && double.IsFinite(gap.Barrier)))
            {
                throw new ScenarioException($"The gap from {gap.Low:G6} to {gap.High:G6} has the barrier {gap.Barrier:G6} J/mol; it must be above 0.");
            }

            (end, potential) = (gap.High, gap.Potential);
        }
    }

    private readonly struct Shape : IJetFunction
    {
        private readonly MiscibilityGap first, last;
        private readonly double thermal, height;
        private readonly PiecewisePolynomial middle;

        public Shape(IReadOnlyList<MiscibilityGap> gaps, double thermal)
        {
            (this.thermal, first, last) = (thermal, gaps[0], gaps[^1]);
            var pieces = new PhaseSequence();
            for (int i = 0; i < gaps.Count; i++)
            {
                pieces.AddGap(gaps[i]);
                if (i + 1 < gaps.Count)
                {
                    pieces.AddPhase(gaps[i], gaps[i + 1]);
                }
            }

            (middle, height) = (pieces.ToPolynomial(), pieces.Energy);
        }

        public Jet At(Jet c)
        {
            if (c.Value < first.Low)
            {
                Jet d = c - first.Low;
                double rest = PhaseSequence.EdgeCurvature(first) - (thermal / first.Low);
                return (first.Potential * d) + (thermal * ((c * Jet.Log(1 / first.Low * c)) - d)) + ((0.5 * rest) * (d * d));
            }

            if (c.Value > last.High)
            {
                Jet d = c - last.High, vacant = 1 - c;
                double vacantAtEdge = 1 - last.High, rest = PhaseSequence.EdgeCurvature(last) - (thermal / vacantAtEdge);
                return (last.Potential * d) + (thermal * ((vacant * Jet.Log(1 / vacantAtEdge * vacant)) + d)) + ((0.5 * rest) * (d * d)) + height;
            }

            return middle.At(c);
        }
    }
}
