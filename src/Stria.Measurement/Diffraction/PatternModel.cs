using System.Numerics.Tensors;
using Stria.Core;

namespace Stria.Measurement;

/// <summary>The peaks of a pattern at given parameters: columns of unit area, and what they do when a parameter moves.</summary>
internal sealed class PatternModel
{
    private readonly double[] x;
    private readonly PeakPlace place;
    private readonly Radiation radiation;
    private readonly IReadOnlyList<ForeignLine> lines;
    private readonly double[] work;
    private readonly (int Near, int Far)[] copies; // of each line of each peak, under axial divergence

    internal PatternModel(double[] positions, PeakPlace place, Radiation radiation, IReadOnlyList<ReflectionSet> phases, IReadOnlyList<ForeignLine> lines)
    {
        (x, this.place, this.radiation, Phases, this.lines) = (positions, place, radiation, phases, lines);
        Parameters = new FitParameters(phases, lines);
        PeakCount = phases.Sum(p => p.Reflections.Count) + lines.Count;
        Columns = new PeakColumns(PeakCount);
        work = new double[positions.Length];
        copies = new (int, int)[PeakCount * radiation.Lines.Count];
        Parameters.Values[FitParameters.Ratio] = radiation.Lines.Count > 1 ? radiation.Lines[1].Weight : 0;
    }

    internal IReadOnlyList<ReflectionSet> Phases { get; }

    internal FitParameters Parameters { get; }

    /// <summary>Number of peaks: the reflections of each phase, then the foreign lines.</summary>
    internal int PeakCount { get; }

    internal PeakColumns Columns { get; }

    internal double[] Positions => x;

    internal PeakPlace Place => place;

    /// <summary>A further Gaussian variance, in squares of the axis: wide profiles for the beginning of a search.</summary>
    internal double ExtraVariance { get; set; }

    /// <summary>Number of the first peak of a phase.</summary>
    internal int FirstPeak(int phase) => Phases.Take(phase).Sum(p => p.Reflections.Count);

    /// <summary>Fills the columns.</summary>
    internal void Build()
    {
        Columns.Clear();
        int peak = 0;
        for (int p = 0; p < Phases.Count; p++)
        {
            for (int r = 0; r < Phases[p].Reflections.Count; r++)
            {
                Columns.Begin(peak++);
                for (int l = 0; l < radiation.Lines.Count; l++)
                {
                    AddPeak(Of(p, r, l), peak - 1);
                }
            }
        }

        for (int l = 0; l < lines.Count; l++)
        {
            Columns.Begin(peak++);
            AddPeak(OfLine(l), peak - 1);
        }

        Columns.End();
    }

    /// <summary>Adds to each column of <paramref name="derivatives"/> what the model of these intensities does when that free parameter moves.</summary>
    internal void AddDerivatives(ReadOnlySpan<double> intensities, int[] free, double[][] derivatives)
    {
        var column = new int[Parameters.Count];
        Array.Fill(column, -1);
        for (int k = 0; k < free.Length; k++)
        {
            column[free[k]] = k;
        }

        var sink = new DerivativeSink(column, derivatives, place, x.Length);
        int peak = 0;
        for (int p = 0; p < Phases.Count; p++)
        {
            for (int r = 0; r < Phases[p].Reflections.Count; r++, peak++)
            {
                for (int l = 0; l < radiation.Lines.Count && intensities[peak] > 0; l++)
                {
                    AddDerivatives(Of(p, r, l), peak, intensities[peak], sink);
                }
            }
        }

        for (int l = 0; l < lines.Count; l++, peak++)
        {
            if (intensities[peak] > 0)
            {
                AddDerivatives(OfLine(l), peak, intensities[peak], sink);
            }
        }
    }

    /// <summary>Where the first line of a reflection is seen.</summary>
    internal double PositionOf(int phase, int reflection) => Of(phase, reflection, 0).Centre;

    /// <summary>Full width at half height of a reflection in the first line.</summary>
    internal double WidthOf(int phase, int reflection) => Of(phase, reflection, 0).Shape.Width;

    /// <summary>Where the reflections are that matter to their phase, and how wide.</summary>
    internal IEnumerable<(int Phase, int Reflection, double Place, double Width)> StrongPeaks(double[] intensities)
    {
        const double Matters = 0.02;
        int first = 0;
        for (int p = 0; p < Phases.Count; first += Phases[p].Reflections.Count, p++)
        {
            int count = Phases[p].Reflections.Count;
            double least = Matters * (count == 0 ? 0 : intensities.AsSpan(first, count).ToArray().Max());
            for (int r = 0; r < count; r++)
            {
                PeakLine line = Of(p, r, 0);
                if (intensities[first + r] > least && double.IsFinite(line.Centre))
                {
                    yield return (p, r, line.Centre, line.Shape.Width);
                }
            }
        }
    }

