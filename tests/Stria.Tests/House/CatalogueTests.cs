using System.Collections;
using System.Reflection;

namespace Stria.Tests.House;

/// <summary>An extension point is an interface with a name: its implementations stand in one list that one can click through.</summary>
public sealed class CatalogueTests
{
    private static readonly string[] Rooms = ["Stria.Numerics", "Stria.Matter", "Stria.Measurement", "Stria.Files", "Stria.Figures", "Stria.Studies"];

    [Fact]
    public void Every_implementation_of_an_extension_point_is_in_its_catalogue()
    {
        foreach ((string room, Type point) in Points())
        {
            string[] listed = [.. Listed(HouseRulesTests.Room(room), point).Select(o => o.GetType().FullName!).Distinct().Order()];
            if (listed.Length > 0)
            {
                Assert.Equal(Implementations(room, point).Select(t => t.FullName!).Order(), listed);
            }
        }
    }

    [Fact]
    public void Every_implementation_of_an_extension_point_is_made_somewhere_in_its_room()
    {
        var unused = new List<string>();
        foreach ((string room, Type point) in Points())
        {
            IReadOnlyList<SourceFile> sources = SourceFile.Below($"src/{room}");
            unused.AddRange(Implementations(room, point)
                .Where(t => !sources.Any(f => Path.GetFileNameWithoutExtension(f.Path) != t.Name && f.Text.Contains($"new {t.Name}(", StringComparison.Ordinal)))
                .Select(t => $"{t.FullName} : {point.Name} is in no list"));
        }

        Offenders.None(unused);
    }

    [Fact]
    public void Every_attenuation_table_in_the_folder_is_embedded_and_listed()
    {
        string tables = Path.Combine(SharedData.Repository, "src", "Stria.Matter", "Tables");
        foreach (Stria.Matter.AttenuationTable table in Stria.Matter.AttenuationTable.All)
        {
            string folder = table == Stria.Matter.AttenuationTable.Henke ? tables : Path.Combine(tables, table.Name);
            IEnumerable<string?> files = Directory.GetFiles(folder, "*.csv").Select(Path.GetFileNameWithoutExtension).Order();
            Assert.Equal(files, table.Elements.Select(e => (string?)e.Symbol).Order());
        }
    }

    private static IEnumerable<(string Room, Type Point)> Points() =>
        Rooms.SelectMany(room => HouseRulesTests.Room(room).GetExportedTypes()
            .Where(t => t.IsInterface && t.GetProperty("Name")?.PropertyType == typeof(string))
            .Select(t => (room, t)));

    private static IEnumerable<Type> Implementations(string room, Type point) =>
        HouseRulesTests.Room(room).GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && point.IsAssignableFrom(t));

    private static IEnumerable<object> Listed(Assembly room, Type point)
    {
        const BindingFlags Static = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static;
        Type list = typeof(IEnumerable<>).MakeGenericType(point);
        foreach (Type type in room.GetTypes().Where(t => !t.ContainsGenericParameters))
        {
            foreach (PropertyInfo property in type.GetProperties(Static).Where(p => list.IsAssignableFrom(p.PropertyType)))
            {
                foreach (object entry in (IEnumerable)property.GetValue(null)!)
                {
                    yield return entry;
                }
            }
        }
    }
}
