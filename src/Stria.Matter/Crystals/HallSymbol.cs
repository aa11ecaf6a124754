using System.Globalization;

namespace Stria.Matter;

/// <summary>Reads Hall symbols: a space group in any setting from its generators (S. R. Hall, Acta Cryst. A37, 517 (1981); International Tables B (2010), A1.4.2.3).</summary>
public static class HallSymbol
{
    private const int Parts = SymmetryOperation.Parts;

    /// <summary>The space group of a Hall symbol, with its change of basis where it has one: "-P 2ybc", "F 4d 2 3 -1cd", "P 2 (0 0 1)", "C 2y (x,y,-x+z)".</summary>
    /// <exception cref="FormatException">The symbol cannot be read; the message says which part.</exception>
    public static SpaceGroup Parse(string symbol)
    {
        string text = symbol.Trim().Replace('_', ' ').Replace('=', '"');
        int bracket = text.IndexOf('(', StringComparison.Ordinal);
        string body = (bracket < 0 ? text : text[..bracket]).Trim(), basis = bracket < 0 ? "" : text[bracket..].Trim();
        string[] words = body.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
        {
            throw new FormatException($"'{symbol}' is no Hall symbol: it needs a lattice letter and at least one rotation, as in '-P 2ybc'.");
        }

        bool isCentric = words[0][0] == '-';
        string lattice = words[0].TrimStart('-').ToUpperInvariant();
        List<SymmetryOperation> generators = [.. LatticeTranslations(lattice, symbol)];
        if (isCentric)
        {
            generators.Add(new SymmetryOperation(-IntegerMatrix3.Identity, 0, 0, 0));
        }

        (int order, char axis) preceding = (0, 'z');
        for (int i = 1; i < words.Length; i++)
        {
            (SymmetryOperation generator, preceding) = Generator(words[i], i, preceding, symbol);
            generators.Add(generator);
        }

        var group = new SpaceGroup(generators);
        return basis.Length == 0 ? group : group.Transformed(Basis(basis, symbol));
    }

    private static IEnumerable<SymmetryOperation> LatticeTranslations(string letter, string symbol)
    {
        (int X, int Y, int Z)[] shifts = letter switch
        {
            "P" => [],
            "A" => [(0, 12, 12)],
            "B" => [(12, 0, 12)],
            "C" => [(12, 12, 0)],
            "I" => [(12, 12, 12)],
            "F" => [(0, 12, 12), (12, 0, 12)],
            "R" => [(16, 8, 8)],
            "S" => [(8, 8, 16)],
            "T" => [(8, 16, 8)],
            "H" => [(16, 8, 0)],
            _ => throw new FormatException($"'{symbol}' is no Hall symbol: '{letter}' is no lattice letter (P A B C I R S T F H)."),
        };
        return shifts.Select(t => new SymmetryOperation(IntegerMatrix3.Identity, t.X, t.Y, t.Z));
    }

    private static (SymmetryOperation Generator, (int Order, char Axis) Axis) Generator(string word, int position, (int Order, char Axis) preceding, string symbol)
    {
        int at = 0;
        bool isImproper = word[at] == '-';
        at += isImproper ? 1 : 0;
        if (at >= word.Length || word[at] is not ('1' or '2' or '3' or '4' or '6'))
        {
            throw new FormatException($"'{symbol}' is no Hall symbol: '{word}' does not begin with a rotation 1, 2, 3, 4 or 6.");
        }

        int order = word[at++] - '0';
        char axis = at < word.Length && word[at] is 'x' or 'y' or 'z' or '\'' or '"' or '*' ? word[at++] : ImpliedAxis(order, position, preceding.Order);
        IntegerMatrix3 rotation = Rotation(order, axis, preceding.Axis) ?? throw new FormatException($"'{symbol}' is no Hall symbol: there is no rotation {order} about '{axis}' in '{word}'.");
        (int x, int y, int z) = (0, 0, 0);
        foreach (char letter in word[at..])
        {
            (int dx, int dy, int dz) = Translation(letter, order, axis) ?? throw new FormatException($"'{symbol}' is no Hall symbol: '{letter}' in '{word}' is no translation.");
            (x, y, z) = (x + dx, y + dy, z + dz);
        }

        rotation = isImproper ? -rotation : rotation;
        char main = axis is 'x' or 'y' or 'z' ? axis : preceding.Axis;
        return (SymmetryOperation.Reduced(rotation, x, y, z), (order, main));
    }

