using System.Text.RegularExpressions;

namespace Stria.Tests.House;

/// <summary>What the pages for people say is so.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void Every_command_in_the_README_is_a_verb_of_the_program()
    {
        string[] asked = [.. CommandLine().Matches(Page("README.md")).Select(m => m.Groups[1].Value).Distinct()];
        Assert.Contains("demo", asked);
        Offenders.None(asked.Except(Stria.Cli.VerbCatalogue.All().Select(v => v.Command.Name)));
    }

    [Fact]
    public void The_README_begins_with_the_two_commands()
    {
        string start = string.Join('\n', Page("README.md").Split('\n').Take(25));
        Assert.Contains("./stria demo", start, StringComparison.Ordinal);
        Assert.Contains("./test", start, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_between_the_pages_lead_to_files_that_are_there()
    {
        IEnumerable<string> pages = Directory.GetFiles(SharedData.Repository, "*.md").Concat(Directory.GetFiles(Path.Combine(SharedData.Repository, "docs"), "*.md", SearchOption.AllDirectories));
        var broken = new List<string>();
        foreach (string page in pages)
        {
            foreach (Match link in Link().Matches(File.ReadAllText(page)))
            {
                string target = link.Groups[1].Value.Split('#')[0];
                if (target.Length > 0 && !target.Contains(':', StringComparison.Ordinal) && !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target)))
                {
                    broken.Add($"{Path.GetRelativePath(SharedData.Repository, page)} → {target}");
                }
            }
        }

        Offenders.None(broken);
    }

    [Fact]
    public void The_changelog_has_a_section_for_what_is_not_released() => Assert.Contains("## [Unreleased]", Page("CHANGELOG.md"), StringComparison.Ordinal);

    private static string Page(string name) => File.ReadAllText(Path.Combine(SharedData.Repository, name));

    [GeneratedRegex(@"^\./stria ([a-z]+)", RegexOptions.Multiline)]
    private static partial Regex CommandLine();

    [GeneratedRegex(@"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
