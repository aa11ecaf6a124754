using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Stria.Tests.Files.Diffraction;

/// <summary>Small files of Bruker's formats, packed from the published tables of offsets and not from the readers.</summary>
internal static class MadeBruker
{
    internal static readonly float[] First = [10, 100, 400, 90, 16], Second = [25, 36, 49];

    /// <summary>Version 1 with two ranges; the second begins with its tag or, as in the oldest files, without.</summary>
    internal static byte[] Raw1(bool repeatsTag = true)
    {
        static byte[] Head(uint steps, float start, uint following, string sample) =>
            new ByteLayout(156).Text(0, "RAW ").U32(4, steps).F32(8, 2.5f).F32(12, 0.02f).F32(24, start).F32(28, -1e6f).Text(40, sample).F32(72, 1.54056f).F32(76, 1.54439f).U32(152, following).Bytes;

        byte[] second = Head(3, 20, 0, "silicon");
        return ByteLayout.Joined(Head(5, 10, 1, "silicon"), ByteLayout.Singles(First), repeatsTag ? second : second[4..], ByteLayout.Singles(Second));
    }

    /// <summary>Version 2 with two ranges, whose heads have 48 and 60 bytes.</summary>
    internal static byte[] Raw2()
    {
        static byte[] Head(int length, int steps, float start, float time, int kelvin) => new ByteLayout(length).U16(0, length).U16(2, steps).F32(8, time).F32(12, 0.05f).F32(16, start).U16(46, kelvin).Bytes;
        byte[] file = new ByteLayout(256).Text(0, "RAW2").U16(4, 2).Text(168, "06-MAR-1998 14:05:09").Text(188, "Co").F32(190, 1.78897f).F32(194, 1.79285f).F32(198, 0.5f).F32(210, 60).Bytes;
        return ByteLayout.Joined(file, Head(48, 5, 30, 1, 298), ByteLayout.Singles(First), Head(60, 3, 60, 4, 0), ByteLayout.Singles(Second));
    }

    /// <summary>Version 3: a locked coupled scan behind 40 bytes of further records, a rocking curve, and a scan whose measured 2θ stands in every record.</summary>
    internal static byte[] Raw3(uint status = 1, double used = 1.540598)
    {
        byte[] file = new ByteLayout(712).Text(0, "RAW1.01").U32(8, status).U32(12, 3).Text(16, "11/26/24").Text(26, "13:14:15").Text(36, "maria").Text(326, "LiV2O5").Text(386, "slow").F32(564, 217.5f)
            .Text(608, "Cu").F64(616, 1.5418).F64(624, 1.540598).F64(632, 1.544426).F64(640, 1.39225).F64(648, 0.5).Bytes;
        byte[] Head(uint steps, double start, uint type, uint varying, uint record, uint further) => new ByteLayout(304).U32(0, 304).U32(4, steps).F64(8, start / 2).F64(16, start).F64(176, 0.02).F32(192, 3)
            .U32(196, type).F32(212, 300).U32(224, 40).U32(228, 30).F64(240, used).U32(248, varying).U32(252, record).U32(256, further).Bytes;
        byte[] listed = [.. new[] { (50.0, 7f), (50.5, 8f), (51.5, 9f) }.SelectMany(p => BitConverter.GetBytes(p.Item2).Concat(BitConverter.GetBytes(p.Item1)))];
        return ByteLayout.Joined(
            file, Head(5, 10, 0, 0, 4, 40), new ByteLayout(40).U32(0, 110).U32(4, 40).Bytes, ByteLayout.Singles(First),
            Head(3, 20, 3, 0, 4, 0), ByteLayout.Singles(Second), Head(3, 50, 2, 1, 12, 0), listed);
    }

