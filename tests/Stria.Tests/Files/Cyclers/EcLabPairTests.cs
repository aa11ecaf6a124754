using System.Globalization;
using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files.Cyclers;

/// <summary>The same measurement as the instrument's binary and as its own text export: every shared column must agree to the digits printed.</summary>
public sealed class EcLabPairTests
{
    public static TheoryData<string, int, int> Pairs => new()
    {
        // file, rows, shared columns
        { "echem/eclab_pairs/cp.issue_61", 312, 20 },
        { "echem/eclab_pairs/gcpl.issue_211", 2767, 18 },
        { "echem/eclab_pairs/gcpl.pr_182.1", 2533, 21 },
        { "echem/eclab_pairs/mb.issue_95", 33, 21 },
        { "eis/eclab_pairs/geis.issue_149", 84, 35 },
        { "eis/eclab_pairs/peis", 32, 25 },
        { "eis/eclab_pairs/vsp_peis_with", 2240, 18 },
    };

    [SharedDataTheory]
    [MemberData(nameof(Pairs))]
    public void Each_binary_file_equals_its_text_export_in_every_shared_column(string pair, int rows, int shared)
    {
        IReadOnlyList<TraceColumn> binary = EcLabReader.Columns(SharedData.Path(pair + ".mpr")), text = EcLabReader.Columns(SharedData.Path(pair + ".mpt"));
        int compared = 0;
        foreach (TraceColumn column in binary)
        {
            TraceColumn twin = text.FirstOrDefault(c => c.Name == column.Name && c.Unit == column.Unit) ?? throw new InvalidOperationException($"{column.Name}/{column.Unit} is not in the export");
            Assert.Equal(rows, column.Values.Length);
            Assert.Equal(rows, twin.Values.Length);
            compared += Compare(column, twin, text);
        }

        Assert.Equal(shared, binary.Count);

        // Only the 18 columns of quality of the galvanostatic spectra are blank in the export, in 8 of 84 rows.
        Assert.Equal((rows * shared) - (pair.Contains("geis", StringComparison.Ordinal) ? 8 * 18 : 0), compared);
    }

    [SharedDataTheory]
    [InlineData("echem/eclab_pairs/gcpl.issue_211")]
    [InlineData("echem/eclab_pairs/gcpl.pr_182.1")]
    public void The_current_that_a_binary_file_does_not_keep_is_the_one_that_its_export_prints(string pair)
    {
        CyclerTrace binary = CyclerReaders.Read(SharedData.Path(pair + ".mpr")).Trace, text = CyclerReaders.Read(SharedData.Path(pair + ".mpt")).Trace;
        Assert.True(text.Currents.Count(current => current != 0) > 1000);
        for (int row = 0; row < text.Count; row++)
        {
            Assert.Equal(text.Currents[row], binary.Currents[row], 1e-9 * Math.Abs(text.Currents[row]));
        }
    }

    [SharedDataTheory]
    [MemberData(nameof(Pairs))]
    public void Binary_and_export_give_one_trace(string pair, int rows, int shared)
    {
        CyclerRecord binary = CyclerReaders.Read(SharedData.Path(pair + ".mpr")), text = CyclerReaders.Read(SharedData.Path(pair + ".mpt"));
        Assert.Equal(rows, binary.Trace.Count);
        Assert.True(shared > 0);
        Assert.All(text.Trace.Times.Zip(binary.Trace.Times), pair => Assert.Equal(pair.First, pair.Second, Printed(pair.First, 16)));
        Assert.Equal(text.Trace.Steps, binary.Trace.Steps);
        Assert.Equal(text.Trace.Cycles, binary.Trace.Cycles);
        if (text.Cell.Start is { } start)
        {
            Assert.Equal(start, binary.Cell.Start);
            Assert.Equal(text.Cell.ActiveMass, binary.Cell.ActiveMass);
            Assert.Equal(text.Cell.ElectrodeArea, binary.Cell.ElectrodeArea);
            Assert.Equal(text.Cell.Technique, binary.Cell.Technique);
        }
    }

    [SharedDataFact]
    public void The_head_tells_mass_potential_window_and_operator()
    {
        CellInformation cell = CyclerReaders.Read(SharedData.Path("echem/eclab_pairs/gcpl.issue_211.mpt")).Cell;
        Assert.Equal(0.79e-6, cell.ActiveMass!.Value, 1e-15);
        Assert.Null(cell.ElectrodeArea);
        Assert.Equal(0.068 * 3.6, cell.NominalCapacity!.Value, 1e-12);
        Assert.Equal(0.9, cell.InitialIonContent);
        Assert.Equal(0.3112, cell.MolarMass!.Value, 1e-12);
        Assert.Equal("P(C3-FcMAm-co-EDMA) 1", cell.ElectrodeMaterial);
        Assert.Equal("2M NaClO4 in water", cell.Electrolyte);
        Assert.Equal(new DateTimeOffset(2025, 5, 28, 14, 23, 16, 145, TimeSpan.Zero), cell.Start);
    }

    /// <summary>Half a unit of the last printed digit, and the rounding of reading it.</summary>
    private static double Printed(double value, int digits) =>
        value == 0 ? 0 : (0.5 * Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - digits + 1)) + Math.BitIncrement(Math.Abs(value)) - Math.Abs(value);

    /// <summary>Compares two columns to the digits that the export prints: eight for single precision, sixteen for double.</summary>
    private static int Compare(TraceColumn binary, TraceColumn text, IReadOnlyList<TraceColumn> export)
    {
        TraceColumn? quality = export.FirstOrDefault(c => c.Name == "THD Ewe");
        int compared = 0;
        for (int row = 0; row < text.Values.Length; row++)
        {
            // Above 100 kHz EC-Lab exports −1 for distortion and noise and 0 for harmonics, though the instrument's file holds numbers.
            bool isBlank = double.IsNaN(text.Values[row]) || (text.Values[row] == 0 && binary.Name.Contains(" h", StringComparison.Ordinal) && quality is not null && double.IsNaN(quality.Values[row]));
            if (isBlank)
            {
                continue;
            }

            bool isSingle = (double)(float)binary.Values[row] == binary.Values[row];
            double tolerance = Printed(text.Values[row], isSingle ? 8 : 16);
            Assert.True(
                Math.Abs(binary.Values[row] - text.Values[row]) <= tolerance,
                string.Create(CultureInfo.InvariantCulture, $"{binary.Name} row {row}: {binary.Values[row]:R} in the binary, {text.Values[row]:R} in the export"));
            compared++;
        }

        return compared;
    }
}
