using Stria.Core;
using Stria.Numerics.Jets;
using Stria.Physics.FreeEnergies;

namespace Stria.Physics.Thermodynamics;

/// <summary>What follows from f(c) alone: common tangents with binodals and barriers, spinodals, wells.</summary>
public sealed class PhaseEquilibria
{
    private const double Tolerance = 1e-15, Acceptable = 1e-7, NearBound = 0.2;
    private const int Passes = 80, Widenings = 5;
    private readonly IChemicalPotential law;
    private readonly FreeEnergySamples samples;

    /// <summary>Finds them.</summary>
    /// <param name="law">The free energy. It is looked at between the ends of its window, and farther out where it has no bounds and a phase lies beyond them.</param>
    /// <exception cref="ConvergenceException">A tangent could not be found to the last digits, or a phase lies nowhere near the window.</exception>
    public PhaseEquilibria(IChemicalPotential law)
    {
        this.law = law;
        CompositionInterval window = law.Window;
        for (int widened = 0; ; widened++)
        {
            samples = new FreeEnergySamples(law, window);
            Spinodals = [.. FindSpinodals()];
            if (FindTangents() is { } tangents)
            {
                Tangents = tangents;
                break;
            }

            if (widened == Widenings)
            {
                throw new ConvergenceException($"f has no bounds and a phase that lies outside c = {window.Low:G4} … {window.High:G4}, if it has one at all. Perhaps a sign in the free energy is wrong, or it is a fit that holds from 0 to 1 only: give it as a table.", [window.Low, window.High]);
            }

            double more = (window.High - window.Low) / 2;
            window = new(Math.Max(law.Domain.Low, window.Low - more), Math.Min(law.Domain.High, window.High + more));
        }

        Wells = [.. Roots(samples.Potentials, c => law.At(c).Slope, rising: true)];
    }

    /// <summary>Common tangents on the lower hull of f, from lithium-poor to lithium-rich; empty for a solid solution.</summary>
    public IReadOnlyList<CommonTangent> Tangents { get; }

    /// <summary>Where f″ is negative and a mixture separates by itself.</summary>
    public IReadOnlyList<CompositionInterval> Spinodals { get; }

    /// <summary>Minima of f itself, at μ = 0.</summary>
    public IReadOnlyList<double> Wells { get; }

    /// <summary>Chemical potential of the equilibrium at a mean composition [J/mol]: that of the tangent within a gap, f′ outside.</summary>
    /// <param name="c">Mean site fraction.</param>
    public double Potential(double c) => Tangents.FirstOrDefault(t => c > t.Low && c < t.High)?.Potential ?? law.At(c).Slope;

    /// <summary>What a host must climb to lithiate at a fixed potential: from the lithium-poor minimum of f − μ c to the maximum behind it; null when there is none, so that it lithiates by itself or not at all.</summary>
    /// <param name="potential">The potential of the reservoir, μ [J/mol].</param>
    public double? LithiationBarrier(double potential)
    {
        double[] shifted = [.. samples.Potentials.Select(mu => mu - potential)];
        double[] minima = [.. Roots(shifted, c => law.At(c).Slope - potential, rising: true)], maxima = [.. Roots(shifted, c => law.At(c).Slope - potential, rising: false)];
        if (minima.Length == 0 || !maxima.Any(m => m > minima[0]))
        {
            return null;
        }

        double top = maxima.First(m => m > minima[0]);
        return law.At(top).Value - law.At(minima[0]).Value - (potential * (top - minima[0]));
    }

    private IEnumerable<CompositionInterval> FindSpinodals()
    {
        double[] c = samples.Compositions;
        double start = samples.Curvatures[0] < 0 ? c[0] : double.NaN;
        for (int i = 1; i < c.Length; i++)
        {
            bool before = samples.Curvatures[i - 1] < 0, now = samples.Curvatures[i] < 0;
            if (!before && now)
            {
                start = Root(x => law.At(x).Curvature, c[i - 1], c[i]);
            }
            else if (before && !now)
            {
                yield return new(start, Root(x => law.At(x).Curvature, c[i - 1], c[i]));
            }
        }

        if (samples.Curvatures[^1] < 0)
        {
            yield return new(start, c[^1]);
        }
    }

    private IEnumerable<double> Roots(double[] values, Func<double, double> function, bool rising)
    {
        for (int i = 1; i < values.Length; i++)
        {
            if (rising ? values[i - 1] < 0 && values[i] >= 0 : values[i - 1] > 0 && values[i] <= 0)
            {
                yield return Root(function, samples.Compositions[i - 1], samples.Compositions[i]);
            }
        }
    }

