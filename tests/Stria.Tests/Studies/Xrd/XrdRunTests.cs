using System.Globalization;
using Stria.Core;
using Stria.Files;
using Stria.Matter;
using Stria.Measurement;
using Stria.Studies;
using Stria.Tests.Chain;
using Stria.Tests.Files;
using Stria.Tests.Measurement.Diffraction;

namespace Stria.Tests.Studies.Xrd;

public sealed class XrdRunTests : IDisposable
{
    private const string Cells = """
        phases:
          - { name: alpha, space_group: P m m n, a: 11.52 Å, b: 3.566 Å, c: 4.37 Å, formula_units: 2, source: made }
          - { name: delta, space_group: C m c m, a: 3.612 Å, b: 9.90 Å, c: 11.21 Å, formula_units: 4, source: made }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_series_becomes_a_run_with_cells_fractions_figures_and_a_material()
    {
        MakeSeries();
        StriaCommand.Succeed(
            "xrd", folder.Path("series"), "--phases", folder.Write("cells.yaml", Cells), "--log", folder.Path("log.csv"), "--against", "log", "--refine", "w,x", "--background", "4",
            "--host", "v2o5-alpha", "--out", folder.Path("run"), "--wavelength", "0.7", "--log-column", "x");
        string run = folder.Path("run");
        IReadOnlyList<IReadOnlyList<string>> cells = CsvTable.Read(Path.Combine(run, "tables", "cells.csv"));
        Assert.Equal(["pattern", "number", "x", "phase", "a [Å]", "sd of a [Å]"], cells[0].Take(6));
        int fraction = cells[0].ToList().IndexOf("fraction");
        foreach (IReadOnlyList<string> row in cells.Skip(1))
        {
            double x = Number(row[2]), expected = row[3] == "alpha" ? 1 - x : x;
            Assert.InRange(Number(row[fraction]) - expected, -0.03, 0.03);
            Assert.True(row[3] == "alpha" ? Math.Abs((Number(row[4]) / 11.512) - 1) < 5e-4 : Math.Abs((Number(row[4]) / 3.61) - 1) < 5e-4);
        }

        Assert.Equal(6, Directory.GetFiles(Path.Combine(run, "fits"), "*.xye").Length);
        Assert.Equal(301, DiffractionReaders.Read(Directory.GetFiles(Path.Combine(run, "fits"), "*.xye")[0]).Patterns[0].Count);
        foreach (string figure in new[] { "fit-0000", "contour", "waterfall", "cells", "volumes", "fractions", "coexistence", "components" })
        {
            Assert.True(File.Exists(Path.Combine(run, "figures", figure + ".png")), figure);
        }

        Assert.Equal(6, StriaCommand.Number(run, "patterns"));
        HostMaterial host = MaterialReader.Read(File.ReadAllText(Path.Combine(run, "material.yaml")), "material.yaml");
        double alpha = 11.512 * 3.564 * 4.368 / 2, delta = 3.61 * 9.91 * 11.20 / 4;
        Assert.Equal("LixV2O5", host.Formula.Text);
        Assert.Equal(MaterialLibrary.Shipped.Find("v2o5-alpha").Mechanics!.Isotropic, host.Mechanics!.RequireIsotropic());
        Assert.True(host.Mechanics.RequireLattice().Cells.Count >= 2);
        Assert.InRange(host.Mechanics!.PartialMolarVolume!.Along.A, -1e-6, 1e-6);
        Assert.InRange(host.Mechanics.MaximumConcentration!.Value * alpha * 6.02214076e-7, 0.8, 1.2);
        Assert.True(delta > alpha);
        InstrumentProfile instrument = InstrumentFile.Read(Path.Combine(run, "instrument.instprm"));
        Assert.Equal(0.7, instrument.Radiation.Wavelength_angstrom);
    }

    [SharedDataFact]
    public void The_operando_coin_cell_joins_log_and_cycler()
    {
        string data = SharedData.Path("xrd/operando_i11_coincell8");
        string cells = folder.Write("cells.yaml", "phases:\n  - { name: graphite, space_group: P 63/m m c, a: 2.464 Å, c: 6.71 Å, gamma: 120 deg }\n");
        var scenario = new XrdScenario
        {
            Patterns = new XrdPatterns { Path = data, Wavelength = "0.82" },
            Phases = [.. XrdPhaseFile.Read(cells)],
            Series = new XrdSeries { Log = Path.Combine(data, "log_operando_coincell8_LDE2_reduced.csv"), Cycler = Path.Combine(data, "cc8.ndax") },
        };
        var context = new StudyContext(scenario, RunFolder.Create(folder.Path("run"), false));
        new ReadPatternsStep(scenario).Run(context, new Progress<RunProgress>(), CancellationToken.None);
        PatternSeries series = context.Get<PatternSeries>();
        Assert.Equal(5, series.Patterns.Count);
        Assert.Equal("time [h]", series.Label);
        Assert.InRange(series.Abscissa[4] - series.Abscissa[0], 0.58, 0.64);

        // The first pattern was measured before the cycler's record begins.
        Assert.All(series.Potentials!.Skip(1), p => Assert.InRange(p, 2.5, 4.6));
        Assert.True(double.IsNaN(series.Potentials![0]));
        Assert.Contains(context.Remarks, r => r.Text.Contains("1 of 5 patterns were measured outside", StringComparison.Ordinal));
        Assert.Contains(context.Remarks, r => r.Text.Contains("clocks", StringComparison.Ordinal));
    }

    [SharedDataFact]
    public void A_standard_becomes_an_instrument_file()
    {
        StriaCommand.Succeed("xrd", SharedData.Path("xrd/lab6/NIST660CBI.gsas"), "--standard", "LaB6", "--wavelength", "CuKa", "--out", folder.Path("run"));
        InstrumentProfile profile = InstrumentFile.Read(folder.Path("run/instrument.instprm"));
        Assert.Equal(2, profile.Radiation.Lines.Count);
        Assert.InRange(profile.Zero_deg, -0.08, -0.02);
        Assert.True(File.Exists(folder.Path("run/figures/fit.svg")));
        Assert.True(File.Exists(folder.Path("run/fit.xye")));
    }

    [Theory]
    [InlineData("CuKa", 2, 1.54059)]
    [InlineData("CuKa1", 1, 1.54059)]
    [InlineData("Mo Kα", 2, 0.70932)]
    [InlineData("0.24117", 1, 0.24117)]
    [InlineData("0.24117 Å", 1, 0.24117)]
    [InlineData("1.5405,1.5443,0.5", 2, 1.5405)]
    public void Wavelengths_are_written_as_people_do(string text, int lines, double first)
    {
        Radiation radiation = XrdInputs.Radiation(text)!;
        Assert.Equal(lines, radiation.Lines.Count);
        Assert.Equal(first, radiation.Wavelength_angstrom, 4);
    }

    [Theory]
    [InlineData("Copper")]
    [InlineData("12.4 keV")]
    [InlineData("99")]
    public void What_is_no_wavelength_is_refused(string text) => Assert.Throws<ScenarioException>(() => XrdInputs.Radiation(text));

    [SharedDataFact]
    public void Symmetry_comes_from_the_operations_of_a_structure_file()
    {
        CrystalPhase lead = XrdInputs.Of(CrystalRecord.ReadCif(SharedData.Path("xrd/pbso4_round_robin/PbSO4-Wyckoff.cif"))[0]), alloclasite = XrdInputs.Of(CrystalRecord.ReadCif(SharedData.Path("xrd/vendor_formats/cod_9004112.cif"))[0]);
        Assert.Equal((62, 4), (lead.Group.Number, (int)lead.FormulaUnits!.Value));
        Assert.Equal((4, "P 1 21 1"), (alloclasite.Group.Number, alloclasite.Group.Symbol));
    }

    // α turns into δ in six patterns; x stands in the log.
    private void MakeSeries()
    {
        Directory.CreateDirectory(folder.Path("series"));
        var delta = new CrystalPhase("delta", SpaceGroups.Find("C m c m"), UnitCell.FromAngstroms(3.61, 9.91, 11.20));
        string log = "scan,start_time,x\n";
        for (int k = 0; k < 6; k++)
        {
            double x = k / 5.0;
            Diffractogram pattern = MadePatterns.Angles([(MadePatterns.Orthorhombic, 1 - x), (delta, x)], MadePatterns.Grid(7, 22, 301), MadePatterns.Caglioti(3, -2, 20, 4, 3), 0, 300 + k);
            PatternFile.WriteXye(folder.Path($"series/scan_{100 + k}.xye"), pattern);
            log += string.Create(CultureInfo.InvariantCulture, $"{100 + k},2026-01-01 10:{10 + k}:00,{x}\n");
        }

        folder.Write("log.csv", log);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
