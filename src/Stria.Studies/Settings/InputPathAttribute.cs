namespace Stria.Studies;

/// <summary>The text is the path of a file to read. In a scenario it counts from the scenario's own folder; once read it is absolute, so that a saved scenario repeats from anywhere.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InputPathAttribute(params string[] extensions) : Attribute
{
    /// <summary>Where a name may stand instead of a path: the extensions by which a path is known; none where every text is a path.</summary>
    public IReadOnlyList<string> Extensions { get; } = extensions;
}
