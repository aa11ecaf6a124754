using Stria.Core;

namespace Stria.Studies;

/// <summary>What was found in a measured file: the answer of <c>stria inspect</c>.</summary>
/// <param name="Lines">The answer for people, line by line.</param>
/// <param name="Figures">The answer for machines: a record that can be written as JSON.</param>
/// <param name="Files">Every file that was read.</param>
/// <param name="Remarks">What was missing and assumed, odd, or worth knowing.</param>
public sealed record Inspection(IReadOnlyList<string> Lines, object Figures, IReadOnlyList<string> Files, IReadOnlyList<Remark> Remarks);
