namespace Stria.Studies;

/// <summary>A step whose results are worth keeping, so that a stopped or repeated run goes on after it.</summary>
public interface ICheckpointedStep : IStudyStep
{
    /// <summary>Saves the nouns that the step put into the context. Its remarks, headlines, figures, tables, inputs, sources and methods are kept without its doing.</summary>
    /// <param name="context">The context after the step.</param>
    /// <param name="path">The checkpoint file, shared by all steps; each keeps to a group of its own name and replaces it.</param>
    void Save(StudyContext context, string path);

    /// <summary>Puts the saved nouns back into the context.</summary>
    /// <param name="context">The context before the step.</param>
    /// <param name="path">The checkpoint file.</param>
    /// <returns>False when the file does not hold the step's results; the step is then run.</returns>
    bool TryLoad(StudyContext context, string path);
}
