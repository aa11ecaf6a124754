using System.Buffers.Binary;
using System.Text;

namespace Stria.Files;

/// <summary>One module of an .mpr file: settings, data, log, loops or external devices.</summary>
/// <param name="Name">Its short name: "VMP Set", "VMP data", "VMP LOG", "VMP loop", "VMP ExtDev".</param>
/// <param name="Version">Version of its layout.</param>
/// <param name="Content">Its bytes; fewer than announced when the file was cut.</param>
/// <param name="IsComplete">False when the file ends before the module does.</param>
internal sealed record MprModule(string Name, int Version, ReadOnlyMemory<byte> Content, bool IsComplete)
{
    private const int ShortName = 10;
    private const int Names = 35;
    private const int OldHead = Names + 16;
    private const int NewHead = Names + 24;
    private const uint Unlimited = 0xFFFFFFFF;
    private static readonly int Magic = 52;

    /// <summary>Whether bytes begin as an .mpr file does.</summary>
    internal static bool IsMpr(ReadOnlySpan<byte> bytes) => bytes.StartsWith("BIO-LOGIC MODULAR FILE"u8);

    /// <summary>Takes the file apart.</summary>
    /// <exception cref="DataException">It is no .mpr file or its first module is damaged.</exception>
    internal static IReadOnlyList<MprModule> ReadAll(string path)
    {
        byte[] bytes = PlainText.Bytes(path);
        if (!IsMpr(bytes))
        {
            throw new DataException("is no .mpr file: it does not begin with 'BIO-LOGIC MODULAR FILE'. Perhaps it was renamed.", path);
        }

        List<MprModule> modules = [];
        int at = Magic;
        while (at + 6 + OldHead <= bytes.Length)
        {
            if (!bytes.AsSpan(at).StartsWith("MODULE"u8))
            {
                throw new DataException($"byte {at}: a module should begin there. Perhaps the file was damaged while copying.", path);
            }

            at += 6;
            ReadOnlySpan<byte> head = bytes.AsSpan(at);
            bool isNew = BinaryPrimitives.ReadUInt32LittleEndian(head[Names..]) == Unlimited;
            if (isNew && head.Length < NewHead)
            {
                break;
            }

            // Since EC-Lab 11.50 the length is preceded by its limit and followed by an old and a new version.
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(head[(isNew ? Names + 4 : Names)..]);
            int version = BinaryPrimitives.ReadInt32LittleEndian(head[(isNew ? Names + 12 : Names + 4)..]);
            at += isNew ? NewHead : OldHead;
            int available = (int)Math.Min(length, (uint)(bytes.Length - at));
            modules.Add(new MprModule(Encoding.Latin1.GetString(head[..ShortName]).Trim(), version, bytes.AsMemory(at, available), available == length));
            at += available;
        }

        return modules;
    }
}