    private void AddPeak(in PeakLine line, int peak)
    {
        if (!double.IsFinite(line.Centre))
        {
            return;
        }

        Span<double> store = stackalloc double[2 * AxialKernel.Store];
        SmearedPeak smeared = Smeared(line, peak, store);
        int first = Below(smeared.Low), end = Below(smeared.High);
        if (end > first)
        {
            Span<double> values = work.AsSpan(0, end - first), room = Columns.Room(first, end);
            smeared.Write(x.AsSpan(first, end - first), values);
            TensorPrimitives.MultiplyAdd(values, line.Weight, room, room);
        }
    }

    private void AddDerivatives(in PeakLine line, int peak, double intensity, DerivativeSink sink)
    {
        if (!double.IsFinite(line.Centre))
        {
            return;
        }

        Span<double> store = stackalloc double[2 * AxialKernel.Store];
        SmearedPeak smeared = Smeared(line, peak, store);
        int first = Below(smeared.Low), n = Below(smeared.High) - first;
        if (n > 0)
        {
            PeakDerivatives total = sink.Total(n);
            Span<double> axial = sink.Axial(n);
            smeared.WriteDerivatives(x.AsSpan(first, n), total, axial, sink.One(n));
            Distribute(line, intensity, first, sink, total, axial);
        }
    }

    private void Distribute(in PeakLine line, double intensity, int first, DerivativeSink sink, PeakDerivatives d, Span<double> axial)
    {
        (double a, double b, double c) = line.Factors;
        double amount = intensity * line.Weight, variance = amount * line.VarianceSlope * place.VarianceUnit, width = amount * place.WidthUnit * line.Widening;
        if (line.Number == 1)
        {
            sink.Add(FitParameters.Ratio, first, intensity, d.Value);
        }

        sink.Add(FitParameters.U, first, variance * a * a, d.Variance);
        sink.Add(FitParameters.V, first, variance * a, d.Variance);
        sink.Add(FitParameters.W, first, variance, d.Variance);
        sink.Add(FitParameters.X, first, width * b, d.Lorentz);
        sink.Add(FitParameters.Y, first, width * a, d.Lorentz);
        sink.Add(FitParameters.Z, first, width, d.Lorentz);
        sink.Add(FitParameters.Axial, first, amount, axial);
        Span<double> moved = axial; // no more needed: how the peak changes when the place of the lattice moves
        if (line.Phase >= 0)
        {
            // A foreign line is taken where it is seen: zero and displacement leave it there.
            sink.Add(FitParameters.Zero, first, amount, d.Centre);
            sink.Add(FitParameters.Displacement, first, amount * c, d.Centre);
            sink.Add(Parameters.Size(line.Phase), first, width * b, d.Lorentz);
            sink.Add(Parameters.Strain(line.Phase), first, width * a, d.Lorentz);
            for (int k = 0, terms = Phases[line.Phase].StrainTerms.Count; k < terms; k++)
            {
                sink.Add(Parameters.StrainTerm(line.Phase) + k, first, width * a * line.StrainSlope * Phases[line.Phase].StrainForms[(line.Reflection * terms) + k], d.Lorentz);
            }
        }

        TensorPrimitives.Multiply(d.Centre, line.Along.Centre, moved);
        TensorPrimitives.MultiplyAdd(d.Variance, line.Along.Variance, moved, moved);
        TensorPrimitives.MultiplyAdd(d.Lorentz, line.Along.Lorentz, moved, moved);
        if (line.Phase < 0)
        {
            sink.Add(Parameters.Line(line.Reflection), first, amount, moved);
            return;
        }

        ReflectionSet set = Phases[line.Phase];
        for (int k = 0; k < set.CellParameters; k++)
        {
            sink.Add(Parameters.Cell(line.Phase) + k, first, amount * line.Slope * set.Forms[(line.Reflection * set.CellParameters) + k], moved);
        }
    }

    private SmearedPeak Smeared(in PeakLine line, int peak, Span<double> store)
    {
        double divergence = Parameters.Values[FitParameters.Axial];
        if (place.Axis != DiffractionAxis.TwoTheta || divergence <= 0)
        {
            var none = AxialKernel.None(store);
            return new SmearedPeak(line.Shape, line.Centre, none, none);
        }

        // The number of copies stays while it is enough, so that it does not change under small moves of the parameters.
        ref (int Near, int Far) copies = ref this.copies[(peak * radiation.Lines.Count) + line.Number];
        (int near, int far) = AxialKernel.Needs(line.Centre, divergence, line.Shape.Width);
        if (near > copies.Near || far > copies.Far || (2 * near) + 4 < copies.Near)
        {
            copies = near == 1 ? (1, 1) : (Math.Min(near + 1, AxialKernel.MostNodes), Math.Min(far + 1, AxialKernel.MostNodes));
        }

        return new SmearedPeak(
            line.Shape, line.Centre, AxialKernel.Of(line.Centre, divergence, copies.Near, store[..AxialKernel.Store]), AxialKernel.Of(line.Centre, divergence, copies.Far, store[AxialKernel.Store..]));
    }

    private int Below(double position)
    {
        int at = Array.BinarySearch(x, position);
        return at < 0 ? ~at : at;
    }

