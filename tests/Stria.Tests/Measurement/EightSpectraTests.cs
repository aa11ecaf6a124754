using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;
using Stria.Numerics.Linear;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

/// <summary>The fit of eight spectra at a time against the general one, whose amounts are found one spectrum after the other.</summary>
public sealed class EightSpectraTests
{
    private const int Height = 9, Width = 11;
    private static readonly double[] Energies = CoreShellScene.EnergyGrid();

    [Theory]
    [InlineData(BackgroundShape.None, false, 0.0, 0.0)]
    [InlineData(BackgroundShape.Film, true, 0.0, 0.0)]
    [InlineData(BackgroundShape.Line, true, 30.0, 0.04)]
    public void Maps_are_those_of_the_general_fit_also_with_holes_energies_left_out_light_and_empty_pixels(BackgroundShape background, bool isSpoilt, double floor, double light)
    {
        OpticalDensityStack od = Measured(floor, 3);
        if (isSpoilt)
        {
            Spoil(od);
        }

        // References that end within the stack leave energies out.
        double[] inner = Energies.AsSpan(3..^4).ToArray();
        ScaledReferences shorter = ScaledReferences.AsTheyAre([.. SpectraMade.Molar.References.Select(r => new ReferenceSpectrum(new Spectrum(inner, r.At(inner), r.Name), r.Composition))]);
        ReferenceDesign design = ReferenceDesign.At(isSpoilt ? shorter : SpectraMade.Molar, od.PhotonEnergies_eV, 0).With(background, od.PhotonEnergies_eV);
        Assert.Equal(isSpoilt, design.UsedCount < Energies.Length);
        ReferenceFitOptions options = Options(od, design) with { AdditiveLight = light > 0 ? [.. Enumerable.Range(0, od.Grid.Count).Select(p => (float)(light * p / od.Grid.Count))] : null };
        Compare(od, options, 1e-6);
    }

    [Fact]
    public void References_that_are_alike_are_fitted_as_the_general_fit_does()
    {
        OpticalDensityStack od = Measured(0, 4);
        double[][] spectra = [.. SpectraMade.TwoMolar.References.Select(r => r.At(od.PhotonEnergies_eV))];
        ReferenceFitOptions options = Options(od, ReferenceDesign.Of([spectra[0], spectra[1], [.. spectra[0]]]), 0.1, 0.45, 0.3);
        (ReferenceFitResult fast, ReferenceFitResult plain) = Both(od, options);
        foreach (int p in Enumerable.Range(0, od.Grid.Count).Where(p => fast.Normal!.Has(p) && plain.Amounts.Sum(a => a[p]) > 0))
        {
            Assert.Equal(plain.Amounts[0][p] + plain.Amounts[2][p], fast.Amounts[0][p] + fast.Amounts[2][p], 1e-4 * plain.Amounts.Sum(a => a[p]));
            Assert.Equal(plain.ReducedChiSquare[p], fast.ReducedChiSquare[p], 1e-4f);
        }
    }

    [Fact]
    public void Deviations_are_those_of_the_covariance_of_the_free_amounts_and_of_the_next_compositions_beside_a_single_one()
    {
        OpticalDensityStack od = Measured(0, 5);
        ReferenceFitOptions options = Options(od, ReferenceDesign.At(SpectraMade.Molar, od.PhotonEnergies_eV, 0).With(BackgroundShape.Film, od.PhotonEnergies_eV));
        ReferenceFitResult fit = ReferenceFit.Run(od, options);
        int alone = 0;
        foreach (int p in Enumerable.Range(0, od.Grid.Count).Where(p => fit.Normal!.Has(p) && fit.Amounts.Sum(a => a[p]) > 0))
        {
            double[] amounts = [.. fit.Amounts.Select(a => (double)a[p])];
            alone += amounts.Count(a => a > 0) == 1 ? 1 : 0;
            (double x, double total) = Deviation(fit.Normal!.Gram(p), fit.Normal!.Right(p), amounts, options.Compositions);
            Assert.Equal(x, fit.CompositionDeviation[p], 1e-5 * x);
            Assert.Equal(total, fit.TotalDeviation[p], 1e-5 * total);
        }

        Assert.InRange(alone, 1, od.Grid.Count / 2);
    }

