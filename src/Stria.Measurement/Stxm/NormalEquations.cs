namespace Stria.Measurement.Stxm;

/// <summary>AᵀWA and AᵀWd of each fitted spectrum: all that a weighted fit of the same references needs of the data, so that neighbours can be fitted together, or noise drawn, without them.</summary>
public sealed class NormalEquations
{
    private readonly int[] slots;
    private readonly double[] grams, rights;
    private readonly int pairs;

    /// <summary>Makes room.</summary>
    /// <param name="pixels">Pixels of the raster that are fitted.</param>
    /// <param name="rasterPixels">Pixels of the whole raster.</param>
    /// <param name="rows">Rows of the design: references and background.</param>
    internal NormalEquations(int[] pixels, int rasterPixels, int rows)
    {
        (Rows, pairs) = (rows, rows * (rows + 1) / 2);
        slots = new int[rasterPixels];
        Array.Fill(slots, -1);
        for (int i = 0; i < pixels.Length; i++)
        {
            slots[pixels[i]] = i;
        }

        (grams, rights) = (new double[(long)pairs * pixels.Length], new double[(long)rows * pixels.Length]);
    }

    /// <summary>Rows of the design: references and background.</summary>
    public int Rows { get; }

    /// <summary>Whether a pixel was fitted.</summary>
    public bool Has(int pixel) => slots[pixel] >= 0;

    /// <summary>AᵀWA of a pixel: its upper triangle, row by row.</summary>
    public ReadOnlySpan<double> Gram(int pixel) => grams.AsSpan(pairs * slots[pixel], pairs);

    /// <summary>AᵀWd of a pixel.</summary>
    public ReadOnlySpan<double> Right(int pixel) => rights.AsSpan(Rows * slots[pixel], Rows);

    /// <summary>Takes them from a solved block of so many spectra, the first of them those of the pixels.</summary>
    internal void Take(SpectraFitBlock solved, ReadOnlySpan<int> pixels, int n)
    {
        for (int s = 0; s < pixels.Length; s++)
        {
            int slot = slots[pixels[s]];
            for (int p = 0; p < pairs; p++)
            {
                grams[(pairs * slot) + p] = solved.Grams[(p * n) + s];
            }

            for (int r = 0; r < Rows; r++)
            {
                rights[(Rows * slot) + r] = solved.Rights[(r * n) + s];
            }
        }
    }
}
