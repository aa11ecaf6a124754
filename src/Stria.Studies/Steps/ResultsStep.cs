using Stria.Core;
using Stria.Files;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>Writes what the steps before it made: maps.h5, figures, report.html, and the stack itself for verbs that end early.</summary>
/// <param name="scenario">What was asked.</param>
public sealed class ResultsStep(MapScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "results";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        MapsWriter.Write(context, scenario.ToStep == MapStep.OpticalDensity);
        if (scenario.ToStep == MapStep.Register)
        {
            NxstxmWriter.Write(Path.Combine(context.Folder.Root, "aligned.hdf5"), context.Get<AlignedStack>().Stack, new NxstxmDetails { Title = "aligned stack" });
        }

        if (context.Scenario is DemoScenario demo)
        {
            StressResultsStep.WriteFiles(DemoStress.Scenario(demo), context);
        }

        progress.Report(new RunProgress(Name, 0.2));
        MapReport.Write(context, Title(), scenario.Figures, new Fraction(Name, progress), cancel);
    }

    private string Title()
    {
        string what = scenario.ToStep switch
        {
            MapStep.Register => "Registration",
            MapStep.OpticalDensity => "Optical density",
            MapStep.Components => "Components and clusters",
            MapStep.Fit => "Reference fit",
            _ => "Composition map",
        };
        return $"{what} of {Path.GetFileName(scenario.Stack.Path)}";
    }
}