    // A first rotation is about c; a second twofold one about a, or about a − b after a threefold or sixfold one; a threefold one after another is about a + b + c.
    private static char ImpliedAxis(int order, int position, int before) => (order, position) switch
    {
        (1, _) or (_, 1) => 'z',
        (2, 2) => before is 2 or 4 ? 'x' : '\'',
        (3, > 1) => '*',
        _ => 'z',
    };

    private static IntegerMatrix3? Rotation(int order, char axis, char main) => (order, axis) switch
    {
        (1, _) => IntegerMatrix3.Identity,
        (2, '\'') => Turned(new IntegerMatrix3(0, -1, 0, -1, 0, 0, 0, 0, -1), main),
        (2, '"') => Turned(new IntegerMatrix3(0, 1, 0, 1, 0, 0, 0, 0, -1), main),
        (3, '*') => new IntegerMatrix3(0, 0, 1, 1, 0, 0, 0, 1, 0),
        (2, 'x' or 'y' or 'z') => Turned(new IntegerMatrix3(-1, 0, 0, 0, -1, 0, 0, 0, 1), axis),
        (3, 'x' or 'y' or 'z') => Turned(new IntegerMatrix3(0, -1, 0, 1, -1, 0, 0, 0, 1), axis),
        (4, 'x' or 'y' or 'z') => Turned(new IntegerMatrix3(0, -1, 0, 1, 0, 0, 0, 0, 1), axis),
        (6, 'x' or 'y' or 'z') => Turned(new IntegerMatrix3(1, -1, 0, 1, 0, 0, 0, 0, 1), axis),
        _ => null,
    };

    // From the frame about z to the frame about x or y, by exchanging the axes in turn.
    private static IntegerMatrix3 Turned(IntegerMatrix3 aboutZ, char axis)
    {
        var cyclic = new IntegerMatrix3(0, 0, 1, 1, 0, 0, 0, 1, 0); // a → b → c → a
        IntegerMatrix3 back = cyclic * cyclic;
        return axis switch { 'x' => cyclic * aboutZ * back, 'y' => back * aboutZ * cyclic, _ => aboutZ };
    }

    private static (int X, int Y, int Z)? Translation(char letter, int order, char axis) => letter switch
    {
        'a' => (12, 0, 0),
        'b' => (0, 12, 0),
        'c' => (0, 0, 12),
        'n' => (12, 12, 12),
        'u' => (6, 0, 0),
        'v' => (0, 6, 0),
        'w' => (0, 0, 6),
        'd' => (6, 6, 6),
        >= '1' and <= '5' when letter - '0' < order => (letter - '0') * Parts / order is var t && axis == 'x' ? (t, 0, 0) : axis == 'y' ? (0, t, 0) : (0, 0, t),
        _ => null,
    };

    private static CellTransformation Basis(string text, string symbol)
    {
        string inner = text.Trim('(', ')', ' ');
        string[] numbers = inner.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        try
        {
            // Three numbers shift the origin by twelfths; a triplet of coordinates is the change of basis x′ = V x.
            return numbers.Length == 3 && !inner.Contains(',', StringComparison.Ordinal)
                ? CellTransformation.OfCoordinates([1, 0, 0, 0, 1, 0, 0, 0, 1], [.. numbers.Select(n => int.Parse(n, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) / 12.0)])
                : CellTransformation.ParseCoordinates(inner);
        }
        catch (FormatException e)
        {
            throw new FormatException($"'{symbol}' is no Hall symbol: its change of basis {text} cannot be read. {e.Message}", e);
        }
    }
}
