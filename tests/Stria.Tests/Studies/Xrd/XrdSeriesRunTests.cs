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

/// <summary>Series that are stopped and go on, are shown as an animation, and electrodes measured layer by layer.</summary>
public sealed class XrdSeriesRunTests : IDisposable
{
    private static readonly XrdPhase[] Phases =
    [
        new() { Name = "alpha", SpaceGroup = "P m m n", A = 11.512e-10, B = 3.564e-10, C = 4.368e-10 },
        new() { Name = "delta", SpaceGroup = "C m c m", A = 3.61e-10, B = 9.91e-10, C = 11.20e-10 },
    ];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_series_stopped_twice_is_the_same_series_in_the_end_and_plays()
    {
        Angles(4);
        XrdScenario scenario = Scenario() with { Series = new XrdSeries { Components = 0 } };
        string whole = folder.Path("whole"), stopped = folder.Path("stopped");
        Run.Begin(StudyCatalogue.For(scenario), new RunRequest(whole)).Execute(new StopAt(2, null), CancellationToken.None);
        foreach (double at in new[] { 0.3, 0.7 })
        {
            using var stop = new CancellationTokenSource();
            Run part = Directory.Exists(stopped + ".partial") ? Run.Resume(stopped + ".partial", StudyCatalogue.For) : Run.Begin(StudyCatalogue.For(scenario), new RunRequest(stopped));
            Assert.ThrowsAny<OperationCanceledException>(() => part.Execute(new StopAt(at, stop), stop.Token));
        }

        Run resumed = Run.Resume(stopped + ".partial", StudyCatalogue.For);
        resumed.Execute(new StopAt(2, null), CancellationToken.None);
        foreach (string table in new[] { "cells.csv", "reflections.csv", "parameters.csv", "quality.csv" })
        {
            Assert.Equal(File.ReadAllText(Path.Combine(whole, "tables", table)), File.ReadAllText(Path.Combine(stopped, "tables", table)));
        }

        Assert.Equal(4, Count(File.ReadAllBytes(Path.Combine(stopped, "figures", "animation.png")), "fcTL"u8));
    }

    [Fact]
    public void A_saved_course_comes_back_to_the_last_bit_and_a_damaged_one_is_named()
    {
        Angles(3);
        CrystalPhase[] phases = XrdInputs.Phases(Phases, _ => { });
        Diffractogram[] patterns = [.. PatternArchive.Read(folder.Path("series")).Patterns.Select(p => p.With(Radiation.Monochromatic(0.7)))];
        var course = new SeriesCourse();
        SeriesFitResult whole = SeriesFit.Run(patterns, phases, Options, null, course);
        string path = folder.Path("course.h5");
        XrdContinuation.Save(path, [new SeriesCourse(course.Ahead.Take(2), []), course]);
        SeriesCourse[] back = XrdContinuation.Load(path, phases);
        Assert.Equal((2, 0, 3, 3), (back[0].Ahead.Count, back[0].Behind.Count, back[1].Ahead.Count, back[1].Behind.Count));
        SeriesFitResult again = SeriesFit.Run(patterns, phases, Options, null, back[0]);
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(whole.Patterns[k].Fit.ChiSquare, again.Patterns[k].Fit.ChiSquare);
            Assert.Equal(whole.Patterns[k].Fit.Calculated, again.Patterns[k].Fit.Calculated);
            Assert.Equal(whole.Patterns[k].Fractions, again.Patterns[k].Fractions);
            Assert.Equal(whole.Patterns[k].Fit.Phases[0].Cell.StandardDeviations(), again.Patterns[k].Fit.Phases[0].Cell.StandardDeviations());
        }

