using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;

namespace Stria.Tests.Measurement;

/// <summary>Errors of the common terms, brought into the normal equations of a fit: the same as fitting anew, to first order.</summary>
public sealed class CommonErrorSlopesTests
{
    private const int Side = 16;
    private const double Incident = 1e6;
    private static readonly double[] Energies = CoreShellScene.EnergyGrid(), Compositions = [.. SpectraMade.TwoMolar.References.Select(r => r.Composition)];
    private static readonly AdditiveLight Light = new(0.01, 0.05, 2);

    [Fact]
    public void An_error_of_the_shift_is_what_fits_with_other_shifts_give()
    {
        FittedStack about = About(Measured());
        AssertAsFittedAnew(about, sign => new CommonMove("energy_shift", "energy shift") { Design = ReferenceDesign.At(SpectraMade.TwoMolar, Energies, 0.002 * sign) }, (_, move) => (about.Sample, about.Options with { Design = move.Design! }));
    }

    [Fact]
    public void Errors_of_the_scale_of_the_references_likewise()
    {
        FittedStack about = About(Measured());
        foreach (ScaleMode mode in SpectraMade.TwoMolar.ScaleModes)
        {
            ScaleMode Signed(int sign) => new([.. mode.Scales.Select(v => sign * v)], [.. mode.Offsets.Select(v => sign * v)]);
            AssertAsFittedAnew(
                about,
                sign => new CommonMove("reference_scale", "scale") { Scaling = SpectraMade.TwoMolar.Change(Signed(sign)) },
                (sign, _) => (about.Sample, about.Options with { Design = ReferenceDesign.At(SpectraMade.TwoMolar.Moved(Signed(sign)), Energies, 0) }));
        }
    }

    [Theory]
    [InlineData(0.002, 0, 0)]
    [InlineData(0, 0.01, 0)]
    [InlineData(0, 0, 0.05)]
    public void Errors_of_light_beside_the_sample_likewise(double stray, double halo, double width)
    {
        FittedStack about = About(Measured());
        AssertAsFittedAnew(
            about,
            sign => new CommonMove("light", "light") { Light = new AdditiveLight(Light.Stray + (sign * stray), Light.Halo + (sign * halo), Light.HaloWidth + (sign * width)) },
            (_, move) => Without(move.Light!, about.Measured, about));
    }

    [Fact]
    public void Errors_of_lost_counts_likewise()
    {
        const double More = 0.004;
        FittedStack about = About(Measured());
        AssertAsFittedAnew(about, sign => new CommonMove("dead_time", "lost counts") { LostCounts = (0, sign * More) }, (sign, _) =>
        {
            var values = new float[Energies.Length * Side * Side];
            for (int i = 0; i < values.Length; i++)
            {
                double q = sign * More * about.Measured.Incident[i / (Side * Side)] / about.Measured.Incident.Max(), t = Math.Exp(-about.Measured.Frame(i / (Side * Side))[i % (Side * Side)]);
                values[i] = (float)-Math.Log(t * (1 - q) / (1 - (q * t)));
            }

            return Without(Light, With(about.Measured, values), about);
        });
    }

    [Fact]
    public void Errors_of_dichroism_and_of_directions_likewise()
    {
        FittedStack plain = About(Measured());
        double[] added = [.. plain.Options.Design.Values.Select((v, i) => i % Energies.Length is > 20 and < 40 ? 0.1 * v : 0)];
        float[] cosine = [.. Enumerable.Range(0, Side * Side).Select(p => (float)Math.Cos(p * 0.05))];
        FittedStack about = plain with { Dichroism = added, Cosine = cosine, Absorbing = plain.Fit.Amounts };
        AssertAsFittedAnew(about, sign => new CommonMove("direction", "direction") { Cosine = [.. cosine.Select(c => c + (0.03f * sign))] }, (_, move) => (Polarised(about, added, move.Cosine!), about.Options));
        AssertAsFittedAnew(about, sign => new CommonMove("dichroism_1", "dichroism") { Dichroism = [.. added.Select(a => (1 + (0.05 * sign)) * a)] }, (_, move) => (Polarised(about, move.Dichroism!, cosine), about.Options));
    }

