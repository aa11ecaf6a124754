using System.Text.Json;

namespace Stria.Tests.Measurement;

/// <summary>Reference numbers of the electrode scale, beside the repository.</summary>
public static class ElectrodeReferences
{
    private static readonly string Folder = Path.Combine(SharedData.Repository, "..", "shared", "references", "electrode");

    /// <summary>A table of numbers, comment lines and heads left out.</summary>
    public static double[][] Table(string name) => Numbers(Path.Combine(Folder, name));

    /// <summary>A file of numbers separated by commas or blanks, lines without a number at their head left out.</summary>
    public static double[][] Numbers(string path) =>
        [.. File.ReadLines(path).Select(l => l.Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries)).Where(w => w.Length > 1 && double.TryParse(w[0], out _)).Select(w => w.Select(double.Parse).ToArray())];

    /// <summary>A document.</summary>
    public static JsonElement Document(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name))).RootElement;
}
