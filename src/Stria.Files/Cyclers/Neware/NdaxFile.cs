using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Stria.Files;

/// <summary>Reads .ndax files: a zip archive with settings as XML and records in pages of 4096 bytes (data.ndc, version 5).</summary>
internal static class NdaxFile
{
    private const int Known = 5;
    private const int Page = 4096;
    private const int PageHead = 125;
    private const int PageTail = 56;
    private const int Length = 87;
    private const byte Measured = 0x55;

    internal static CyclerRecord Read(string path, CyclerReadOptions options)
    {
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            byte[] data = Bytes(archive.GetEntry("data.ndc") ?? throw new DataException("holds no data.ndc. Perhaps it is an archive of another kind.", path));
            if (data.Length < 3 || data[2] != Known || archive.GetEntry("data_runInfo.ndc") is not null)
            {
                throw new DataException(
                    $"holds records of version {(data.Length < 3 ? 0 : data[2])}{(archive.GetEntry("data_runInfo.ndc") is null ? "" : " spread over several parts")}; version {Known} in one part is read. Perhaps export the record layer from BTSDA as text or workbook, which is read.",
                    path);
            }

            List<Remark> remarks = [];
            return NewareTrace.Of(path, "Neware .ndax", Records(data, path, remarks), Cell(archive), remarks, options);
        }
        catch (InvalidDataException e)
        {
            throw new DataException($"is a damaged archive: {e.Message} Perhaps copying was interrupted.", path, e);
        }
    }

    private static List<NewareRecord> Records(byte[] data, string path, List<Remark> remarks)
    {
        List<NewareRecord> records = [];
        for (int page = Page; page < data.Length; page += Page)
        {
            int end = Math.Min(page + Page - PageTail, data.Length);
            for (int at = page + PageHead; at + Length <= end; at += Length)
            {
                ReadOnlySpan<byte> record = data.AsSpan(at, Length);
                if (record[7] == Measured && record[17] is not (0 or 255))
                {
                    records.Add(NewareRecord.Read(record[8..], isWide: false));
                }
            }
        }

        if (data.Length % Page != 0)
        {
            remarks.Add(Remark.Warning($"{Path.GetFileName(path)} ends within a page of records; what is whole was read."));
        }

        return records;
    }

    private static CellInformation Cell(ZipArchive archive)
    {
        XElement? test = Xml(archive, "TestInfo.xml")?.Descendants("TestInfo").FirstOrDefault();
        string? mass = Xml(archive, "Step.xml")?.Descendants("SCQ").FirstOrDefault()?.Attribute("Value")?.Value;
        string start = test?.Attribute("StartTime")?.Value ?? "";
        return new CellInformation
        {
            Name = (test?.Attribute("Barcode")?.Value is { Length: > 0 } barcode ? barcode : test?.Attribute("SN")?.Value) ?? "",
            Instrument = $"Neware unit {test?.Attribute("UnitID")?.Value}, channel {test?.Attribute("ChlID")?.Value}",
            Technique = test?.Attribute("StepName")?.Value ?? "",
            ActiveMass = double.TryParse(mass, System.Globalization.CultureInfo.InvariantCulture, out double micrograms) && micrograms is > 0 and not 1000 ? micrograms * 1e-9 : null,
            Start = ClockText.TryMoment(start, false, out DateTimeOffset moment) ? moment : null,
        };
    }

    private static XDocument? Xml(ZipArchive archive, string name)
    {
        if (archive.GetEntry(name) is not { } entry)
        {
            return null;
        }

        try
        {
            // Declared as GB2312, of which code page 936 is the superset in use.
            return XDocument.Parse(CodePagesEncodingProvider.Instance.GetEncoding(936)!.GetString(Bytes(entry)));
        }
        catch (XmlException)
        {
            // The settings only tell names; without them the records are as good.
            return null;
        }
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
