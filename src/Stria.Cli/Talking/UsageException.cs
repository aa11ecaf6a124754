using Stria.Core;

namespace Stria.Cli;

/// <summary>A command was not understood: an option that does not exist, or a value that it cannot have.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : StriaException(message, inner);
