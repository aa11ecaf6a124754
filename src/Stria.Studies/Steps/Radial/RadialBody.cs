using Stria.Physics.Radial;

namespace Stria.Studies;

/// <summary>A radial particle, ready to be advanced.</summary>
/// <param name="Problem">The particle, in SI.</param>
/// <param name="Laws">What thermodynamics says.</param>
/// <param name="Initial">c of each shell at the start, from the middle outwards.</param>
internal sealed record RadialBody(RadialProblem Problem, PhaseFieldLaws Laws, double[] Initial);

/// <summary>One step of a radial particle, in SI.</summary>
/// <param name="Time">Time after it [s].</param>
/// <param name="Step">Its length [s]; 0 for the start.</param>
/// <param name="Error">Estimated error by the tolerance; NaN where there is none.</param>
/// <param name="Mean">Mean c.</param>
/// <param name="Surface">c at the surface.</param>
/// <param name="Potential">μ at the surface [J/mol].</param>
/// <param name="Lowest">Smallest c.</param>
/// <param name="Highest">Largest c.</param>
/// <param name="Energy">Energy over C_max and volume [J/mol].</param>
/// <param name="Inserted">Lithium that came through the surface, in units of the mean c.</param>
internal sealed record RadialRow(double Time, double Step, double Error, double Mean, double Surface, double Potential, double Lowest, double Highest, double Energy, double Inserted)
{
    /// <summary>Numbers of a row.</summary>
    public const int Count = 10;

    /// <summary>The row of a solver's present.</summary>
    public static RadialRow Of(RadialSolver s)
    {
        ReadOnlySpan<double> c = s.Composition;
        return new(
            s.Time, s.LastStep, s.LastError, s.Mean, s.SurfaceComposition(), s.SurfacePotential(),
            System.Numerics.Tensors.TensorPrimitives.Min(c), System.Numerics.Tensors.TensorPrimitives.Max(c), s.Energy, s.Inserted);
    }

    /// <summary>The row from its numbers.</summary>
    public static RadialRow Of(ReadOnlySpan<double> n) => new(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9]);

    /// <summary>The row as numbers.</summary>
    public IEnumerable<double> Numbers() => [Time, Step, Error, Mean, Surface, Potential, Lowest, Highest, Energy, Inserted];
}

/// <summary>A picture of a radial particle.</summary>
/// <param name="Time">Its moment [s].</param>
/// <param name="Composition">c of each shell.</param>
/// <param name="Potential">μ of each shell [J/mol].</param>
internal sealed record RadialPicture(double Time, double[] Composition, double[] Potential);

/// <summary>A radial run as far as it has come.</summary>
/// <param name="History">Every step, the start first.</param>
/// <param name="Pictures">The pictures, that of the start first.</param>
internal sealed record RadialCourse(List<RadialRow> History, List<RadialPicture> Pictures)
{
    /// <summary>Steps taken back.</summary>
    public int Rejected { get; set; }
}
