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
        foreach (Assembly room in Rooms.Select(HouseRulesTests.Room))
        {
            foreach (Type point in room.GetExportedTypes().Where(t => t.IsInterface && t.GetProperty("Name")?.PropertyType == typeof(string)))
            {
                string[] implemented = [.. room.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && point.IsAssignableFrom(t)).Select(t => t.FullName!).Order()];
                string[] listed = [.. Listed(room, point).Select(o => o.GetType().FullName!).Distinct().Order()];
                Assert.Equal(implemented, listed);
            }
        }
    }

    [Fact]
    public void Every_attenuation_table_in_the_folder_is_embedded_and_listed()
    {
        string folder = Path.Combine(SharedData.Repository, "src", "Stria.Matter", "Tables");
        IEnumerable<string?> files = Directory.GetFiles(folder, "*.csv").Select(Path.GetFileNameWithoutExtension).Order();
        Assert.Equal(files, Stria.Matter.AttenuationTable.Henke.Elements.Select(e => (string?)e.Symbol).Order());
    }

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