    /// <summary>Version 4: texts, the tube, and two ranges, the first with records of the size given, the second a rocking curve or a detector scan.</summary>
    internal static byte[] Raw4(int recordBytes = 4, string secondScan = "Rocking Curve", int padding = 0)
    {
        static byte[] Text(string name, string value) => new ByteLayout(36 + value.Length).U32(0, 10).U32(4, (uint)(36 + value.Length)).Text(12, name).Text(36, value).Bytes;
        static byte[] Drive(string name, uint flag, double at) => new ByteLayout(92).U32(0, 50).U32(4, 92).U32(8, flag).Text(12, name).F64(56, at).Bytes;
        byte[] Range(uint kind, string scan, double start, double step, float[] counts)
        {
            byte[] drives = scan == "Rocking Curve" ? ByteLayout.Joined(Drive("2Theta", 0, 45), Drive("Theta", 2, start)) : ByteLayout.Joined(Drive("2Theta", 2, start), Drive("Theta", 1, start / 2));
            byte[] head = new ByteLayout(160).U32(0, kind).Text(32, scan).F64(72, start).F64(80, step).U32(88, (uint)counts.Length).F32(92, 77.9f).F32(100, 40).F32(104, 25).F64(112, 1.5406)
                .U32(136, (uint)recordBytes).U32(140, (uint)drives.Length).Bytes;
            return ByteLayout.Joined(head, drives, [.. counts.SelectMany(c => BitConverter.GetBytes(c).Concat(Enumerable.Repeat((byte)1, recordBytes - 4)))]);
        }

        byte[] file = new ByteLayout(61).Text(0, "RAW4.00").Text(12, "07/11/2018").Text(24, "15:55:31").Bytes;
        byte[] tube = new ByteLayout(136).U32(0, 30).U32(4, 136).F64(72, 1.54184).F64(80, 1.5406).F64(88, 1.54439).F64(96, 1.39222).F64(104, 0.5).Text(116, "Cu").Bytes;
        return ByteLayout.Joined(file, Text("SAMPLEID", "TiO2"), Text("USER", "maria"), tube, new ByteLayout(24).U32(0, 110).U32(4, 24).Bytes,
            Range(0, "Locked Coupled", 10, 0.036477, First), Range(160, secondScan, 20, 0.01, Second), new byte[padding]);
    }

    /// <summary>A .brml with one part per text, in an order of the archive that is not that of its list.</summary>
    internal static byte[] Brml(params string[] rawData)
    {
        string list = string.Concat(rawData.Select((_, i) => $"<string>Experiment0/RawData{i}.xml</string>"));
        string container = $"<?xml version=\"1.0\"?><DataContainer><RawDataReferenceList>{list}</RawDataReferenceList><MeasurementInfo UserName=\"maria\" SampleName=\"TiOF\" Comment=\"\" /></DataContainer>";
        return Zip([.. rawData.Select((x, i) => ($"Experiment0/RawData{i}.xml", x)).Reverse(), ("Experiment0/DataContainer.xml", container), ("experimentCollection.xml", "<x/>")]);
    }

    /// <summary>A scan of a .brml: time, absorber, the axes given, a temperature and, last, counts.</summary>
    internal static string RawData(IEnumerable<double[]> rows, string axes = "TwoTheta,Theta", string flag = "Measured", int width = 1, string scale = "")
    {
        string[] names = axes.Split(',');
        string fields = string.Concat(names.Select(n => $"<FieldDefinitions FieldName=\"{n}\" AxisId=\"{n}\"/>"));
        string data = string.Concat(rows.Select(r => $"<Datum>{string.Join(',', r.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))}</Datum>"));
        int temperature = 2 + names.Length;
        return $"""
            <?xml version="1.0"?><RawData xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><MeasurementStatus>Measured</MeasurementStatus>
            <TimeStampStarted>2025-02-26T10:47:52.87+01:00</TimeStampStarted><TimeStampFinished>2025-02-26T11:47:52+01:00</TimeStampFinished>
            <DataRoutes><DataRoute RouteFlag="{flag}"><ScanInformation VisibleName="Coupled TwoTheta/Theta"><TimePerStep>0.5</TimePerStep><TimePerStepEffective>96</TimePerStepEffective><ScaleAxes>{scale}</ScaleAxes></ScanInformation>
            {data}<DataViews><RawDataView xsi:type="FixedRawDataView" Start="0" Length="1" LogicName="MeasuredTime"/><RawDataView xsi:type="FixedRawDataView" Start="1" Length="1" LogicName="AbsorptionFactor"/>
            <RawDataView xsi:type="VaryingRawDataView" Start="2" Length="{names.Length}"><Varying>{fields}</Varying></RawDataView>
            <RawDataView xsi:type="RecordedRawDataView" Start="{temperature}" Length="1"><Recording LogicName="modeActualTemp"><Unit Base="DegreeCelsius"/></Recording></RawDataView>
            <RawDataView xsi:type="RecordedRawDataView" Start="{temperature + 1}" Length="{width}"><Recording LogicName="ScanCounter" Category="Count"><Unit Base="Counts"/></Recording></RawDataView></DataViews></DataRoute></DataRoutes>
            <FixedInformation><Instrument><Tube><WaveLengthAlpha1 Value="1.5406"/><WaveLengthAlpha2 Value="1.54439"/><WaveLengthBeta Value="1.39222"/><WaveLengthRatio Value="0.5"/><TubeMaterial>Cu</TubeMaterial>
            <Generator><Voltage Value="30"/><Current Value="10"/></Generator></Tube></Instrument></FixedInformation></RawData>
            """;
    }

    internal static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string text) in parts)
            {
                using Stream entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }
}
