using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files.Cyclers;

/// <summary>Neware .nda of version 130: made files, as no real one is at hand.</summary>
public sealed class NdaBts9Tests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static byte[] Made(int records, byte mark = 0x55)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        byte[] head = new byte[1024];
        "NEWARE"u8.CopyTo(head);
        head[14] = 130;
        writer.Write(head);
        for (int i = 0; i < records; i++)
        {
            // Ten seconds a line: the first half discharges, the second charges, with sizes of currents.
            bool charging = i >= records / 2;
            int k = charging ? i - (records / 2) : i;
            byte[] record = new byte[88];
            record[4] = mark;
            record[9] = (byte)(charging ? 2 : 1);
            record[10] = (byte)(charging ? 1 : 2);
            BitConverter.GetBytes(i + 1u).CopyTo(record, 16);
            BitConverter.GetBytes((ulong)k * 10_000_000ul).CopyTo(record, 28);
            BitConverter.GetBytes(3.5f + (0.01f * i)).CopyTo(record, 36);
            BitConverter.GetBytes(2f).CopyTo(record, 40);
            BitConverter.GetBytes(charging ? 20f * k : 0f).CopyTo(record, 52);
            BitConverter.GetBytes(charging ? 0f : 20f * k).CopyTo(record, 60);
            BitConverter.GetBytes(1_700_000_000_000_000ul + (10_000_000ul * (ulong)(charging ? k + (records / 2) - 1 : k))).CopyTo(record, 68);
            writer.Write(record);
        }

        return memory.ToArray();
    }

    private string Write(byte[] bytes)
    {
        File.WriteAllBytes(folder.Path("made.nda"), bytes);
        return folder.Path("made.nda");
    }

    [Fact]
    public void Currents_charges_and_times_are_those_that_were_written_with_the_sign_that_the_counters_tell()
    {
        CyclerRecord record = CyclerReaders.Read(Write(Made(12)));
        CyclerTrace trace = record.Trace;
        Assert.Equal(12, trace.Count);
        Assert.Equal(-2e-3, trace.Currents[3], 1e-9);
        Assert.Equal(2e-3, trace.Currents[9], 1e-9);
        Assert.Equal(30, trace.Times[3], 1e-6);
        Assert.Equal(3.53, trace.Potentials[3], 1e-6);
        Assert.Equal(-2e-3 * 50, trace.Charges![5], 1e-6);
        Assert.Equal(0, trace.Charges[11], 1e-6);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(1_700_000_000), trace.Start);
        Assert.Contains(record.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.Contains("not compared with a real file", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cut_file_gives_what_is_whole_with_a_warning()
    {
        CyclerRecord record = CyclerReaders.Read(Write(Made(12)[..^30]));
        Assert.Equal(11, record.Trace.Count);
        Assert.Contains(record.Remarks, r => r.Kind == RemarkKind.Warning && r.Text.Contains("ends within a record", StringComparison.Ordinal));
    }

    [Fact]
    public void Records_of_another_layout_and_files_without_records_are_refused()
    {
        Assert.Contains("BTS 9.1", Assert.Throws<DataException>(() => CyclerReaders.Read(Write(Made(12, mark: 0x11)))).Message, StringComparison.Ordinal);
        Assert.Contains("no record", Assert.Throws<DataException>(() => CyclerReaders.Read(Write(Made(0)))).Message, StringComparison.Ordinal);
        byte[] older = Made(12);
        older[14] = 8;
        Assert.Contains("version 8", Assert.Throws<DataException>(() => CyclerReaders.Read(Write(older))).Message, StringComparison.Ordinal);
    }
}