    private static double Root(Func<double, double> function, double low, double high)
    {
        bool isNegativeLeft = function(low) < 0;
        while (true)
        {
            double middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                return middle;
            }

            if ((function(middle) < 0) == isNegativeLeft)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }
    }

    // Null where a tangent would end at an end of the window that is not one of f: its phase lies beyond.
    private List<CommonTangent>? FindTangents()
    {
        var found = new List<CommonTangent>();
        List<int> hull = samples.LowerHull();
        for (int k = 1; k < hull.Count; k++)
        {
            // Rounding makes small dents in the hull; two phases have a stretch of negative curvature between them.
            (int i, int j) = (hull[k - 1], hull[k]);
            double low = samples.Compositions[i], high = samples.Compositions[j];
            if (j - i > 1 && Spinodals.Any(s => s.Low < high && s.High > low && s.High - s.Low > 0))
            {
                (bool Low, bool High) atEnd = (i == 0, j == samples.Compositions.Length - 1);
                if (Polished(low, high, atEnd) is not { } tangent)
                {
                    return null;
                }

                found.Add(tangent);
            }
        }

        return found;
    }

    private CommonTangent? Polished(double low, double high, (bool Low, bool High) atEnd)
    {
        bool touches = Newton(ref low, ref high, (false, false));
        if (!touches)
        {
            if ((atEnd.Low && double.IsInfinity(law.Domain.Low)) || (atEnd.High && double.IsInfinity(law.Domain.High)))
            {
                return null;
            }

            if (atEnd is (false, false) || !Newton(ref low, ref high, atEnd))
            {
                throw new ConvergenceException($"The common tangent near c = {low:G6} and {high:G6} could not be found to the last digits. Perhaps f has a kink there.", [low, high]);
            }
        }

        Jet a = law.At(low), b = law.At(high);
        double potential = (b.Value - a.Value) / (high - low), intercept = a.Value - (potential * low);
        (double barrier, double at) = Highest(low, high, potential, intercept);
        return new(low, high, potential, intercept, barrier, at) { EndOfLaw = touches ? null : atEnd.Low ? low : high };
    }

    // f′(a) = f′(b) and f(b) − f(a) = f′(a)(b − a), or one of them alone where the other end stays at the end of the domain.
    private bool Newton(ref double low, ref double high, (bool Low, bool High) hold)
    {
        double a = low, b = high, near = NearBound * Math.Max(1, samples.Compositions[^1] - samples.Compositions[0]);
        (double A, double B, double Step) best = (low, high, double.PositiveInfinity);
        for (int pass = 0; pass < Passes; pass++)
        {
            Jet fa = law.At(a), fb = law.At(b);
            double chord = fb.Value - fa.Value, da = 0, db = 0;
            if (hold.Low)
            {
                db = hold.High ? 0 : ((fb.Slope * (b - a)) - chord) / (-fb.Curvature * (b - a));
            }
            else if (hold.High)
            {
                da = (chord - (fa.Slope * (b - a))) / (fa.Curvature * (b - a));
            }
            else
            {
                // Rows: f″(a) da − f″(b) db = −(f′a − f′b);  −f″(a)(b−a) da + (f′b − f′a) db = −(chord − f′a (b−a)).
                double r1 = fa.Slope - fb.Slope, r2 = chord - (fa.Slope * (b - a)), slope = fb.Slope - fa.Slope;
                double determinant = (fa.Curvature * slope) - (fb.Curvature * fa.Curvature * (b - a));
                da = ((-r1 * slope) - (fb.Curvature * r2)) / determinant;
                db = ((-r2 * fa.Curvature) - (r1 * fa.Curvature * (b - a))) / determinant;
            }

            double nextA = Within(a, da), nextB = Within(b, db);
            if (!(nextA < nextB) || Math.Abs(nextA - low) > near || Math.Abs(nextB - high) > near)
            {
                return false;
            }

            // The whole step counts, not what of it stays within the law: an end that only creeps up to the end of a table has not converged.
            double moved = Math.Max(Math.Abs(da) / Math.Max(Math.Abs(a), 1e-3), Math.Abs(db) / Math.Max(Math.Abs(b), 1e-3));
            (a, b) = (nextA, nextB);
            best = moved < best.Step ? (a, b, moved) : best;
            if (moved <= Tolerance)
            {
                break;
            }
        }

        // Close to a critical point rounding ends the search earlier.
        (low, high) = best.Step < Acceptable ? (best.A, best.B) : (low, high);
        return best.Step < Acceptable;
    }

    // A step that would leave the domain goes nine tenths of the way to its end.
    private double Within(double c, double step)
    {
        double next = c + step;
        return next <= law.Domain.Low ? c - (0.9 * (c - law.Domain.Low)) : next >= law.Domain.High ? c + (0.9 * (law.Domain.High - c)) : next;
    }

    private (double Barrier, double At) Highest(double low, double high, double potential, double intercept)
    {
        double[] c = samples.Compositions;
        int best = -1;
        for (int i = 0; i < c.Length; i++)
        {
            if (c[i] > low && c[i] < high && (best < 0 || Above(i) > Above(best)))
            {
                best = i;
            }
        }

        double at = Root(x => potential - law.At(x).Slope, c[Math.Max(best - 1, 0)], c[Math.Min(best + 1, c.Length - 1)]);
        return (law.At(at).Value - intercept - (potential * at), at);

        double Above(int i) => samples.Energies[i] - intercept - (potential * c[i]);
    }
}