    private PeakLine Of(int phase, int reflection, int number)
    {
        double[] v = Parameters.Values;
        ReflectionSet set = Phases[phase];
        double q = set.InverseSquare(reflection, v.AsSpan(Parameters.Cell(phase), set.CellParameters)), slope = 0;
        double ideal = q > 0 ? place.Position(q, radiation.Lines[number].Wavelength_angstrom, out slope) : double.NaN;
        (double own, double strainSlope) = Anisotropic(set, phase, reflection);
        PeakLine line = At(ideal, 1, (v[Parameters.Size(phase)], v[Parameters.Strain(phase)] + own), v[FitParameters.Displacement], v[FitParameters.Zero]);
        return line with { StrainSlope = strainSlope, Slope = slope, Phase = phase, Reflection = reflection, Number = number, Weight = number == 1 ? v[FitParameters.Ratio] : radiation.Lines[number].Weight };
    }

    // The root of a form of fourth degree over (1/d²)², kept above zero without a corner.
    private (double Strain, double Slope) Anisotropic(ReflectionSet set, int phase, int reflection)
    {
        int terms = set.StrainTerms.Count;
        if (terms == 0)
        {
            return (0, 0);
        }

        double sum = 0;
        for (int k = 0; k < terms; k++)
        {
            sum += Parameters.Values[Parameters.StrainTerm(phase) + k] * set.StrainForms[(reflection * terms) + k];
        }

        double root = Math.Sqrt((sum * sum) + (LeastStrainSquare * LeastStrainSquare)), square = sum > 0 ? (sum + root) / 2 : LeastStrainSquare * LeastStrainSquare / (2 * (root - sum));
        double strain = Math.Sqrt(square);
        return (strain, strain / (2 * root));
    }

    private PeakLine OfLine(int line) => At(Parameters.Values[Parameters.Line(line)], lines[line].Widening, (0, 0), 0, 0) with { Phase = -1, Reflection = line, Widening = lines[line].Widening };

    // A line whose place without zero and displacement is known.
    private PeakLine At(double ideal, double widening, (double Size, double Strain) phase, double displacement, double zero)
    {
        double[] v = Parameters.Values;
        (double a, double b, double c) = place.Factors(ideal);
        (double aSlope, double bSlope, double cSlope) = place.FactorSlopes(ideal);
        double variance = place.VarianceUnit * ((v[FitParameters.U] * a * a) + (v[FitParameters.V] * a) + v[FitParameters.W]);
        double lorentz = place.WidthUnit * (((v[FitParameters.X] + phase.Size) * b) + ((v[FitParameters.Y] + phase.Strain) * a) + v[FitParameters.Z]);
        (double held, double heldSlope) = AtLeast(variance);
        double varianceAlong = place.VarianceUnit * ((2 * v[FitParameters.U] * a) + v[FitParameters.V]) * aSlope;
        double lorentzAlong = place.WidthUnit * (((v[FitParameters.X] + phase.Size) * bSlope) + ((v[FitParameters.Y] + phase.Strain) * aSlope));
        double square = widening * widening;
        return new PeakLine(ideal + zero + (c * displacement), (a, b, c), new PseudoVoigt((square * held) + ExtraVariance, widening * Math.Max(lorentz, 0)))
        {
            VarianceSlope = square * heldSlope,
            Along = (1 + (cSlope * displacement), square * heldSlope * varianceAlong, widening * (lorentz > 0 ? lorentzAlong : 0)),
        };
    }

    /// <summary>W, or the W with which the Gaussian variance is nowhere below the least: further down nothing changes, and nothing leads back.</summary>
    internal double LeastW()
    {
        double[] v = Parameters.Values;
        double least = double.PositiveInfinity;
        const int Places = 64;
        for (int i = 0; i <= Places; i++)
        {
            double a = place.Factors(x[0] + ((x[^1] - x[0]) * i / Places)).A;
            least = Math.Min(least, (v[FitParameters.U] * a * a) + (v[FitParameters.V] * a) + v[FitParameters.W]);
        }

        return v[FitParameters.W] + Math.Max(0, (LeastVariance / place.VarianceUnit) - least);
    }

    // Not below the least, without a corner: v itself to 10⁻⁵ where a peak is some steps wide.
    private (double Variance, double Slope) AtLeast(double variance)
    {
        double above = variance - LeastVariance, root = Math.Sqrt((above * above) + (0.25 * LeastVariance * LeastVariance));
        return root > 0 ? (LeastVariance + ((above + root) / 2), (1 + (above / root)) / 2) : (LeastVariance, 1);
    }

    /// <summary>Below this the square of an anisotropic strain bends towards zero instead of becoming negative.</summary>
    internal double LeastStrainSquare { get; init; } = 1e-12;

    /// <summary>The square of a strain as the widths of the pattern suggest it: the measure of what terms of an anisotropic strain may be.</summary>
    internal double UsualStrainSquare { get; init; } = 1;

    /// <summary>The least Gaussian variance: a peak narrower than a tenth of a step is none.</summary>
    internal double LeastVariance { get; init; }
}