        Assert.Contains("ahead/0", Assert.Throws<DataException>(() => XrdContinuation.Load(path, [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_of_an_electrode_lag_by_what_was_planted()
    {
        for (int layer = 0; layer < 3; layer++)
        {
            Directory.CreateDirectory(folder.Path($"depth/layer-{layer + 1}"));
            for (int k = 0; k < 6; k++)
            {
                PatternFile.WriteXye(folder.Path($"depth/layer-{layer + 1}/p{k}.xye"), Pattern(Math.Clamp(0.5 - ((k - 1.5 - layer) / 3), 0, 1), 900 + (10 * layer) + k));
            }
        }

        XrdScenario scenario = Scenario() with
        {
            Patterns = new XrdPatterns { Path = folder.Path("depth"), Wavelength = "0.7" },
            Series = new XrdSeries { Layers = "folders", Backward = false },
        };
        string run = folder.Path("run");
        Run.Begin(StudyCatalogue.For(scenario), new RunRequest(run)).Execute(new StopAt(2, null), CancellationToken.None);
        Assert.Equal(3, StriaCommand.Number(run, "layers"));
        Assert.InRange(StriaCommand.Number(run, "lag_alpha"), 1.9, 2.1);
        IReadOnlyList<IReadOnlyList<string>> lags = CsvTable.Read(Path.Combine(run, "tables", "layers.csv"));
        Assert.Equal(["phase", "layer", "crossing", "sd of crossing", "lag", "sd of lag"], lags[0]);
        IReadOnlyList<string> second = lags.First(r => r[0] == "delta" && r[1] == "layer-2");
        Assert.InRange(double.Parse(second[4], CultureInfo.InvariantCulture), 0.93, 1.07);
        Assert.InRange(double.Parse(second[5], CultureInfo.InvariantCulture), 1e-4, 0.1);
        Assert.Contains("layer", CsvTable.Read(Path.Combine(run, "tables", "cells.csv"))[0]);
        Assert.True(File.Exists(Path.Combine(run, "figures", "layers.png")) && File.Exists(Path.Combine(run, "figures", "lags.png")));
    }

    [Fact]
    public void Layers_that_are_none_are_refused_in_words()
    {
        Angles(2);
        StudyContext Read(string layers)
        {
            XrdScenario scenario = Scenario() with { Series = new XrdSeries { Layers = layers, Log = layers == "depth" ? folder.Write("log.csv", "scan,depth\n100,5\n101,5\n") : null } };
            var context = new StudyContext(scenario, RunFolder.Create(folder.Path("run-" + layers), false));
            new ReadPatternsStep(scenario).Run(context, new Progress<RunProgress>(), CancellationToken.None);
            return context;
        }

        Assert.Contains("holds 0 folders", Assert.Throws<DataException>(() => Read("folders")).Message, StringComparison.Ordinal);
        Assert.Contains("'depth' for all patterns", Assert.Throws<DataException>(() => Read("depth")).Message, StringComparison.Ordinal);
        Assert.Contains("no 'log' is given", Assert.Throws<ScenarioException>(() => Read("height")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_instrument_of_angles_is_refused_for_patterns_against_energy()
    {
        double[] energies = MadePatterns.Grid(60000, 140000, 200);
        folder.Write("p.dat", "# energy (eV), counts\n" + string.Concat(energies.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e:0.0} 400\n"))));
        InstrumentFile.Write(folder.Path("i.instprm"), MadePatterns.Instrument(3, -2, 5, 2, 2));
        XrdScenario scenario = Scenario() with { Patterns = new XrdPatterns { Path = folder.Path("p.dat"), Axis = DiffractionAxis.Energy, TwoTheta = 0.04, Instrument = folder.Path("i.instprm") } };
        var context = new StudyContext(scenario, RunFolder.Create(folder.Path("run"), false));
        ScenarioException e = Assert.Throws<ScenarioException>(() => new ReadPatternsStep(scenario).Run(context, new Progress<RunProgress>(), CancellationToken.None));
        Assert.Contains("is for patterns against 2θ", e.Message, StringComparison.Ordinal);
    }

    private static SeriesFitOptions Options => new() { Pattern = new PatternFitOptions { Refine = ProfileTerms.W | ProfileTerms.X, Background = new BackgroundOptions { ChebyshevTerms = 4 }, StartsWide = false } };

    private XrdScenario Scenario() => new()
    {
        Patterns = new XrdPatterns { Path = folder.Path("series"), Wavelength = "0.7" },
        Phases = [.. Phases],
        Fit = new XrdFit { Refine = [ProfileTerms.W, ProfileTerms.X], Background = 4 },
    };

    private void Angles(int count)
    {
        Directory.CreateDirectory(folder.Path("series"));
        for (int k = 0; k < count; k++)
        {
            PatternFile.WriteXye(folder.Path($"series/scan_{100 + k}.xye"), Pattern(1 - (k / (count - 1.0)), 800 + k));
        }
    }

    private static Diffractogram Pattern(double alpha, int seed)
    {
        CrystalPhase delta = new("delta", SpaceGroups.Find("C m c m"), UnitCell.FromAngstroms(3.61, 9.91, 11.20));
        return MadePatterns.Angles([(MadePatterns.Orthorhombic, alpha), (delta, 1 - alpha)], MadePatterns.Grid(7, 20, 261), MadePatterns.Caglioti(3, -2, 20, 4, 3), 0, seed);
    }

    private static int Count(byte[] file, ReadOnlySpan<byte> chunk)
    {
        int count = 0;
        for (ReadOnlySpan<byte> rest = file; rest.IndexOf(chunk) is >= 0 and int at; rest = rest[(at + 4)..])
        {
            count++;
        }

        return count;
    }

    private sealed class StopAt(double share, CancellationTokenSource? stop) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value)
        {
            if (value.Overall >= share)
            {
                stop?.Cancel();
            }
        }
    }
}
