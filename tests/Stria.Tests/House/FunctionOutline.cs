namespace Stria.Tests.House;

/// <summary>What the budgets ask about one function.</summary>
/// <param name="Place">File and line.</param>
/// <param name="Header">Its head on one line, shortened.</param>
/// <param name="Lines">Lines of its body, braces included.</param>
/// <param name="Nesting">Deepest nesting of if, for, while, switch, try and their like.</param>
/// <param name="Parameters">Number of parameters.</param>
internal sealed record FunctionOutline(string Place, string Header, int Lines, int Nesting, int Parameters);
