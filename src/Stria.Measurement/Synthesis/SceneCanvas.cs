using System.Runtime.InteropServices;
using Stria.Core;

namespace Stria.Measurement.Synthesis;

/// <summary>Where a scene puts its particles: a raster finer than the pixels, with a margin that the drifting stage may bring into view.</summary>
public sealed class SceneCanvas
{
    /// <summary>Fine pixels along the side of a pixel.</summary>
    public const int Fineness = 3;

    private readonly List<SceneComponent> components = [];
    private readonly List<Deposit> deposits = [];
    private readonly List<SceneParticle> particles = [];

    /// <summary>Makes an empty canvas.</summary>
    /// <param name="height">Rows of a frame.</param>
    /// <param name="width">Columns of a frame.</param>
    /// <param name="margin">Rows and columns beyond each side.</param>
    public SceneCanvas(int height, int width, int margin) => (Height, Width, Margin) = (height, width, margin);

    /// <summary>Rows of a frame.</summary>
    public int Height { get; }

    /// <summary>Columns of a frame.</summary>
    public int Width { get; }

    /// <summary>Rows and columns beyond each side.</summary>
    public int Margin { get; }

    /// <summary>The materials on the canvas.</summary>
    public IReadOnlyList<SceneComponent> Components => components;

    /// <summary>The particles, in the order in which they were painted.</summary>
    public IReadOnlyList<SceneParticle> Particles => particles;

    internal int FineHeight => (Height + (2 * Margin)) * Fineness;

    internal int FineWidth => (Width + (2 * Margin)) * Fineness;

    internal ReadOnlySpan<Deposit> Deposits => CollectionsMarshal.AsSpan(deposits);

    /// <summary>The number of a component; one of the same composition and spectrum is the same.</summary>
    /// <param name="x">Its composition.</param>
    /// <param name="spectrum">Its spectrum; null takes the model's of that composition.</param>
    public int Component(double x, ReferenceSpectrum? spectrum = null)
    {
        int known = components.FindIndex(c => Math.Abs(c.Composition - x) < 1e-9 && ReferenceEquals(c.Spectrum, spectrum));
        if (known < 0)
        {
            components.Add(new SceneComponent(x, spectrum));
            known = components.Count - 1;
        }

        return known;
    }

    /// <summary>Paints one particle. Where particles overlap, their thicknesses add.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="particle">What is known of it.</param>
    /// <param name="reach">Half of the sides of a square round its middle that holds it [px].</param>
    public void Paint<TShape>(TShape shape, SceneParticle particle, double reach)
        where TShape : struct, IShape
    {
        short index = checked((short)particles.Count);
        particles.Add(particle);
        (int top, int bottom) = Fine(particle.Row, reach, FineHeight);
        (int left, int right) = Fine(particle.Column, reach, FineWidth);
        for (int i = top; i < bottom; i++)
        {
            for (int j = left; j < right; j++)
            {
                SceneMatter m = shape.At(((i + 0.5) / Fineness) - 0.5 - Margin, ((j + 0.5) / Fineness) - 0.5 - Margin);
                if (m.Thickness <= 0)
                {
                    continue;
                }

                int place = (i * FineWidth) + j;
                Add(place, m.First, m.Thickness * (1 - m.Share), index, m.Angle);
                Add(place, m.Second, m.Thickness * m.Share, index, m.Angle);
            }
        }
    }

    private void Add(int place, int component, double thickness, short particle, double angle)
    {
        if (thickness > 0)
        {
            deposits.Add(new Deposit(place, (short)component, particle, (float)thickness, (float)angle));
        }
    }

    private (int From, int To) Fine(double centre, double reach, int length)
    {
        double from = (centre - reach + 0.5 + Margin) * Fineness, to = (centre + reach + 0.5 + Margin) * Fineness;
        return ((int)Math.Clamp(from, 0, length), (int)Math.Clamp(to + 1, 0, length));
    }
}

/// <summary>A material of a scene.</summary>
/// <param name="Composition">Its composition x.</param>
/// <param name="Spectrum">Its spectrum; null = the model's of that composition.</param>
public sealed record SceneComponent(double Composition, ReferenceSpectrum? Spectrum);

/// <summary>What is known of a planted particle.</summary>
/// <param name="Row">Row of its middle [px].</param>
/// <param name="Column">Column of its middle [px].</param>
public sealed record SceneParticle(double Row, double Column)
{
    /// <summary>Mean composition x; NaN where it is not one number.</summary>
    public double Composition { get; init; } = double.NaN;

    /// <summary>Length along its axis [px].</summary>
    public double Length { get; init; } = double.NaN;

    /// <summary>Width across its axis [px].</summary>
    public double Width { get; init; } = double.NaN;

    /// <summary>Direction of its axis, counter-clockwise as drawn [rad]; NaN when it is bent.</summary>
    public double Angle { get; init; } = double.NaN;

    /// <summary>Largest thickness [m].</summary>
    public double Thickness { get; init; } = double.NaN;
}

/// <summary>Some of one component on one fine pixel.</summary>
internal readonly record struct Deposit(int Place, short Component, short Particle, float Thickness, float Angle);
