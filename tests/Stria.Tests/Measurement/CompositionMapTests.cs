using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;

namespace Stria.Tests.Measurement;

public sealed class CompositionMapTests
{
    private static readonly double[] Energies = CoreShellScene.EnergyGrid();
    private static readonly (double X, double Nm)[][] Pixels =
    [
        [(0.1, 80)],
        [(0.45, 80)],
        [(0.9, 80)],
        [(0.1, 40), (0.45, 40)],
        [(0, 50), (0.9, 50)],
        [],
    ];

    [Fact]
    public void Compositions_thicknesses_and_lithium_are_those_of_the_mixtures()
    {
        CompositionMaps maps = CompositionMap.From(Fit(1e9), CompositionBasis.Of(SpectraMade.Molar, Made.V2O5));
        for (int p = 0; p < 5; p++)
        {
            double[] amounts = [.. Pixels[p].Select(a => a.Nm * SpectraMade.PerNanometre(a.X))];
            double total = amounts.Sum(), lithium = amounts.Zip(Pixels[p], (n, a) => n * a.X).Sum();
            Assert.Equal(lithium / total, maps.Composition.Values[p], 2e-5);
            Assert.Equal(total, maps.Total.Values[p], 1e-4 * total);
            Assert.Equal(lithium, maps.Lithium.Values[p], 1e-4 * total);
            Assert.Equal(Pixels[p].Sum(a => a.Nm), maps.Thickness.Values[p], 0.01);
        }

        Assert.Equal(("nm", "mol/m²", "mol/m²"), (maps.Thickness.Unit, maps.Total.Unit, maps.Lithium.Unit));
    }

    [Fact]
    public void The_phase_is_the_one_whose_window_holds_x_and_purity_is_its_share()
    {
        CompositionMaps maps = CompositionMap.From(Fit(1e9), CompositionBasis.Of(SpectraMade.Molar, Made.V2O5));
        Assert.Equal(["α", "ε", "δ"], maps.PhaseNames);
        Assert.Equal([0, 1, 2, 1, 1, -1], maps.PhaseLabels.Select(l => (int)l));
        Assert.All(Enumerable.Range(0, 3), p => Assert.Equal(1, maps.Purity.Values[p], 1e-4));
        double rim = 40 * SpectraMade.PerNanometre(0.45);
        Assert.Equal(rim / (rim + (40 * SpectraMade.PerNanometre(0.1))), maps.Purity.Values[3], 1e-4);
        // α and δ in equal parts lie in the window of ε, of which there is none.
        Assert.Equal(0, maps.Purity.Values[4], 1e-4);
    }

    [Fact]
    public void The_molar_volume_lies_between_those_of_the_references_and_stays_beyond_them()
    {
        CompositionBasis basis = CompositionBasis.Of(SpectraMade.TwoMolar, Made.V2O5);
        (double low, double high) = (basis.MolarVolumes[0], basis.MolarVolumes[1]);
        Assert.NotEqual(low, high);
        Assert.Equal([low, low, (low + high) / 2, high, high], ((double[])[0, 0.1, 0.275, 0.45, 0.9]).Select(basis.MolarVolume), (a, b) => Math.Abs(a - b) < 1e-12 * a);
    }

    [Fact]
    public void Pixels_without_sample_have_no_value_in_any_map()
    {
        CompositionMaps maps = CompositionMap.From(Fit(500), CompositionBasis.Of(SpectraMade.Molar, Made.V2O5));
        Assert.Equal(1, maps.FaintPixels);
        Assert.True(float.IsNaN(maps.Composition.Values[5]) && float.IsNaN(maps.Deviation.Values[5]) && float.IsNaN(maps.Purity.Values[5]));
        Assert.Equal(-1, maps.PhaseLabels[5]);
        Assert.True(float.IsNaN(maps.Thickness.Values[5]) && float.IsNaN(maps.Total.Values[5]) && float.IsNaN(maps.Lithium.Values[5]));
        Assert.All(Enumerable.Range(0, 5), p => Assert.True(float.IsFinite(maps.Composition.Values[p])));
    }

