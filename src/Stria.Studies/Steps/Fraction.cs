using Stria.Core;

namespace Stria.Studies;

/// <summary>Passes an algorithm's plain fraction on as the progress of a step.</summary>
internal sealed class Fraction(string step, IProgress<RunProgress> progress) : IProgress<double>
{
    public void Report(double value) => progress.Report(new RunProgress(step, value));
}
