using System.Numerics;
using Stria.Numerics.Jets;
using Stria.Physics.Thermodynamics;

namespace Stria.Physics.FreeEnergies;

/// <summary>Closes a law once, so that the loop over places contains it and nothing is called per place.</summary>
/// <typeparam name="TFreeEnergy">The law.</typeparam>
/// <param name="Law">Its parameters.</param>
public sealed record ChemicalPotential<TFreeEnergy>(TFreeEnergy Law) : IChemicalPotential
    where TFreeEnergy : struct, IFreeEnergy
{
    /// <inheritdoc/>
    public string Kind => Law.Kind;

    /// <inheritdoc/>
    public CompositionDomain Domain => Law.Domain;

    /// <inheritdoc/>
    public CompositionInterval Window => Law.Window;

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> composition, Span<double> density, Span<double> potential, Span<double> curvature)
    {
        Check(density, composition.Length, nameof(density));
        Check(potential, composition.Length, nameof(potential));
        Check(curvature, composition.Length, nameof(curvature));
        int lanes = Vector<double>.Count, whole = composition.Length / lanes * lanes;
        for (int i = 0; i < whole; i += lanes)
        {
            JetLanes f = Law.Density(JetLanes.Variable(new Vector<double>(composition[i..])));
            Store(f.Value, density, i);
            Store(f.Slope, potential, i);
            Store(f.Curvature, curvature, i);
        }

        if (whole < composition.Length)
        {
            Remainder(composition, whole, density, potential, curvature);
        }
    }

    /// <inheritdoc/>
    public IChemicalPotential Strained(ElasticTerm term) => new ChemicalPotential<StrainedEnergy<TFreeEnergy>>(new StrainedEnergy<TFreeEnergy>(Law, term));

    // The last places fill a register up, so that they take the same path as all others.
    private void Remainder(ReadOnlySpan<double> composition, int start, Span<double> density, Span<double> potential, Span<double> curvature)
    {
        Span<double> padded = stackalloc double[Vector<double>.Count];
        padded.Fill(composition[^1]);
        composition[start..].CopyTo(padded);
        JetLanes f = Law.Density(JetLanes.Variable(new Vector<double>(padded)));
        for (int i = start; i < composition.Length; i++)
        {
            Store(f.Value[i - start], density, i);
            Store(f.Slope[i - start], potential, i);
            Store(f.Curvature[i - start], curvature, i);
        }
    }

    private static void Store(Vector<double> values, Span<double> span, int at)
    {
        if (!span.IsEmpty)
        {
            values.CopyTo(span[at..]);
        }
    }

    private static void Store(double value, Span<double> span, int at)
    {
        if (!span.IsEmpty)
        {
            span[at] = value;
        }
    }

    private static void Check(Span<double> span, int length, string name)
    {
        if (span.Length != length && !span.IsEmpty)
        {
            throw new ArgumentException($"{span.Length} places for {length} compositions.", name);
        }
    }
}
