using Stria.Core;

namespace Stria.Studies;

/// <summary>Writes stress.csv, tables, figures and the report of a curvature study.</summary>
internal sealed class CurvatureResultsStep : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "results";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        bool isPlate = context.TryGet("", out BentPlate? plate);
        if (isPlate)
        {
            CurvatureTables.Write(plate!, context);
        }
        else
        {
            CurvatureTables.Write(context.Get<BentElectrode>(), context);
        }

        string title = isPlate ? $"Curvature of {Path.GetFileNameWithoutExtension(plate!.Profiles.Path)}" : $"Stress of {context.Get<BentElectrode>().Name}";
        Headline? answer = context.Headlines.FirstOrDefault(h => h.Name is "stress" or "stress_span_first");
        var content = new ReportContent(title, [.. isPlate ? CurvatureFigures.Of(plate!) : new ElectrodeStressFigures(context.Get<BentElectrode>()).All()])
        {
            Main = context.Headlines,
            Answer = answer is null ? null : $"{answer.Meaning}: {answer.Value:g4} ± {answer.StandardDeviation:g2} MPa.",
        };
        RunReport.Write(context, content, new Fraction(Name, progress), cancel);
    }
}
