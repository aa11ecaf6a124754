namespace Stria.Studies;

/// <summary>A figure or table of a run.</summary>
/// <param name="File">Its file name in its folder.</param>
/// <param name="Title">What it shows.</param>
/// <param name="LookFor">What to look for; empty for tables.</param>
public sealed record RunFile(string File, string Title, string LookFor);
