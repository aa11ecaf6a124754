using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Stria.Tests.House;

/// <summary>What is public is explained.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] Rooms =
        ["Stria.Core", "Stria.Numerics", "Stria.Matter", "Stria.Measurement", "Stria.Physics", "Stria.Files", "Stria.Figures", "Stria.Studies", "Stria.Cli"];

    public static TheoryData<string> AllRooms => [.. Rooms];

    [Theory]
    [MemberData(nameof(AllRooms))]
    public void Every_public_type_has_a_summary(string room)
    {
        HashSet<string> documented = Documented(room);
        string[] types = [.. HouseRulesTests.Room(room).GetExportedTypes().Where(t => !t.FullName!.Contains('<', StringComparison.Ordinal)).Select(t => "T:" + t.FullName!.Replace('+', '.'))];
        Offenders.None(types.Except(documented));
    }

    [Fact]
    public void Every_public_line_of_Core_has_a_comment_above_it()
    {
        string[] bare = [.. SourceFile.Below("src/Stria.Core").SelectMany(BareLines)];
        Offenders.None(bare);
    }

    [Fact]
    public void Every_member_of_a_public_interface_has_a_comment_above_it()
    {
        string[] bare = [.. Rooms.SelectMany(room => SourceFile.Below($"src/{room}")).Where(IsPublicInterface).SelectMany(InterfaceMembers)];
        Offenders.None(bare);
    }

    private static HashSet<string> Documented(string room)
    {
        string name = room == "Stria.Cli" ? "stria" : room;
        XDocument documentation = XDocument.Load(Path.Combine(AppContext.BaseDirectory, name + ".xml"));
        return [.. documentation.Descendants("member")
            .Where(m => m.Element("summary") is { } summary && (summary.Value.Trim().Length > 0 || summary.HasElements) || m.Element("inheritdoc") is not null)
            .Select(m => m.Attribute("name")!.Value)];
    }

    private static IEnumerable<string> BareLines(SourceFile file) =>
        Bare(file, line => line.StartsWith("public ", StringComparison.Ordinal) && !line.Contains(" override ", StringComparison.Ordinal));

    private static IEnumerable<string> InterfaceMembers(SourceFile file) =>
        Bare(file, line => line.EndsWith(';') && !line.StartsWith("yield ", StringComparison.Ordinal) && !line.StartsWith("using ", StringComparison.Ordinal) && !line.StartsWith("namespace ", StringComparison.Ordinal));

    private static bool IsPublicInterface(SourceFile file) => Path.GetFileName(file.Path).StartsWith('I') && PublicInterface().IsMatch(file.Text);

    private static IEnumerable<string> Bare(SourceFile file, Func<string, bool> asks)
    {
        string[] lines = [.. file.Text.Split('\n').Select(l => l.Trim())];
        for (int i = 0; i < lines.Length; i++)
        {
            int above = i - 1;
            while (above >= 0 && lines[above].StartsWith('[') && lines[above].EndsWith(']'))
            {
                above--;
            }

            if (asks(lines[i]) && !(above >= 0 && lines[above].StartsWith("///", StringComparison.Ordinal)))
            {
                yield return $"{file.Path}:{i + 1}: {lines[i]}";
            }
        }
    }

    [GeneratedRegex(@"^public (partial )?interface ", RegexOptions.Multiline)]
    private static partial Regex PublicInterface();
}
