using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Stria.Tests.House;

/// <summary>The walls between the rooms stand as ARCHITECTURE.md draws them.</summary>
public sealed class HouseRulesTests
{
    /// <summary>Each room and the rooms that it may use.</summary>
    private static readonly Dictionary<string, string[]> Below = new()
    {
        ["Stria.Core"] = [],
        ["Stria.Numerics"] = ["Stria.Core"],
        ["Stria.Matter"] = ["Stria.Core", "Stria.Numerics"],
        ["Stria.Measurement"] = ["Stria.Core", "Stria.Numerics", "Stria.Matter"],
        ["Stria.Physics"] = ["Stria.Core", "Stria.Numerics", "Stria.Matter"],
        ["Stria.Files"] = ["Stria.Core"],
        ["Stria.Figures"] = ["Stria.Core"],
        ["Stria.Studies"] = ["Stria.Core", "Stria.Numerics", "Stria.Matter", "Stria.Measurement", "Stria.Physics", "Stria.Files", "Stria.Figures"],
        ["Stria.Cli"] = ["Stria.Core", "Stria.Numerics", "Stria.Matter", "Stria.Measurement", "Stria.Physics", "Stria.Files", "Stria.Figures", "Stria.Studies"],
    };

    private static readonly string[] RoomsWithoutFiles = ["Stria.Core", "Stria.Numerics", "Stria.Matter", "Stria.Measurement", "Stria.Physics"];

    public static TheoryData<string> Rooms => [.. Below.Keys];

    [Fact]
    public void The_rooms_on_disk_are_the_rooms_of_the_diagram() =>
        Assert.Equal(Below.Keys.Order(), Directory.GetDirectories(Path.Combine(SharedData.Repository, "src")).Select(Path.GetFileName).Order());

    [Fact]
    public void The_table_of_ARCHITECTURE_lists_every_room_that_stands()
    {
        string page = File.ReadAllText(Path.Combine(SharedData.Repository, "ARCHITECTURE.md"));
        string[] listed = [.. page.Split('\n').Where(l => l.StartsWith("| **", StringComparison.Ordinal)).Select(l => "Stria." + l.Split("**")[1])];
        Assert.Equal(Below.Keys.Order(), listed.Order());
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_the_rooms_below_it(string room)
    {
        string[] used = [.. Room(room).GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("Stria", StringComparison.OrdinalIgnoreCase))];
        Offenders.None(used.Except(Below[room]));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_project_refers_only_to_the_rooms_below_it(string room)
    {
        XDocument project = XDocument.Load(Path.Combine(SharedData.Repository, "src", room, room + ".csproj"));
        IEnumerable<string> named = project.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value));
        Offenders.None(named.Except(Below[room]));
    }

    public static TheoryData<string> ScienceRooms => [.. RoomsWithoutFiles];

    [Theory]
    [MemberData(nameof(ScienceRooms))]
    public void Science_rooms_ban_files_clocks_consoles_and_unseeded_chance(string room)
    {
        string path = Path.Combine(SharedData.Repository, "src", room, "BannedSymbols.txt");
        string banned = File.ReadAllText(path);
        string[] symbols =
        [
            "T:System.IO.File;", "T:System.IO.FileStream;", "T:System.IO.Directory;", "T:System.Console;", "P:System.DateTime.Now;", "P:System.DateTime.UtcNow;",
            "P:System.DateTimeOffset.Now;", "P:System.DateTimeOffset.UtcNow;", "M:System.Random.#ctor;", "P:System.Random.Shared;",
        ];
        Assert.All(symbols, symbol => Assert.Contains(symbol, banned, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Classes_are_sealed_and_public_structs_are_readonly(string room)
    {
        Type[] types = [.. Room(room).GetTypes().Where(t => !t.IsDefined(typeof(CompilerGeneratedAttribute)) && !t.FullName!.Contains('<', StringComparison.Ordinal))];
        Offenders.None(types.Where(t => t.IsClass && !t.IsSealed && !t.IsAbstract).Select(t => t.FullName));
        Offenders.None(types.Where(t => t.IsVisible && t.IsValueType && !t.IsEnum && !t.IsDefined(typeof(IsReadOnlyAttribute))).Select(t => t.FullName));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Names_say_what_a_type_is(string room)
    {
        string[] empty = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Processor", "Base", "Impl"];
        Offenders.None(Room(room).GetTypes().Where(t => empty.Any(word => t.Name.EndsWith(word, StringComparison.Ordinal))).Select(t => t.FullName));
    }

    [Fact]
    public void Every_project_is_in_the_solution_and_has_a_lock_file()
    {
        string solution = File.ReadAllText(Path.Combine(SharedData.Repository, "Stria.slnx"));
        string[] projects = [.. new[] { "src", "tests", "bench" }.SelectMany(f => Directory.GetFiles(Path.Combine(SharedData.Repository, f), "*.csproj", SearchOption.AllDirectories))];
        Assert.NotEmpty(projects);
        Assert.All(projects, p => Assert.Contains(Path.GetFileName(p), solution, StringComparison.Ordinal));
        Assert.All(projects, p => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(p)!, "packages.lock.json")), p));
    }

    internal static Assembly Room(string room) => Assembly.Load(room == "Stria.Cli" ? "stria" : room);
}
