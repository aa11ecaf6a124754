using Stria.Numerics.Diffusion;

namespace Stria.Physics.Radial;

/// <summary>Shells of equal thickness of a particle of radius 1.</summary>
internal sealed class RadialGrid
{
    public RadialGrid(ParticleShape shape, int cells)
    {
        (Cells, Dimension, Width) = (cells, (int)shape, 1.0 / cells);
        Volumes = new double[cells];
        Conductances = new double[cells - 1];
        Centres = new double[cells];
        for (int i = 0; i < cells; i++)
        {
            double inner = i * Width, outer = (i + 1) * Width;
            Volumes[i] = (Math.Pow(outer, Dimension) - Math.Pow(inner, Dimension)) / Dimension;
            Centres[i] = inner + (Width / 2);
            if (i + 1 < cells)
            {
                Conductances[i] = Math.Pow(outer, Dimension - 1) / Width;
            }
        }
    }

    public int Cells { get; }

    /// <summary>1, 2 or 3.</summary>
    public int Dimension { get; }

    /// <summary>Thickness of a shell.</summary>
    public double Width { get; }

    /// <summary>∫ r^(ν−1) dr over each shell; they add up to 1/ν.</summary>
    public double[] Volumes { get; }

    /// <summary>Area over distance of each inner face.</summary>
    public double[] Conductances { get; }

    /// <summary>Distance of each shell's middle from the centre.</summary>
    public double[] Centres { get; }

    /// <summary>The mean over the particle.</summary>
    public double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        for (int i = 0; i < Cells; i++)
        {
            sum += Volumes[i] * values[i];
        }

        return sum * Dimension;
    }
}
