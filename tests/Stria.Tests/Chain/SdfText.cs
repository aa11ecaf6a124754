using System.Globalization;
using System.Text;
using Stria.Core;

namespace Stria.Tests.Chain;

/// <summary>Writes a stack as a scanning microscope's program does: a text header and one text image per energy.</summary>
internal static class SdfText
{
    internal static void Write(string header, SpectralStack stack)
    {
        ImageGrid grid = stack.Grid;
        string text = $$"""
            ScanDefinition = { Label = "stack"; Type = "NEXAFS Image Scan"; Flags = "Image Stack"; Dwell = 1;
                Regions = (1,
            {
                    PAxis = { Name = "Sample X"; Unit = "um"; Min = 0; Max = 1; Dir = 1;
                        Points = {{List(Positions(grid.FirstX, grid.PixelSizeX, grid.Width))}};
            };
                    QAxis = { Name = "Sample Y"; Unit = "um"; Min = 0; Max = 1; Dir = 1;
                        Points = {{List(Positions(grid.FirstY, grid.PixelSizeY, grid.Height))}};
            };
            });

                StackAxis = { Name = "Energy"; Unit = "eV"; Min = 500; Max = 570; Dir = 1;
                    Points = {{List(stack.PhotonEnergies_eV)}};
            };
            };
                Channels = (1,
            { Name = "counter0"; Unit = "counts";});
            """;
        File.WriteAllText(header, text);
        for (int f = 0; f < stack.FrameCount; f++)
        {
            File.WriteAllText(Path.ChangeExtension(header, null) + $"_a{f:000}.xim", Image(stack, f));
        }
    }

    private static string Image(SpectralStack stack, int frame)
    {
        var text = new StringBuilder();
        for (int row = 0; row < stack.Grid.Height; row++)
        {
            text.AppendJoin('\t', stack.Frame(frame).Slice(row * stack.Grid.Width, stack.Grid.Width).ToArray().Select(v => v.ToString("R", CultureInfo.InvariantCulture))).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<double> Positions(double first, double pitch, int count) => Enumerable.Range(0, count).Select(i => (first + (i * pitch)) * 1e6);

    private static string List(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return $"({all.Length}, {string.Join(", ", all.Select(ChainScene.Text))})";
    }
}