    private static void Compare(OpticalDensityStack od, ReferenceFitOptions options, double tolerance)
    {
        (ReferenceFitResult fast, ReferenceFitResult plain) = Both(od, options);
        double scale = plain.Amounts.Max(a => a.Where(float.IsFinite).Max());
        foreach ((float[] a, float[] b, double unit) in fast.Amounts.Zip(plain.Amounts, (a, b) => (a, b, scale)).Append((fast.ResidualRms, plain.ResidualRms, 0.01)).Append((fast.ReducedChiSquare, plain.ReducedChiSquare, 1)).Append((fast.TotalDeviation, plain.TotalDeviation, scale)))
        {
            Assert.All(a.Zip(b), p => Assert.True(float.IsNaN(p.First) ? float.IsNaN(p.Second) : Math.Abs(p.First - p.Second) <= tolerance * unit, $"{p}"));
        }

        Assert.All(fast.CompositionDeviation.Zip(plain.CompositionDeviation), p => Assert.True(float.IsNaN(p.First) ? float.IsNaN(p.Second) : Math.Abs(p.First - p.Second) <= 1e-4 * p.Second, $"{p}"));
        Assert.All(fast.MeanResidual.Zip(plain.MeanResidual), p => Assert.Equal(p.First, p.Second, 1e-9));
        Assert.All(fast.ResidualDeviation.Zip(plain.ResidualDeviation), p => Assert.Equal(p.First, p.Second, 1e-9));
        foreach (int p in Enumerable.Range(0, od.Grid.Count).Where(fast.Normal!.Has))
        {
            double largest = Math.Max(1e-300, plain.Normal!.Gram(p).ToArray().Max());
            Assert.All(fast.Normal.Gram(p).ToArray().Zip(plain.Normal.Gram(p).ToArray()), g => Assert.Equal(g.Second, g.First, 1e-8 * largest));
        }
    }

    private static (ReferenceFitResult Fast, ReferenceFitResult Plain) Both(OpticalDensityStack od, ReferenceFitOptions options) =>
        (ReferenceFit.Run(od, options), ReferenceFit.Run(od, options with { Solver = new OneByOne() }));

    private static ReferenceFitOptions Options(OpticalDensityStack od, ReferenceDesign design, params double[] compositions) =>
        new(design, compositions.Length > 0 ? compositions : [.. SpectraMade.Molar.References.Select(r => r.Composition)], Made.Mask(Height, Width, (r, c) => (r, c) is not (2, > 3 and < 6)), [.. Energies.Select((_, e) => 0.5 + (0.01 * e))]) { KeepNormalEquations = true };

    // Mixtures, pure pixels and nothing at all.
    private static OpticalDensityStack Measured(double floor, long seed)
    {
        var random = new SeededRandom(seed);
        OpticalDensityStack counted = SpectraMade.Counted(Height, Width, 0, 3000, seed, p => p % 13 == 5
            ? [.. Energies.Select(_ => 1.0)]
            : SpectraMade.Transmission(Energies, (0.45, 30 + (20 * random.Uniform())), (p % 3 == 0 ? 0.9 : 0.1, p % 4 == 0 ? 0 : 40 * random.Uniform())));
        return Made.OpticalDensities(counted.PhotonEnergies_eV, Height, Width, (f, r, c) => counted.Frame(f)[(r * Width) + c], 3000, new NoiseModel(1, floor));
    }

    // Single values, a whole spectrum, a value in every spectrum of an energy.
    private static void Spoil(OpticalDensityStack od)
    {
        (od.Values[(4 * Height * Width) + 30], od.Values[(9 * Height * Width) + 98]) = (float.NaN, float.PositiveInfinity);
        for (int e = 0; e < Energies.Length; e++)
        {
            od.Values[(e * Height * Width) + 57] = float.NaN;
        }

        od.Values.AsSpan(20 * Height * Width, Height * Width).Fill(float.NaN);
    }

    private static (double X, double Total) Deviation(ReadOnlySpan<double> gram, ReadOnlySpan<double> right, double[] amounts, double[] compositions)
    {
        int n = right.Length;
        double[] full = new double[n * n], solved = new double[n];
        for (int i = 0; i < n; i++)
        {
            for (int j = i; j < n; j++)
            {
                full[(i * n) + j] = gram[FourCholesky.Pair(i, j, n)];
            }
        }

        ulong free = NonNegativeLeastSquares.Solve(full, right, solved);
        double total = amounts.Sum(), x = amounts.Zip(compositions, (a, c) => a * c).Sum() / total;
        int[] own = [.. Enumerable.Range(0, compositions.Length).Where(i => (free >> i & 1) != 0)];
        int[] opened = [.. Enumerable.Range(0, n).Where(i => (free >> i & 1) != 0 || (own.Length == 1 && i < compositions.Length && Math.Abs(i - own[0]) == 1))];
        double[] part = [.. opened.SelectMany(i => opened.Select(j => full[(Math.Min(i, j) * n) + Math.Max(i, j)]))];
        Assert.True(SmallCholesky.Factor(part, opened.Length));
        double Root(Func<int, double> slope)
        {
            double[] g = [.. opened.Select(i => i < compositions.Length ? slope(i) : 0)], s = [.. g];
            SmallCholesky.Solve(part, opened.Length, s);
            return Math.Sqrt(g.Zip(s, (a, b) => a * b).Sum());
        }

        return (Root(i => (compositions[i] - x) / total), Root(_ => 1));
    }

    private sealed class OneByOne : IAmountSolver
    {
        public string Name => "one by one";

        public void Solve(AmountProblem problem, AmountOptions options)
        {
            double[] gram = new double[problem.Rows * problem.Rows], right = new double[problem.Rows], amounts = new double[problem.Rows];
            for (int s = 0; s < problem.Count; s++)
            {
                problem.Collect(s, gram, right);
                ulong free = NonNegativeLeastSquares.Solve(gram, right, amounts);
                problem.Store(s, amounts, free);
            }
        }
    }
}
