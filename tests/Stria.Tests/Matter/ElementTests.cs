using Stria.Core;
using Stria.Matter;

namespace Stria.Tests.Matter;

public sealed class ElementTests
{
    [Fact]
    public void Elements_ascend_and_their_symbols_differ()
    {
        Assert.Equal(Element.All.Select(e => e.Number).Order(), Element.All.Select(e => e.Number));
        Assert.Equal(Element.All.Count, Element.All.Select(e => e.Number).Distinct().Count());
        Assert.Equal(Element.All.Count, Element.All.Select(e => e.Symbol).Distinct().Count());
    }

    [Fact]
    public void Atomic_weights_grow_with_the_atomic_number_but_for_the_four_known_pairs()
    {
        var descending = Element.All.Zip(Element.All.Skip(1)).Where(p => p.Second.AtomicWeight <= p.First.AtomicWeight).Select(p => $"{p.First} {p.Second}");
        Assert.Equal(["Ar K", "Co Ni", "Te I", "Th Pa"], descending);
    }

    [Fact]
    public void An_unknown_symbol_is_a_persons_mistake() =>
        Assert.Contains("'Vv'", Assert.Throws<ScenarioException>(() => Element.Of("Vv")).Message, StringComparison.Ordinal);

    [SharedDataTheory]
    [InlineData("V", "23")]
    [InlineData("O", "08")]
    [InlineData("Mn", "25")]
    [InlineData("Fe", "26")]
    [InlineData("Ni", "28")]
    public void Atomic_weights_agree_with_those_in_Chantlers_files(string symbol, string file)
    {
        string head = File.ReadLines(SharedData.Path($"xas/chantler_fine/{file}.dat")).First();
        string written = head.Split("Atomic weight =")[1].Trim().Split(' ')[0];
        double expected = double.Parse(written, System.Globalization.CultureInfo.InvariantCulture);

        // The files round some weights to four digits (nickel 58.690).
        Assert.Equal(1, Element.Of(symbol).AtomicWeight / expected, 1e-4);
    }
}
