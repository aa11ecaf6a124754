using System.Numerics.Tensors;
using Stria.Core;

namespace Stria.Measurement.Stxm;

/// <summary>Fills single unusable values in spectra by lines between the neighbouring energies, for methods that need every value.</summary>
internal static class SpectralGaps
{
    /// <summary>The stack's values with gaps of usable pixels filled; the stack's own array when there is no gap.</summary>
    public static float[] Fill(OpticalDensityStack od)
    {
        int pixels = od.Grid.Count;
        var holed = new bool[pixels];
        bool any = false;
        for (int f = 0; f < od.FrameCount; f++)
        {
            ReadOnlySpan<float> frame = od.Frame(f);
            if (TensorPrimitives.IsFiniteAll(frame))
            {
                continue;
            }

            for (int i = 0; i < pixels; i++)
            {
                if (!float.IsFinite(frame[i]) && od.Usable.Inside[i])
                {
                    any = holed[i] = true;
                }
            }
        }

        if (!any)
        {
            return od.Values;
        }

        float[] filled = [.. od.Values];
        for (int i = 0; i < pixels; i++)
        {
            if (holed[i])
            {
                FillSpectrum(filled, i, pixels, od.PhotonEnergies_eV);
            }
        }

        return filled;
    }

    private static void FillSpectrum(float[] values, int pixel, int pixels, double[] energies)
    {
        int last = -1;
        for (int f = 0; f <= energies.Length; f++)
        {
            if (f < energies.Length && !float.IsFinite(values[(f * pixels) + pixel]))
            {
                continue;
            }

            for (int g = last + 1; g < f; g++)
            {
                float below = last >= 0 ? values[(last * pixels) + pixel] : values[(f * pixels) + pixel];
                float above = f < energies.Length ? values[(f * pixels) + pixel] : below;
                double t = last >= 0 && f < energies.Length ? (energies[g] - energies[last]) / (energies[f] - energies[last]) : 0;
                values[(g * pixels) + pixel] = (float)(below + (t * (above - below)));
            }

            last = f;
        }
    }
}
