using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

public sealed class Hdf5Tests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_program_started_while_a_file_is_written_does_not_keep_it_locked()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using System.Diagnostics.Process? heir = Written(folder.Path("a.h5"));
        using var file = Hdf5File.OpenRead(folder.Path("a.h5"));
        Assert.Equal([1, 2], file.Dataset("/x").ReadFloats());
        Assert.False(heir!.HasExited, "the program had ended before the file was opened");
        heir.Kill();

        // The program inherits the open file, as every program does that is started meanwhile.
        static System.Diagnostics.Process? Written(string path)
        {
            using var writer = new Hdf5Writer(path);
            writer.Write("/x", [1f, 2f], [2]);
            var program = System.Diagnostics.Process.Start("sleep", ["60"]);
            writer.Complete();
            return program;
        }
    }

    [Fact]
    public void Every_native_call_of_the_room_passes_its_result_through_a_check()
    {
        MethodInfo[] native = [.. typeof(Hdf5File).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<LibraryImportAttribute>() is { } import && import.LibraryName != "libc")];
        Assert.True(native.Length > 40, $"{native.Length} native methods were found.");
        Assert.All(native, method => Assert.Equal("Hdf5Native", method.DeclaringType!.Name));

        // The error stack is read by H5Ewalk2 itself, whose result is checked where it is called.
        string[] allowed = ["CheckedStatus", "CheckedId", "CheckedNotZero"];
        string[] unchecked_ = [.. native.Where(m => !allowed.Contains(m.ReturnParameter.GetCustomAttribute<MarshalUsingAttribute>()?.NativeType?.Name)).Select(m => m.Name)];
        Assert.Equal(["H5Ewalk2"], unchecked_);
    }

    [Fact]
    public void No_method_imports_a_library_by_the_old_attribute()
    {
        // What the generator of LibraryImport makes is its own: local functions named __PInvoke, or the method itself where nothing needs marshalling.
        IEnumerable<MethodInfo> old = typeof(Hdf5File).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.Attributes.HasFlag(MethodAttributes.PinvokeImpl) && !method.Name.Contains("__PInvoke", StringComparison.Ordinal)
                && method.GetCustomAttribute<LibraryImportAttribute>() is null);
        Assert.Empty(old);
    }

    [Fact]
    public void Numbers_texts_and_attributes_read_back()
    {
        using (var writer = new Hdf5Writer(folder.Path("a.h5")))
        {
            writer.Group("/g", "NXcollection");
            writer.Write("/g/single", [1.5f, -2f, float.NaN, 4f, 5f, 6f], [2, 3], Hdf5Storage.Compressed(1, 3));
            writer.Write("/g/double", [Math.PI, double.MaxValue], [2]);
            writer.Write("/deep/er/one", 42.0);
            writer.Write("/g/text", "µ-sized");
            writer.Write("/g/texts", ["", "two", "α"]);
            writer.Attribute("/g", "number", 0.1);
            writer.Attribute("/g", "numbers", [1, 2, 3]);
            writer.Attribute("/g/single", "units", "µm");
            writer.Complete();
        }

        using var file = Hdf5File.OpenRead(folder.Path("a.h5"));
        Hdf5Group g = file.Root.Group("g")!;
        Assert.Equal(["double", "single", "text", "texts"], g.Names);
        Assert.Equal("NXcollection", g.NexusClass);
        Assert.Equal([1.5f, -2f, float.NaN, 4f, 5f, 6f], g.Dataset("single")!.ReadFloats());
        Assert.Equal([2L, 3], g.Dataset("single")!.Shape);
        Assert.Equal([5f, 6f], g.Dataset("single")!.ReadFloats([1, 1], [1, 2]));
        Assert.Equal([Math.PI, double.MaxValue], g.Dataset("double")!.ReadDoubles());
        Assert.Equal([42.0], file.Dataset("deep/er/one").ReadDoubles());
        Assert.Empty(file.Dataset("deep/er/one").Shape);
        Assert.Equal("µ-sized", g.Text("text"));
        Assert.Equal(["", "two", "α"], g.Dataset("texts")!.ReadTexts());
        Assert.Equal([0.1], g.AttributeNumbers("number")!);
        Assert.Equal([1.0, 2, 3], g.AttributeNumbers("numbers")!);
        Assert.Equal("µm", g.Dataset("single")!.AttributeText("units"));
        Assert.Equal(["NX_class", "number", "numbers"], g.AttributeNames);
        Assert.Null(g.AttributeText("number"));
        Assert.Null(g.AttributeText("absent"));
        Assert.Null(g.Find("absent/deeper"));
        Assert.Null(g.Find("single/deeper"));
    }

    [Fact]
    public void A_series_grows_row_by_row()
    {
        using (var writer = new Hdf5Writer(folder.Path("a.h5")))
        {
            using (Hdf5Series series = writer.Series("/frames", [2, 2]))
            {
                series.Append([1, 2, 3, 4]);
                series.Append([5, 6, 7, 8]);
                Assert.Throws<ArgumentException>(() => series.Append([1]));
                Assert.Equal(2, series.RowCount);
            }

            writer.Complete();
        }

        using var file = Hdf5File.OpenRead(folder.Path("a.h5"));
        Assert.Equal([2L, 2, 2], file.Dataset("frames").Shape);
        Assert.Equal([1f, 2, 3, 4, 5, 6, 7, 8], file.Dataset("frames").ReadFloats());
    }

    [H5pyFact]
    public void Complex_numbers_Latin_1_and_links_that_lead_nowhere_written_by_h5py_are_survived()
    {
        ForeignTools.RunPython(
            """
            import h5py, sys, numpy as np
            f = h5py.File(sys.argv[1], 'w')
            f['c'] = np.array([3+4j, -5j, 0], dtype='complex128')
            f['i'] = np.array([[1, 2], [3, 4]], dtype='>i2')
            f['dangling'] = h5py.SoftLink('/nowhere')
            f['ring'] = h5py.SoftLink('/')
            f['b'] = np.array([b'\xb5m', b'x'], dtype='S2')
            f['empty'] = h5py.Empty('f')
            f.attrs['vlen'] = ['one', 'two']
            f.attrs['one'] = np.array([b'eV'])
            """,
            folder.Path("a.h5"));
        using var file = Hdf5File.OpenRead(folder.Path("a.h5"));
        Assert.Equal([5.0, 5, 0], file.Dataset("c").ReadDoubles());
        Assert.Equal([5f], file.Dataset("c").ReadFloats([1], [1]));
        Assert.Equal([1.0, 2, 3, 4], file.Dataset("i").ReadDoubles());
        Assert.Null(file.Find("dangling"));
        Assert.Contains("dangling", file.Root.Names);
        Assert.Equal(["µm", "x"], file.Dataset("b").ReadTexts());
        Assert.Equal(0, file.Dataset("empty").Count);
        Assert.Equal(["one", "two"], file.Root.AttributeTexts("vlen")!);
        Assert.Equal("eV", file.Root.AttributeText("one"));
        Assert.Throws<DataException>(() => file.Dataset("b").ReadDoubles());
        Assert.Throws<DataException>(() => file.Dataset("c").ReadTexts());
        Assert.Throws<DataException>(() => file.Dataset("c").ReadFloats([2], [2]));
        Assert.Contains("/i (2 × 2)", Assert.Throws<DataException>(() => file.Dataset("nothing")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.95)]
    public void A_cut_file_is_refused_with_the_librarys_reason(double part)
    {
        NxstxmWriter.Write(folder.Path("a.hdf5"), SampleFormula.Stack());
        byte[] bytes = File.ReadAllBytes(folder.Path("a.hdf5"));
        File.WriteAllBytes(folder.Path("cut.hdf5"), bytes[..(int)(bytes.Length * part)]);
        var e = Assert.Throws<DataException>(() => StackReaders.Read(folder.Path("cut.hdf5")));
        Assert.Contains("truncated file", e.Message, StringComparison.Ordinal);
        Assert.Contains("cut.hdf5", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_inside_a_file_is_a_message_and_not_a_crash()
    {
        NxstxmWriter.Write(folder.Path("a.hdf5"), SampleFormula.Stack());
        byte[] bytes = File.ReadAllBytes(folder.Path("a.hdf5"));
        int refused = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            byte[] damaged = [.. bytes];
            random.NextBytes(damaged.AsSpan(random.Next(8, damaged.Length - 64), 48));
            File.WriteAllBytes(folder.Path("damaged.hdf5"), damaged);
            try
            {
                StackReaders.Read(folder.Path("damaged.hdf5"));
            }
            catch (DataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 10, 60);
    }

    [Fact]
    public void What_is_no_HDF5_is_refused()
    {
        string path = folder.Write("a.hdf5", "not at all");
        Assert.False(Hdf5File.HasSignature(path));
        Assert.Contains("is no HDF5 file", Assert.Throws<DataException>(() => Hdf5File.OpenRead(path)).Message, StringComparison.Ordinal);
    }
}
