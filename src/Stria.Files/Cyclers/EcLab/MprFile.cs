using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Stria.Files;

/// <summary>Reads the binary files of EC-Lab. Their layout is not published; it is known from files that exist as .mpr and .mpt.</summary>
internal static class MprFile
{
    private const double OleEpochDays = 2;
    private static readonly int[] StampPlaces = [585, 465, 469, 473];

    internal static EcLabTable Read(string path)
    {
        IReadOnlyList<MprModule> modules = MprModule.ReadAll(path);
        MprModule data = modules.FirstOrDefault(m => m.Name == "VMP data") ?? throw new DataException(
            $"holds no measured data, only {(modules.Count == 0 ? "a head" : string.Join(", ", modules.Select(m => m.Name)))}. Perhaps the technique was stopped before its first point, or the file was cut.", path);
        List<Remark> remarks = [];
        MprRecords records = MprRecords.Read(data, path, remarks);
        CellInformation cell = modules.FirstOrDefault(m => m.Name == "VMP Set") is { } settings ? Cell(settings.Content.Span, remarks) : new CellInformation();
        if (modules.FirstOrDefault(m => m.Name == "VMP LOG") is { } log)
        {
            string name = log.Content.Length > 0x351 ? Path.GetFileNameWithoutExtension(Pascal(log.Content.Span, 0x251).Split('\\')[^1]) : "";
            cell = cell with { Start = Start(log.Content.Span), Name = name };
        }

        if (cell.Start is null)
        {
            remarks.Add(Remark.Note("The file holds no log, so that the hour of its beginning is unknown."));
        }

        return new EcLabTable(path, records.Columns) { Cell = cell, Remarks = remarks, Loops = Loops(modules, records.Count) };
    }

    private static CellInformation Cell(ReadOnlySpan<byte> settings, List<Remark> remarks)
    {
        if (settings.Length < 0x261)
        {
            return new CellInformation();
        }

        double? mass = EcLabTable.Stated(Single(settings, 0x107), "the mass of active material", "mg", remarks);
        double? area = EcLabTable.Stated(Single(settings, 0x211), "the electrode area", "cm²", remarks);
        double capacity = Single(settings, 0x25C);
        return new CellInformation
        {
            // Molar masses are kept in g/mol, capacities in mAh.
            ActiveMass = InSI(mass, "mg"),
            ElectrodeArea = InSI(area, "cm^2"),
            MolarMass = Single(settings, 0x10F) is > 0.01 and var molar ? InSI(molar, "g") : null,
            InitialIonContent = mass is null ? null : Single(settings, 0x117),
            NominalCapacity = capacity > 0 ? InSI(capacity, "mAh") : null,
            ElectrodeMaterial = Pascal(settings, 0x11E),
            Electrolyte = Pascal(settings, 0x1C0),
            Comment = Pascal(settings, 0x07).ReplaceLineEndings("; "),
            Instrument = "BioLogic",
            Technique = Technique(settings[0]),
        };
    }

    private static double? InSI(double? value, string unit) => value is { } number ? new Quantity(number, Unit.Parse(unit)).SI : null;

    private static string Technique(byte number) => number switch
    {
        4 => "Galvanostatic Cycling with Potential Limitation",
        6 => "Cyclic Voltammetry",
        11 => "Open Circuit Voltage",
        24 => "Chronoamperometry / Chronocoulometry",
        25 => "Chronopotentiometry",
        29 => "Potentio Electrochemical Impedance Spectroscopy",
        30 => "Galvano Electrochemical Impedance Spectroscopy",
        127 => "Modulo Bat",
        _ => $"technique {number}",
    };

    /// <summary>The moment at which acquisition began, in days since 30 December 1899; programs of different age keep it in different places.</summary>
    private static DateTimeOffset? Start(ReadOnlySpan<byte> log)
    {
        foreach (int place in StampPlaces)
        {
            if (log.Length >= place + 8)
            {
                double days = BinaryPrimitives.ReadDoubleLittleEndian(log[place..]);
                if (days is > 36526 and < 73050)
                {
                    var start = new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
                    return start.AddMilliseconds(Math.Round((days - OleEpochDays) * 86400e3));
                }
            }
        }

        return null;
    }

    private static int[] Loops(IReadOnlyList<MprModule> modules, int rows)
    {
        if (modules.FirstOrDefault(m => m.Name == "VMP loop") is not { Content.Length: >= 4 } loop)
        {
            return [];
        }

        ReadOnlySpan<byte> bytes = loop.Content.Span;
        int count = Math.Min(BinaryPrimitives.ReadInt32LittleEndian(bytes), (bytes.Length / 4) - 1);
        List<int> starts = [];
        for (int i = 0; i < count; i++)
        {
            int start = BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * (i + 1))..]);
            if (start >= 0 && start < rows && (starts.Count == 0 || start > starts[^1]))
            {
                starts.Add(start);
            }
        }

        return [.. starts];
    }

    /// <summary>A number of single precision as people typed it: 0.79 and not 0.790000021.</summary>
    private static double Single(ReadOnlySpan<byte> bytes, int at) =>
        double.Parse(BinaryPrimitives.ReadSingleLittleEndian(bytes[at..]).ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Pascal(ReadOnlySpan<byte> bytes, int at)
    {
        int length = Math.Min(bytes[at], bytes.Length - at - 1);
        return Encoding.Latin1.GetString(bytes.Slice(at + 1, length)).Trim('\0', ' ');
    }
}
