// From a stack to a composition map in a program of one's own.
//
//     dotnet run -c Release examples/01-map-a-stack.cs
//
// The stack is made here, with a known truth; a measured file would be given by its path in the same way.
#:project ../src/Stria.Studies/Stria.Studies.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

using Stria.Core;
using Stria.Files;
using Stria.Measurement.Synthesis;
using Stria.Studies;

string folder = Directory.CreateTempSubdirectory("stria-example-").FullName;
try
{
    // 1. A measurement: a core of Li0.1 in a shell of Li0.45, whose energy axis reads 0.4 eV too high.
    var scene = CoreShellScene.Make(MaterialLibrary.Shipped.Find("v2o5-alpha"), new CoreShellOptions { Height = 48, Width = 64, EnergyOffset_eV = 0.4 });
    NxstxmWriter.Write(Path.Combine(folder, "stack.hdf5"), scene.Stack);

    // 2. A library of reference spectra: energies, then one column per composition.
    IReadOnlyList<ReferenceSpectrum> library = ModelSpectra.Library();
    CsvTable.Write(
        Path.Combine(folder, "library.csv"),
        [new CsvColumn("energy_eV", library[0].Spectrum.PhotonEnergies_eV.Select(e => e.ToString("R"))),
         .. library.Select(r => new CsvColumn(r.Name, r.Spectrum.Values.Select(v => v.ToString("R"))))]);

    // 3. What is asked: the same settings as in a scenario file. What is not said has its default.
    var scenario = new MapScenario
    {
        Stack = new StackSettings { Path = Path.Combine(folder, "stack.hdf5") },
        References = new ReferenceSettings { Table = Path.Combine(folder, "library.csv") },
        Material = "v2o5-alpha",
    };

    // 4. Run it. The folder holds the maps, the tables, the figures and the report.
    var run = Run.Begin(StudyCatalogue.For(scenario), new RunRequest(Path.Combine(folder, "run")));
    run.Execute(new Progress<StudyProgress>(), CancellationToken.None);

    // 5. Numbers from the run, and a map from its file.
    Headline shift = run.Context.Headlines.First(h => h.Name == "energy_shift");
    using var maps = new MapFile(run.Folder.MapsPath);
    ScalarField x = maps.Map("/composition/x");
    float[] inside = [.. x.Values.Where(float.IsFinite).Order()];
    Console.WriteLine($"energy shift {shift.Value:f4} ± {shift.StandardDeviation:f4} eV, planted 0.4");
    Console.WriteLine($"composition from {inside[inside.Length / 20]:f2} to {inside[inside.Length * 19 / 20]:f2} (5 % and 95 % of {inside.Length} pixels), planted 0.10 and 0.45");

    bool holds = Math.Abs(shift.Value - 0.4) < 0.01 && inside[inside.Length / 20] is > 0.05f and < 0.15f && inside[inside.Length * 19 / 20] is > 0.40f and < 0.50f;
    Console.WriteLine(holds ? "As planted." : "NOT as planted.");
    return holds ? 0 : 1;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
