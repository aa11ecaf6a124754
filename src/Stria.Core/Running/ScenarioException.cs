namespace Stria.Core;

/// <summary>What was asked cannot be done as asked: a person's mistake in a scenario, an option or a material file.</summary>
public sealed class ScenarioException : StriaException
{
    /// <summary>Makes the exception from a message for people, all mistakes in it.</summary>
    public ScenarioException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
