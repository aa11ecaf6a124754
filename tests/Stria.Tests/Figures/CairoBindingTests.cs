using System.Reflection;
using Stria.Core;
using Stria.Figures.Native;

namespace Stria.Tests.Figures;

public sealed class CairoBindingTests
{
    public static TheoryData<string> DrawingMethods =>
        [.. typeof(CairoContext).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(DrawingMethods))]
    public void Every_method_of_the_context_looks_at_the_status(string name)
    {
        using CairoSurface surface = CairoSurface.Create(4, 4), image = CairoSurface.Create(1, 1);
        using CairoContext context = CairoContext.On(surface);
        // One restore too many puts the context into an error state, which Cairo keeps.
        Assert.Throws<InvalidOperationException>(context.Restore);
        MethodInfo method = typeof(CairoContext).GetMethod(name)!;
        object?[] arguments = [.. method.GetParameters().Select(p => Argument(p.ParameterType, image))];
        Exception thrown = name == nameof(CairoContext.Pen)
            ? Assert.Throws<InvalidOperationException>(() => context.Pen(1, [], 0))
            : Assert.Throws<TargetInvocationException>(() => method.Invoke(context, arguments)).InnerException!;
        Assert.IsType<InvalidOperationException>(thrown);
        Assert.Contains("cairo_restore", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_of_drawing_methods_is_not_empty() => Assert.True(DrawingMethods.Count >= 18);

    [Fact]
    public void A_surface_that_cannot_be_is_refused_with_its_size()
    {
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => CairoSurface.Create(100_000, 10));
        Assert.Contains("100000 × 10", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_context_on_a_closed_surface_is_refused()
    {
        CairoSurface surface = CairoSurface.Create(2, 2);
        surface.Dispose();
        Assert.Throws<ObjectDisposedException>(() => CairoContext.On(surface));
    }

    [Fact]
    public void A_missing_library_is_told_with_its_package()
    {
        MissingLibraryException e = Assert.Throws<MissingLibraryException>(() => CairoLibrary.Load(["libnowhere.so.7", "libnever.so"]));
        Assert.Contains("libcairo2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pixels_come_back_from_a_png_as_they_were_written()
    {
        using CairoSurface surface = CairoSurface.Create(2, 2);
        surface.Write([0xffff0000, 0xff00ff00, 0xff0000ff, 0xff102030]);
        PngImage png = PngImage.Read(surface.ToPng());
        Assert.Equal((2, 2), (png.Width, png.Height));
        Assert.Equal(["#ff0000", "#00ff00", "#0000ff", "#102030"], [png[0, 0].Hex, png[0, 1].Hex, png[1, 0].Hex, png[1, 1].Hex]);
    }

    private static object? Argument(Type type, CairoSurface image) =>
        type == typeof(string) ? "x" : type == typeof(CairoSurface) ? image : type == typeof(ReadOnlySpan<double>) ? null : Activator.CreateInstance(type);
}
