namespace Stria.Core;

/// <summary>Root of the mistakes that Stria explains to people. Its message is shown as it is, without a stack trace.</summary>
public abstract class StriaException : Exception
{
    /// <summary>Makes the exception from a message that names what, where and the likely cause.</summary>
    protected StriaException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