    [Fact]
    public void Threads_change_nothing_and_a_fit_without_equations_is_refused()
    {
        FittedStack about = About(Measured());
        CommonMove[] moves = [new CommonMove("a", "a") { Design = ReferenceDesign.At(SpectraMade.TwoMolar, Energies, 0.002) }, new CommonMove("b", "b") { Light = Light with { Stray = 0.012 } }];
        IReadOnlyList<CommonError> one = CommonErrorSlopes.Of(about, moves), three = CommonErrorSlopes.Of(about with { Options = about.Options with { Threads = 3 } }, moves);
        Assert.Equal(["a", "b"], one.Select(e => e.Name));
        Assert.All(one.Zip(three), p => Assert.Equal(p.First.Change, p.Second.Change));
        ReferenceFitResult without = ReferenceFit.Run(about.Sample, about.Options with { KeepNormalEquations = false });
        Assert.Throws<InvalidOperationException>(() => CommonErrorSlopes.Of(about with { Fit = without }, moves));
    }

    // Half the difference of fits with the part added and taken off: what is not linear cancels. With two references, both of them present, no amount becomes or ceases to be zero.
    private static void AssertAsFittedAnew(FittedStack about, Func<int, CommonMove> move, Func<int, CommonMove, (OpticalDensityStack Sample, ReferenceFitOptions Options)> anew)
    {
        CommonError slope = Assert.Single(CommonErrorSlopes.Of(about, [move(1)]));
        float[] Change(int sign)
        {
            (OpticalDensityStack sample, ReferenceFitOptions options) = anew(sign, move(sign));
            return Assert.Single(CommonErrors.Of(about.Fit, Compositions, [("a", "a", new MovedFit(ReferenceFit.Run(sample, options), Compositions))])).Change;
        }

        double[] change = [.. Change(1).Zip(Change(-1)).Select(p => (p.First - (double)p.Second) / 2)];
        double size = Math.Sqrt(change.Average(c => c * c)), apart = Math.Sqrt(slope.Change.Zip(change).Average(p => Math.Pow(p.First - p.Second, 2)));
        Assert.InRange(size, 1e-7, 0.1);
        Assert.InRange(apart / size, 0, 0.03);
        Assert.Equal(change.Average(), slope.Change.Average(), 0.02 * size);
    }

    private static (OpticalDensityStack Sample, ReferenceFitOptions Options) Without(AdditiveLight light, OpticalDensityStack measured, FittedStack about)
    {
        (OpticalDensityStack sample, float[] added) = light.Remove(measured);
        return (sample, about.Options with { AdditiveLight = added });
    }

    private static OpticalDensityStack With(OpticalDensityStack od, float[] values) => new(Energies, od.Grid, new MemoryFrames(values, Energies.Length), od.Usable, od.Incident, od.Noise);

    private static OpticalDensityStack Measured()
    {
        double[][] own = [SpectraMade.Transmission(Energies, (0.1, 50), (0.45, 40)), SpectraMade.Transmission(Energies, (0.1, 20), (0.45, 25))];
        double[][] seen = [.. own.Select(t => t.Select((v, e) => ((1 - Light.Stray - Light.Halo) * v) + Light.Stray + (Light.Halo * (own[0][e] + own[1][e]) / 2)).ToArray())];
        return SpectraMade.Counted(Side, Side, 0, Incident, 7, p => seen[p % Side * 2 / Side]);
    }

    private static FittedStack About(OpticalDensityStack measured)
    {
        (OpticalDensityStack sample, float[] light) = Light.Remove(measured);
        var options = new ReferenceFitOptions(ReferenceDesign.At(SpectraMade.TwoMolar, Energies, 0), Compositions, Made.All(Side, Side), SpectraMade.NoFactors(measured))
        {
            AdditiveLight = light,
            KeepNormalEquations = true,
        };
        return new FittedStack(measured, sample, ReferenceFit.Run(sample, options), options) { Light = Light };
    }

    private static OpticalDensityStack Polarised(FittedStack about, double[] added, float[] cosine)
    {
        int pixels = Side * Side, energies = Energies.Length;
        var values = new float[energies * pixels];
        for (int i = 0; i < values.Length; i++)
        {
            (int e, int p) = (i / pixels, i % pixels);
            double change = Enumerable.Range(0, Compositions.Length).Sum(r => about.Absorbing[r][p] * ((cosine[p] * added[(r * energies) + e]) - (about.Cosine[p] * about.Dichroism[(r * energies) + e])));
            values[i] = (float)(about.Sample.Frame(e)[p] - change);
        }

        return With(about.Sample, values);
    }
}
