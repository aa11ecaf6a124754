namespace Stria.Studies;

/// <summary>
/// A long step that saves how far it has come while it works, so that a stopped run goes on inside it, to the same bits. What it saves lies in
/// <see cref="StudyContext.ContinuationPath"/>; settings that may change between stop and continuation, such as the end, are not among its
/// <see cref="IStudyStep.Settings"/>.
/// </summary>
public interface IContinuedStep : IStudyStep;
