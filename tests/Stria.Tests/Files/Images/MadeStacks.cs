using System.Buffers.Binary;

namespace Stria.Tests.Files;

/// <summary>The sample formula as binary stacks of aXis2000 and Stony Brook.</summary>
internal static class MadeStacks
{
    internal static byte[] StonyBrookBytes()
    {
        var bytes = new MemoryStream();
        void Whole(int value) => bytes.Write(BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(value)));
        void Single(double value) => Whole(BitConverter.SingleToInt32Bits((float)value));
        Array.ForEach([7, 5, 4], Whole);
        Enumerable.Range(0, 7).ToList().ForEach(x => Single(10 + (0.05 * x)));
        Enumerable.Range(0, 5).ToList().ForEach(y => Single(-3 + (0.05 * y)));
        Array.ForEach(SampleFormula.Energies_eV, Single);
        Enumerable.Repeat(1.0, 4).ToList().ForEach(Single);
        Array.ForEach(SampleFormula.Stack().Counts, value => Single(value));
        return bytes.ToArray();
    }

    internal static (string Header, byte[] Data) AxisParts(double scale, (double First, double Last) x, (double First, double Last) y)
    {
        string head = FormattableString.Invariant($"\t7\t5\t{scale:f6}\n\t{x.First:f6}\t{x.Last:f6}\n\t{y.First:f6}\t{y.Last:f6}\n\t4\n");
        string energies = string.Concat(SampleFormula.Energies_eV.Select(e => FormattableString.Invariant($"\t{e:f6}\n")));
        string frames = string.Concat(SampleFormula.Energies_eV.Select((e, i) => FormattableString.Invariant($"a frame {i}\t{e:f6}\t2.0\n")));
        byte[] data = [.. SampleFormula.Stack().Counts.SelectMany(v => scale < 0 ? BitConverter.GetBytes(v) : BitConverter.GetBytes((short)(v * scale)))];
        return (head + energies + frames, data);
    }
}
