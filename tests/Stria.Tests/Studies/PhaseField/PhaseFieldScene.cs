using Stria.Files;
using Stria.Studies;
using Stria.Tests.Files;
using Stria.Tests.Studies.Running;

namespace Stria.Tests.Studies.PhaseField;

/// <summary>Small phase-field problems that separate within a second or two.</summary>
internal static class PhaseFieldScene
{
    /// <summary>A strip of 60 × 20 nm with an interface of 8 nm; what is not given is closed, without mechanics, and ends early.</summary>
    internal static string Text(string problem = "", string time = "{ end: 0.8 s }", string output = "{ snapshots: 4, animation: false }", string rest = "") => $$"""
        kind: phasefield
        problem:
          geometry: { kind: shapes, regions: [ { name: strip, shape: { kind: rectangle, width: 60 nm, height: 20 nm } } ] }
        {{Lines(problem, ("initial", "{ kind: uniform, value: 0.5 }"), ("noise", "0.05"), ("material", "v2o5-alpha"), ("interface_width", "8 nm"), ("mobility", "{ kind: lattice, diffusivity: 5e-15 m2/s }"))}}
        time: {{time}}
        output: {{output}}
        {{rest}}
        """;

    /// <summary>Runs all steps.</summary>
    /// <returns>The run folder.</returns>
    internal static string Run(TemporaryFolder folder, string name, string text)
    {
        Stria.Studies.Run.Begin(StudyCatalogue.For(Read(folder, name, text)), new RunRequest(folder.Path(name))).Execute(new Listener(), CancellationToken.None);
        return folder.Path(name);
    }

    /// <summary>Runs all but figures and report.</summary>
    /// <returns>The folder, which keeps the name NAME.partial, and what the steps made.</returns>
    internal static StudyContext Evolve(TemporaryFolder folder, string name, string text)
    {
        Study whole = StudyCatalogue.For(Read(folder, name, text));
        var run = Stria.Studies.Run.Begin(new Study(whole.Scenario, [.. whole.Steps.SkipLast(1)]), new RunRequest(folder.Path(name)));
        run.Execute(new Listener(), CancellationToken.None);
        return run.Context;
    }

    internal static PhaseFieldScenario Read(TemporaryFolder folder, string name, string text) => (PhaseFieldScenario)ScenarioReader.Parse(text, name + ".yaml", folder.Path(""));

    /// <summary>c at the nodes of the last picture.</summary>
    internal static double[] Final(string run) => MeshFormats.Read(Path.Combine(run, "final.vtu")).Fields.First(f => f.Symbol == "c").Values;

    private static string Lines(string given, params (string Name, string Value)[] defaults) => string.Join('\n', (string[])
        [.. given.Split('\n').Where(l => l.Length > 0), .. defaults.Where(d => !given.Split('\n').Any(l => l.StartsWith(d.Name + ":", StringComparison.Ordinal))).Select(d => $"{d.Name}: {d.Value}")])
        .Split('\n').Aggregate("", (all, line) => line.EndsWith(": ", StringComparison.Ordinal) ? all : $"{all}  {line}\n").TrimEnd('\n');
}
