using System.Diagnostics;
using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>
/// HDF5 files of whole structure and wrong content: datasets that lack, carry another name, shape or type, numbers that cannot be, attributes that lie.
/// Bytes of the container are not touched: the HDF5 library, which is not ours, crashes on some such files.
/// </summary>
internal static class MutatedHierarchies
{
    private const long MostBytes = 64L << 20;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(20);
    private static readonly string[] Units = ["keV", "J", "eV", "um", "nm", "", "parsec", "°", "\u03BCm"];
    private static readonly double[] Awkward = [0, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e308, -1e308, 1e-320, 510, 2147483648.0];

    /// <summary>The formats.</summary>
    internal static IReadOnlyList<string> Formats { get; } = ["NXstxm", "Data Exchange", "MISTRAL", "CXI", "dataset by path"];

    /// <summary>Reads mutants of one format.</summary>
    /// <returns>How many were read, and how many refused by a message that names the file.</returns>
    internal static (int Read, int Refused) Read(string format, int count, int seed)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("a.h5");
        StackReadOptions options = format == "dataset by path" ? new StackReadOptions { Dataset = "/lab/images", EnergyDataset = "/lab/energies" } : StackReadOptions.Default;
        var random = new Random(seed);
        int read = 0, refused = 0;
        for (int i = 0; i < count; i++)
        {
            List<Item> items = [.. Whole(format)];
            for (int change = random.Next(1, 4); change > 0 && items.Count > 0; change--)
            {
                Change(items, random);
            }

            Put(path, items);
            long before = GC.GetAllocatedBytesForCurrentThread(), began = Stopwatch.GetTimestamp();
            try
            {
                Scan scan = StackReaders.Read(path, options);
                read++;
                Assert.All(scan.Regions, r => Assert.Equal(r.Axes.Aggregate(1L, (n, a) => n * a.Points.Length), r.Values.LongLength));
            }
            catch (StriaException e)
            {
                refused++;
                Assert.Contains("a.h5", e.Message, StringComparison.Ordinal);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Mutant {i} of seed {seed} ended in {e.GetType().Name}: {e.Message}\n{e.StackTrace}\n{string.Join('\n', items)}", e);
            }

            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MostBytes, $"mutant {i} of seed {seed} took too much memory");
            Assert.True(Stopwatch.GetElapsedTime(began) < Hang, $"mutant {i} of seed {seed} took {Stopwatch.GetElapsedTime(began)}");
        }

        return (read, refused);
    }

    private static IEnumerable<Item> Whole(string format) => format switch
    {
        "NXstxm" =>
        [
            Item.Of("/entry1/definition", "NXstxm"),
            Item.Of("/entry1/title", "made"),
            Item.Of("/entry1/control/data", [500, 499, 498], 3),
            Item.Of("/entry1/counter0/data", Counts, 3, 2, 2) with { Attributes = [("units", "counts")] },
            Item.Of("/entry1/counter0/energy", [510, 515.6, 520], 3) with { Attributes = [("units", "eV")] },
            Item.Of("/entry1/counter0/sample_y", [0, 0.5], 2) with { Attributes = [("units", "um")] },
            Item.Of("/entry1/counter0/sample_x", [0, 0.5], 2) with { Attributes = [("units", "um")] },
            Item.Of("/entry1/counter0/stxm_scan_type", "sample image stack"),
            Item.Of("/entry1/counter0/count_time", [1, 1, 1], 3) with { Attributes = [("units", "ms")] },
        ],
        "Data Exchange" =>
        [
            Item.Of("/implements", "exchange:spectromicroscopy"),
            Item.Of("/exchange/data", Counts, 2, 2, 3) with { Attributes = [("axes", "x:y:energy")] },
            Item.Of("/exchange/energy", [510, 515.6, 520], 3) with { Attributes = [("units", "ev")] },
            Item.Of("/exchange/x", [0, 0.5], 2) with { Attributes = [("units", "um")] },
            Item.Of("/exchange/y", [0, 0.5], 2) with { Attributes = [("units", "um")] },
            Item.Of("/exchange/white_data", [500, 499, 498], 1, 1, 3),
            Item.Of("/spectromicroscopy/normalization/white_spectrum", [500, 499, 498], 3),
            Item.Of("/spectromicroscopy/normalization/white_spectrum_energy", [510, 515.6, 520], 3),
        ],
        "MISTRAL" =>
        [
            Item.Of("/SpecNormalized/spectroscopy_normalized", Counts, 3, 2, 2),
            Item.Of("/SpecNormalized/energy", [700, 705, 710], 3) with { Attributes = [("units", "eV")] },
            Item.Of("/SpecNormalized/x_pixel_size", [0.5], 1),
            Item.Of("/SpecNormalized/y_pixel_size", [0.5], 1),
            Item.Of("/SpecNormalized/rotation_angle", [12.5], 1),
        ],
        "CXI" => new[] { 1, 2, 10 }.SelectMany(n => (Item[])
        [
            Item.Of($"/entry_{n}/image_1/data", Counts[..4], 2, 2),
            Item.Of($"/entry_{n}/instrument_1/source_1/energy", [(850 + n) * 1.602176634e-19]),
            Item.Of($"/entry_{n}/instrument_1/detector_1/corner_position", [0.01, -0.01, 0.1], 3),
        ]),
        _ => [Item.Of("/lab/images", Counts, 3, 2, 2), Item.Of("/lab/energies", [510, 515.6, 520], 3) with { Attributes = [("units", "eV")] }],
    };

    private static double[] Counts => [90, 80, 70, 60, 50, 40, 30, 20, 45, 35, 25, 15];

    private static void Change(List<Item> items, Random random)
    {
        int at = random.Next(items.Count);
        Item item = items[at];
        switch (random.Next(9))
        {
            case 0:
                items.RemoveAt(at);
                break;
            case 1:
                items[at] = item with { Path = item.Path + "_" };
                break;
            case 2:
                items[at] = item with { Texts = item.Texts is null ? ["12.5", "many"] : null };
                break;
            case 3:
                items[at] = item.Shaped([.. item.Shape, random.Next(0, 3)]);
                break;
            case 4:
                items[at] = item.Shaped(item.Shape.Length == 0 ? [2] : item.Shape[1..]);
                break;
            case 5:
                int[] shape = [.. item.Shape.DefaultIfEmpty(1)];
                shape[random.Next(shape.Length)] = random.Next(0, 5);
                items[at] = item.Shaped(shape);
                break;
            case 6:
                double[] values = [.. item.Values];
                int spoiled = random.Next(3) == 0 ? values.Length : Math.Min(1, values.Length);
                double by = Awkward[random.Next(Awkward.Length)];
                for (int k = 0; k < spoiled; k++)
                {
                    values[(k + random.Next(values.Length)) % values.Length] = by;
                }

                items[at] = item with { Values = values };
                break;
            case 7:
                items[at] = item with { Attributes = [.. item.Attributes.Select(a => (a.Name, Units[random.Next(Units.Length)]))] };
                break;
            default:
                (string Name, string)[] lies = [("units", Units[random.Next(Units.Length)]), ("axes", random.Next(2) == 0 ? "x:x:y" : "energy"), ("axis", "7"), ("signal", "energy"), ("interpretation", "spectrum")];
                (string Name, string) lie = lies[random.Next(lies.Length)];
                items[at] = item with { Attributes = [.. item.Attributes.Where(a => a.Name != lie.Name), lie] };
                break;
        }
    }

    private static void Put(string path, List<Item> items)
    {
        File.Delete(path);
        using var writer = new Hdf5Writer(path);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (Item item in items.Where(i => known.Add(i.Path)))
        {
            if (item.Texts is { } texts)
            {
                writer.Write(item.Path, texts);
            }
            else
            {
                writer.Write(item.Path, item.Values, item.Shape);
            }

            Array.ForEach([.. item.Attributes], a => writer.Attribute(item.Path, a.Name, a.Text));
        }

        writer.Complete();
    }

    private sealed record Item(string Path, double[] Values, int[] Shape)
    {
        public string[]? Texts { get; init; }

        public (string Name, string Text)[] Attributes { get; init; } = [];

        public static Item Of(string path, double[] values, params int[] shape) => new(path, values, shape);

        public static Item Of(string path, string text) => new(path, [0], []) { Texts = [text] };

        // As many numbers as the new shape takes, those that there are again and again.
        public Item Shaped(int[] shape) => this with { Shape = shape, Values = [.. Enumerable.Range(0, shape.Aggregate(1, (n, l) => n * l)).Select(i => Values.Length > 0 ? Values[i % Values.Length] : 1)] };

        public override string ToString() => $"{Path} [{string.Join(", ", Shape)}] = {(Texts is null ? string.Join(", ", Values) : string.Join(", ", Texts))} {string.Join(", ", Attributes)}";
    }
}
