using Stria.Core;

namespace Stria.Studies;

/// <summary>One arrow of the data flow: takes nouns from the context, puts nouns back, and says what it noticed.</summary>
public interface IStudyStep
{
    /// <summary>The step's name in the words of the laboratory ("register"), as <c>--from</c> and the progress line use it.</summary>
    string Name { get; }

    /// <summary>The settings (records of the scenario) that decide what this step makes. With those of the steps before they tell whether a saved result may be used again.</summary>
    IReadOnlyList<object> Settings { get; }

    /// <summary>Does the step.</summary>
    /// <param name="context">What earlier steps made, and where this one puts what it makes.</param>
    /// <param name="progress">Told how much of the step is done, at least every second or so.</param>
    /// <param name="cancel">When it is set, the step ends within a second by <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="StriaException">The step cannot be done; the message is for people.</exception>
    void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel);
}
