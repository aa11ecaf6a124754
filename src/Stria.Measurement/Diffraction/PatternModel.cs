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

    internal PatternModel(double[] positions, PeakPlace place, Radiation radiation, IReadOnlyList<ReflectionSet> phases, IReadOnlyList<ForeignLine> lines)
    {
        (x, this.place, this.radiation, Phases, this.lines) = (positions, place, radiation, phases, lines);
        Parameters = new FitParameters(phases, lines);
        PeakCount = phases.Sum(p => p.Reflections.Count) + lines.Count;
        Columns = new PeakColumns(PeakCount);
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
        Span<double> store = stackalloc double[AxialKernel.Store];
        int peak = 0;
        for (int p = 0; p < Phases.Count; p++)
        {
            for (int r = 0; r < Phases[p].Reflections.Count; r++)
            {
                Columns.Begin(peak++);
                for (int l = 0; l < radiation.Lines.Count; l++)
                {
                    AddPeak(Of(p, r, l), store);
                }
            }
        }

        for (int l = 0; l < lines.Count; l++)
        {
            Columns.Begin(peak++);
            AddPeak(OfLine(l), store);
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
                    AddDerivatives(Of(p, r, l), intensities[peak], sink);
                }
            }
        }

        for (int l = 0; l < lines.Count; l++, peak++)
        {
            if (intensities[peak] > 0)
            {
                AddDerivatives(OfLine(l), intensities[peak], sink);
            }
        }
    }

    /// <summary>Where the first line of a reflection is seen.</summary>
    internal double PositionOf(int phase, int reflection) => Of(phase, reflection, 0).Centre;

    /// <summary>Full width at half height of a reflection in the first line.</summary>
    internal double WidthOf(int phase, int reflection) => Of(phase, reflection, 0).Shape.Width;

    private void AddPeak(in PeakLine line, Span<double> store)
    {
        if (!double.IsFinite(line.Centre))
        {
            return;
        }

        AxialKernel kernel = Kernel(line, store);
        (int first, int end) = Window(line, kernel);
        if (end > first)
        {
            Span<double> values = Columns.Room(first, end);
            for (int j = 0; j < kernel.Count; j++)
            {
                (double offset, double weight, _, _) = kernel[j];
                line.Shape.Add(x.AsSpan(first, end - first), line.Centre + offset, line.Weight * weight, values);
            }
        }
    }

    private void AddDerivatives(in PeakLine line, double intensity, DerivativeSink sink)
    {
        if (!double.IsFinite(line.Centre))
        {
            return;
        }

        Span<double> store = stackalloc double[AxialKernel.Store];
        AxialKernel kernel = Kernel(line, store);
        (int first, int end) = Window(line, kernel);
        int n = end - first;
        if (n <= 0)
        {
            return;
        }

        ReadOnlySpan<double> window = x.AsSpan(first, n);
        PeakDerivatives total = sink.Total(n), one = sink.One(n);
        Span<double> axial = sink.Axial(n);
        total.Clear();
        axial.Clear();
        for (int j = 0; j < kernel.Count; j++)
        {
            (double offset, double weight, double offsetSlope, double weightSlope) = kernel[j];
            one.Clear();
            line.Shape.AddDerivatives(window, line.Centre + offset, 1, one);
            double w = weight * line.Weight;
            TensorPrimitives.MultiplyAdd(one.Centre, w * kernel.Turn(j), total.Centre, total.Centre);
            TensorPrimitives.MultiplyAdd(one.Variance, w, total.Variance, total.Variance);
            TensorPrimitives.MultiplyAdd(one.Lorentz, w, total.Lorentz, total.Lorentz);
            if (sink.Wants(FitParameters.Axial))
            {
                TensorPrimitives.MultiplyAdd(one.Centre, w * offsetSlope, axial, axial);
                TensorPrimitives.MultiplyAdd(one.Value, weightSlope * line.Weight, axial, axial);
            }
        }

        Distribute(line, intensity, first, sink, total, axial);
    }

    private void Distribute(in PeakLine line, double intensity, int first, DerivativeSink sink, PeakDerivatives d, ReadOnlySpan<double> axial)
    {
        (double a, double b, double c) = line.Factors;
        double variance = intensity * place.VarianceUnit * line.Widening * line.Widening, width = intensity * place.WidthUnit * line.Widening;
        sink.Add(FitParameters.Zero, first, intensity, d.Centre);
        sink.Add(FitParameters.Displacement, first, intensity * c, d.Centre);
        sink.Add(FitParameters.U, first, variance * a * a, d.Variance);
        sink.Add(FitParameters.V, first, variance * a, d.Variance);
        sink.Add(FitParameters.W, first, variance, d.Variance);
        sink.Add(FitParameters.X, first, width * b, d.Lorentz);
        sink.Add(FitParameters.Y, first, width * a, d.Lorentz);
        sink.Add(FitParameters.Z, first, width, d.Lorentz);
        sink.Add(FitParameters.Axial, first, intensity, axial);
        if (line.Phase < 0)
        {
            sink.Add(Parameters.Line(line.Reflection), first, intensity, d.Centre);
            return;
        }

        ReflectionSet set = Phases[line.Phase];
        for (int k = 0; k < set.CellParameters; k++)
        {
            sink.Add(Parameters.Cell(line.Phase) + k, first, intensity * line.Slope * set.Forms[(line.Reflection * set.CellParameters) + k], d.Centre);
        }

        sink.Add(Parameters.Size(line.Phase), first, width * b, d.Lorentz);
        sink.Add(Parameters.Strain(line.Phase), first, width * a, d.Lorentz);
    }

    private AxialKernel Kernel(in PeakLine line, Span<double> store) => place.Axis == DiffractionAxis.TwoTheta && Parameters.Values[FitParameters.Axial] > 0
        ? AxialKernel.At(line.Centre, Parameters.Values[FitParameters.Axial], line.Shape.Width, store)
        : AxialKernel.None(store);

    private (int First, int End) Window(in PeakLine line, in AxialKernel kernel)
    {
        double far = 0, near = 0;
        for (int j = 0; j < kernel.Count; j++)
        {
            (far, near) = (Math.Max(far, kernel[j].Offset), Math.Min(near, kernel[j].Offset));
        }

        double reach = line.Shape.Reach;
        return (Below(line.Centre + near - reach), Below(line.Centre + far + reach));
    }

    private int Below(double position)
    {
        int at = Array.BinarySearch(x, position);
        return at < 0 ? ~at : at;
    }

    private PeakLine Of(int phase, int reflection, int radiationLine)
    {
        double[] v = Parameters.Values;
        ReflectionSet set = Phases[phase];
        double q = set.InverseSquare(reflection, v.AsSpan(Parameters.Cell(phase), set.CellParameters));
        RadiationLine line = radiation.Lines[radiationLine];
        double ideal = q > 0 ? place.Position(q, line.Wavelength_angstrom, out double slope) : Unreached(out slope);
        (double a, double b, double c) = place.Factors(ideal);
        PseudoVoigt shape = Shape(a, b, 1, v[Parameters.Size(phase)], v[Parameters.Strain(phase)]);
        return new PeakLine(ideal + v[FitParameters.Zero] + (c * v[FitParameters.Displacement]), slope, (a, b, c), shape) { Phase = phase, Reflection = reflection, Weight = line.Weight };
    }

    private static double Unreached(out double slope)
    {
        slope = 0;
        return double.NaN;
    }

    private PeakLine OfLine(int line)
    {
        double position = Parameters.Values[Parameters.Line(line)];
        (double a, double b, double c) = place.Factors(position);
        return new PeakLine(position, 0, (a, b, c), Shape(a, b, lines[line].Widening, 0, 0)) { Phase = -1, Reflection = line, Weight = 1, Widening = lines[line].Widening };
    }

    private PseudoVoigt Shape(double a, double b, double widening, double size, double strain)
    {
        double[] v = Parameters.Values;
        double least = LeastVariance, variance = place.VarianceUnit * ((v[FitParameters.U] * a * a) + (v[FitParameters.V] * a) + v[FitParameters.W]);
        double lorentz = place.WidthUnit * (((v[FitParameters.X] + size) * b) + ((v[FitParameters.Y] + strain) * a) + v[FitParameters.Z]);
        return new PseudoVoigt((widening * widening * Math.Max(variance, least)) + ExtraVariance, widening * Math.Max(lorentz, 0));
    }

    /// <summary>The least Gaussian variance: a peak narrower than a tenth of a step is none.</summary>
    internal double LeastVariance { get; init; }

    private readonly struct PeakLine(double centre, double slope, (double A, double B, double C) factors, PseudoVoigt shape)
    {
        internal double Centre { get; } = centre;

        /// <summary>How the centre moves with 1/d².</summary>
        internal double Slope { get; } = slope;

        internal (double A, double B, double C) Factors { get; } = factors;

        internal PseudoVoigt Shape { get; } = shape;

        internal int Phase { get; init; }

        internal int Reflection { get; init; }

        internal double Weight { get; init; } = 1;

        internal double Widening { get; init; } = 1;
    }
}
