namespace Stria.Tests.House;

/// <summary>All rooms speak Core's nouns: what it offers changes only when somebody means it to.</summary>
public sealed class PublicApiTests
{
    private const string Rewrite = "STRIA_WRITE_API";

    [Theory]
    [InlineData("Stria.Core")]
    public void What_a_room_offers_is_what_its_page_says(string room)
    {
        string page = Path.Combine(SharedData.Repository, "tests", "Stria.Tests", "House", "PublicApi", room + ".txt");
        IReadOnlyList<string> offered = PublicApi.Of(HouseRulesTests.Room(room));
        if (Environment.GetEnvironmentVariable(Rewrite) is "1")
        {
            File.WriteAllText(page, string.Join('\n', offered) + "\n");
        }

        string[] written = File.Exists(page) ? File.ReadAllLines(page) : [];
        string[] difference = [.. written.Except(offered).Select(l => "- " + l), .. offered.Except(written).Select(l => "+ " + l)];
        Assert.True(difference.Length == 0, $"{room} offers something else than {page} says. If that is meant, run scripts/write-api.sh and commit the page:\n{string.Join('\n', difference)}");
        Assert.Equal(offered, written);
    }

    [Fact]
    public void The_page_tells_kinds_nullability_defaults_and_setters_apart()
    {
        IReadOnlyList<string> lines = PublicApi.Of(typeof(PublicApiTests).Assembly);
        string name = "PublicApiSample<T>";
        Assert.Equal(
            [
                $"{name} : sealed record of IDisposable, IEquatable<{name}>",
                $"{name}.Dispose() : void",
                $"{name}.First<TItem>(params TItem[] all) : TItem",
                $"{name}.Found : bool init",
                $"{name}.Limit : int = 3",
                $"{name}.Name : string? init",
                $"{name}.Read(ReadOnlySpan<double> values, out int count, string? unit = \"eV\") : double[]",
                $"{name}.Size : T required init",
                $"{name}.new(bool Found)",
            ],
            lines.Where(l => l.StartsWith(name, StringComparison.Ordinal)));
    }
}

/// <summary>A type with one of each, for the test of the page.</summary>
/// <param name="Found">A property by its parameter.</param>
public sealed record PublicApiSample<T>(bool Found) : IDisposable
{
    /// <summary>A constant.</summary>
    public const int Limit = 3;

    /// <summary>May be missing.</summary>
    public string? Name { get; init; }

    /// <summary>Must be given.</summary>
    public required T Size { get; init; }

    /// <summary>Spans, results by reference, defaults.</summary>
    public double[] Read(ReadOnlySpan<double> values, out int count, string? unit = "eV")
    {
        count = values.Length + (unit ?? Name ?? "").Length;
        return Hidden(values);
    }

    /// <summary>Generic.</summary>
    public TItem First<TItem>(params TItem[] all) => Found ? all[0] : all[^1];

    /// <inheritdoc/>
    public void Dispose() => GC.SuppressFinalize(this);

    private static double[] Hidden(ReadOnlySpan<double> values) => values.ToArray();
}
