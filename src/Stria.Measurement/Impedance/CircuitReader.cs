using Stria.Core;

namespace Stria.Measurement.Impedance;

/// <summary>Reads the text of a circuit: series = part { "-" part }; part = "p(" series { "," series } ")" | element [ "(" series ")" ].</summary>
internal sealed class CircuitReader(string text)
{
    private int at;

    public CircuitNode Read()
    {
        CircuitNode root = Series();
        Skip();
        return at == text.Length ? root : throw Wrong($"'{text[at]}' is not expected here");
    }

    private CircuitNode Series()
    {
        var parts = new List<CircuitNode> { Part() };
        while (Take('-'))
        {
            parts.Add(Part());
        }

        return CircuitNode.Of(NodeKind.Series, [.. parts]);
    }

    private CircuitNode Part()
    {
        Skip();
        if (at + 1 < text.Length && text[at] == 'p' && text[at + 1] == '(')
        {
            at += 2;
            var branches = new List<CircuitNode> { Series() };
            while (Take(','))
            {
                branches.Add(Series());
            }

            Close();
            return branches.Count > 1 ? CircuitNode.Of(NodeKind.Parallel, [.. branches]) : throw Wrong("a parallel connection needs two branches");
        }

        return Element();
    }

    private CircuitNode Element()
    {
        int begin = at;
        while (at < text.Length && char.IsAsciiLetter(text[at]))
        {
            at++;
        }

        string name = text[begin..at];
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        string label = text[begin..at];
        if (name.Length == 0)
        {
            throw Wrong("an element is expected, such as R0 or CPE1");
        }

        ICircuitElement element = CircuitElements.Find(name) ?? throw Unknown(name, begin);
        if (!Take('('))
        {
            return !element.TakesInterface ? CircuitNode.Single(element, label, null) : throw Wrong($"{name} needs its interface in brackets, as in {label}(CPE1)");
        }

        CircuitNode boundary = Series();
        Close();
        return element.TakesInterface ? CircuitNode.Single(element, label, boundary) : throw Wrong($"{label} takes no interface");
    }

    private ScenarioException Unknown(string name, int begin)
    {
        string? near = CircuitElements.All.FirstOrDefault(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Name;
        at = begin;
        return Wrong($"'{name}' is no element{(near is null ? "" : $" (perhaps {near})")}; there are {string.Join(", ", CircuitElements.All.Select(e => e.Name))}");
    }

    private void Close()
    {
        if (!Take(')'))
        {
            throw Wrong("a closing bracket is expected");
        }
    }

    private bool Take(char c)
    {
        Skip();
        if (at < text.Length && text[at] == c)
        {
            at++;
            return true;
        }

        return false;
    }

    private void Skip()
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }
    }

    private ScenarioException Wrong(string what) => new($"In the circuit\n  {text}\n  {new string(' ', Math.Min(at, text.Length))}^\n{what}.");
}
