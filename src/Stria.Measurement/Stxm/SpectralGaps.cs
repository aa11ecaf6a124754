using System.Numerics.Tensors;
using Stria.Core;

namespace Stria.Measurement.Stxm;

/// <summary>Fills single unusable values in spectra by lines between the neighbouring energies, for methods that need every value.</summary>
internal static class SpectralGaps
{
    private const int GroupLength = 4096; // spectra that are filled at a time

    private const int FewestHoles = 16; // one of so many values at most is put back one by one; with more of them a copy is filled

    /// <summary>The stack's values with gaps of usable pixels filled; the stack's own frames when there is no gap. A pixel without any finite value has nothing to fill from and stays as it is, at all energies.</summary>
    /// <remarks>Few gaps are filled in the stack itself until the result is disposed of: a copy would be as large as the stack. Meanwhile nobody else may look at it.</remarks>
    public static FilledFrames Fill(OpticalDensityStack od)
    {
        int pixels = od.Grid.Count;
        var holed = new bool[pixels];
        var holes = new List<Hole>();
        long all = 0, most = od.Frames.Count / FewestHoles;
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
                    holed[i] = true;
                    if (all++ < most)
                    {
                        holes.Add(new Hole(f, i, frame[i]));
                    }
                }
            }
        }

        if (all == 0)
        {
            return new FilledFrames(od.Frames, []);
        }

        FrameStore filled = all <= most ? od.Frames : od.Frames.Copy();
        int[] chosen = [.. Enumerable.Range(0, pixels).Where(i => holed[i])];
        for (int first = 0; first < chosen.Length; first += GroupLength)
        {
            FillGroup(filled, chosen.AsSpan(first, Math.Min(GroupLength, chosen.Length - first)), od.PhotonEnergies_eV);
        }

        return new FilledFrames(filled, all <= most ? holes : []);
    }

    private static void FillGroup(FrameStore filled, ReadOnlySpan<int> pixels, double[] energies)
    {
        int count = pixels.Length;
        var spectra = new float[energies.Length * count];
        for (int f = 0; f < energies.Length; f++)
        {
            ReadOnlySpan<float> frame = filled.Frame(f);
            for (int i = 0; i < count; i++)
            {
                spectra[(f * count) + i] = frame[pixels[i]];
            }
        }

        for (int i = 0; i < count; i++)
        {
            FillSpectrum(spectra, i, count, energies);
        }

        for (int f = 0; f < energies.Length; f++)
        {
            Span<float> frame = filled.Frame(f);
            for (int i = 0; i < count; i++)
            {
                frame[pixels[i]] = spectra[(f * count) + i];
            }
        }
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

            if (f == energies.Length && last < 0)
            {
                return;
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

/// <summary>A value that could not be used.</summary>
internal readonly record struct Hole(int Frame, int Pixel, float Value);

/// <summary>Frames without gaps; what was filled in is taken out again in the end.</summary>
/// <param name="frames">The frames.</param>
/// <param name="holes">What to put back, in order of the frames.</param>
internal sealed class FilledFrames(FrameStore frames, List<Hole> holes) : IDisposable
{
    /// <summary>The frames.</summary>
    public FrameStore Frames => frames;

    /// <inheritdoc/>
    public void Dispose()
    {
        for (int i = 0; i < holes.Count;)
        {
            int f = holes[i].Frame;
            for (Span<float> frame = frames.Frame(f); i < holes.Count && holes[i].Frame == f; i++)
            {
                frame[holes[i].Pixel] = holes[i].Value;
            }
        }

        holes.Clear();
    }
}