    [Fact]
    public void Intervals_grow_with_the_root_of_chi_square_where_it_exceeds_one()
    {
        ReferenceFitResult fit = Fit(500, understated: 4);
        CompositionMaps maps = CompositionMap.From(fit, CompositionBasis.Of(SpectraMade.Molar, Made.V2O5));
        Assert.InRange(fit.MedianReducedChiSquare, 3.5, 4.5);
        Assert.Equal(Math.Sqrt(fit.MedianReducedChiSquare), maps.Widening, 1e-12);
        Assert.Equal(fit.CompositionDeviation[3] * maps.Widening, maps.Deviation.Values[3], 1e-6);
        Assert.Equal(1, CompositionMap.From(Fit(500, understated: 0.5), CompositionBasis.Of(SpectraMade.Molar, Made.V2O5)).Widening);
    }

    [Fact]
    public void Without_a_material_amounts_are_in_units_of_the_references_and_phases_are_the_references()
    {
        ScaledReferences references = ScaledReferences.AsTheyAre(ModelSpectra.Library());
        CompositionBasis basis = CompositionBasis.Of(references, null);
        Assert.False(basis.IsMolar);
        Assert.Equal(["x=0", "x=0.1", "x=0.3", "x=0.45", "x=0.7", "x=0.9"], basis.PhaseNames);
        Assert.Equal([0, 0, 1, 1, 2, 5, -1], new[] { -1, 0.049, 0.051, 0.19, 0.21, 2, double.NaN }.Select(basis.PhaseOf));
        ReferenceDesign design = ReferenceDesign.At(references, Energies, 0);
        OpticalDensityStack od = Made.OpticalDensities(Energies, 1, 1, (f, _, _) => (0.5 * design.Values[f]) + (1.5 * design.Values[(3 * Energies.Length) + f]), 1, new NoiseModel(0, 0));
        ReferenceFitResult fit = ReferenceFit.Run(od, new ReferenceFitOptions(design, basis.Compositions, Made.All(1, 1), SpectraMade.NoFactors(od)));
        CompositionMaps maps = CompositionMap.From(fit, basis);
        Assert.Equal("references", maps.Thickness.Unit);
        Assert.Equal(2, maps.Thickness.Values[0], 1e-5);
        Assert.Equal(1.5 * 0.45 / 2, maps.Composition.Values[0], 1e-5);
    }

    [Theory]
    [InlineData(-0.5, 0)]
    [InlineData(0.199, 0)]
    [InlineData(0.2, 1)]
    [InlineData(0.799, 1)]
    [InlineData(0.8, 2)]
    [InlineData(3, 2)]
    public void Phase_windows_are_closed_below_and_open_above(double x, int label)
    {
        CompositionBasis basis = CompositionBasis.Of(SpectraMade.Molar, Made.V2O5);
        Assert.Equal(label, basis.PhaseOf(x));
        Assert.Equal(Made.V2O5.PhaseAt(x)!.Name, basis.PhaseNames[label]);
    }

    [Fact]
    public void A_Gaussian_filter_acts_on_the_amounts_and_keeps_uniform_maps()
    {
        double[] transmission = SpectraMade.Transmission(Energies, (0.1, 40), (0.45, 40));
        OpticalDensityStack od = SpectraMade.Counted(12, 12, 0, 1e9, 1, _ => transmission);
        ReferenceFitResult fit = Fit(od, 1);
        CompositionBasis basis = CompositionBasis.Of(SpectraMade.Molar, Made.V2O5);
        CompositionMaps plain = CompositionMap.From(fit, basis), smooth = CompositionMap.From(fit, basis, 1.5);
        Assert.All(plain.Composition.Values.Zip(smooth.Composition.Values), p => Assert.Equal(p.First, p.Second, 1e-5));
    }

    private static ReferenceFitResult Fit(double incident, double understated = 1)
    {
        double[][] transmissions = [.. Pixels.Select(p => SpectraMade.Transmission(Energies, p))];
        return Fit(SpectraMade.Counted(1, 6, 0, incident, 91, p => transmissions[p]), understated);
    }

    private static ReferenceFitResult Fit(OpticalDensityStack od, double understated)
    {
        double[] factors = [.. SpectraMade.NoFactors(od).Select(f => f / understated)];
        ReferenceDesign design = ReferenceDesign.At(SpectraMade.Molar, Energies, 0);
        return ReferenceFit.Run(od, new ReferenceFitOptions(design, [.. SpectraMade.Molar.References.Select(r => r.Composition)], Made.All(od.Grid.Height, od.Grid.Width), factors));
    }
}
