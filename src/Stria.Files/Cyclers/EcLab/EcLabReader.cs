namespace Stria.Files;

/// <summary>EC-Lab and BT-Lab of BioLogic: binary .mpr and text .mpt; a file of settings (.mps) is recognised and refused with its reason.</summary>
public sealed class EcLabReader : ICyclerReader
{
    /// <inheritdoc/>
    public string Name => "EC-Lab (.mpr, .mpt)";

    /// <inheritdoc/>
    public bool Recognises(string path) => IsEcLab(path);

    /// <inheritdoc/>
    public CyclerRecord Read(string path, CyclerReadOptions options) => EcLabTrace.Of(Table(path), IsBinary(path) ? "EC-Lab binary" : "EC-Lab text", options);

    /// <summary>All columns of a file, as its text export names them.</summary>
    /// <param name="path">An .mpr or .mpt file.</param>
    /// <exception cref="DataException">The file cannot be read.</exception>
    public static IReadOnlyList<TraceColumn> Columns(string path) => Table(path).Columns;

    internal static bool IsEcLab(string path)
    {
        string beginning = LabText.Beginning(path, 64);
        return MptFile.IsMpt(beginning) || beginning.StartsWith("BIO-LOGIC MODULAR FILE", StringComparison.Ordinal) || IsSettings(beginning);
    }

    internal static EcLabTable Table(string path)
    {
        PlainText.Require(path);
        if (IsSettings(LabText.Beginning(path, 64)))
        {
            throw new DataException("is a settings file of EC-Lab (.mps): it tells what was to be measured and holds no data. Perhaps the .mpr of the same name lies beside it.", path);
        }

        return IsBinary(path) ? MprFile.Read(path) : MptFile.Read(path);
    }

    internal static bool IsBinary(string path) => LabText.Beginning(path, 64).StartsWith("BIO-LOGIC", StringComparison.Ordinal);

    private static bool IsSettings(string beginning) =>
        beginning.StartsWith("EC-LAB SETTING FILE", StringComparison.OrdinalIgnoreCase) || beginning.StartsWith("BT-LAB SETTING FILE", StringComparison.OrdinalIgnoreCase);
}
