namespace Stria.Studies;

/// <summary>A piece of a YAML text with the place where it stands. Lines and columns count from 1.</summary>
internal abstract record SettingsNode(int Line, int Column);

/// <summary>A single value.</summary>
internal sealed record ScalarNode(int Line, int Column, string Text, bool IsQuoted) : SettingsNode(Line, Column)
{
    /// <summary>Column after its last character, where it stands in one line.</summary>
    public int EndColumn { get; init; }

    public bool IsNull => !IsQuoted && Text is "" or "~" or "null";
}

/// <summary>A list.</summary>
internal sealed record ListNode(int Line, int Column, IReadOnlyList<SettingsNode> Items) : SettingsNode(Line, Column);

/// <summary>Named settings, in the order of the text; a name may stand there twice.</summary>
internal sealed record MapNode(int Line, int Column, IReadOnlyList<(ScalarNode Key, SettingsNode Value)> Entries) : SettingsNode(Line, Column);
