using System.IO.Compression;

namespace Stria.Files;

/// <summary>Neware's binary files: .nda of versions 29 and 130 (BTS 9.0), .ndax with records of version 5.</summary>
public sealed class NewareReader : ICyclerReader
{
    /// <inheritdoc/>
    public string Name => "Neware (.nda, .ndax)";

    /// <inheritdoc/>
    public bool Recognises(string path) => IsNda(path) || IsNdax(path);

    /// <inheritdoc/>
    public CyclerRecord Read(string path, CyclerReadOptions options) => IsNda(path) ? NdaFile.Read(path, options) : NdaxFile.Read(path, options);

    private static bool IsNda(string path) => LabText.Beginning(path, 6) == "NEWARE";

    private static bool IsNdax(string path)
    {
        if (!LabText.Beginning(path, 4).StartsWith("PK\u0003\u0004", StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            return archive.GetEntry("data.ndc") is not null;
        }
        catch (InvalidDataException)
        {
            // A cut archive has lost its directory; by its name it was one of Neware's, whose own message then tells.
            return Path.GetExtension(path).Equals(".ndax", StringComparison.OrdinalIgnoreCase);
        }
    }
}
