using Stria.Core;
using Stria.Matter;
using Stria.Measurement.Stxm;
using Stria.Numerics;
using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Synthesis;

/// <summary>The papers' core–shell particle (α-Li₀.₁ core, ε-Li₀.₄₅ shell, 30/70 mixture between) as a beamline would measure it: counting noise,
/// drifting and jumping stage, decaying ring, hot pixels, wrong energy scale, blur, halo and stray light; with the truth beside it.</summary>
/// <remarks>After the test set of Santos et al., Patterns 2022 (Fig. 3, S8–S12), with the disturbances of a real measurement added.</remarks>
public static class CoreShellScene
{
    private const double CoreComposition = 0.1, ShellComposition = 0.45;

    /// <summary>Makes the stack and its truth.</summary>
    /// <param name="host">The host whose formula and density give the scale.</param>
    /// <param name="options">Seed, size and disturbances.</param>
    /// <param name="cancel">Stops between frames.</param>
    public static SyntheticStack Make(HostMaterial host, CoreShellOptions options, CancellationToken cancel = default)
    {
        var random = new SeededRandom(options.Seed);
        double[] energies = EnergyGrid();
        double offset = options.EnergyOffset_eV ?? random.Uniform(-3, 3);
        double tilt = random.Uniform(-0.35, 0.35);
        (double[] rows, double[] columns) = StagePath(energies.Length, random, options.Drift);
        double[] incident = Incident(energies, random, options.Counts);
        double[][] spectra = [.. ((double[])[CoreComposition, ShellComposition]).Select(x => MolarAttenuation(host, x, energies))];
        var grid = new ImageGrid(options.Height, options.Width) { PixelSizeY = options.PixelSize, PixelSizeX = options.PixelSize, FirstY = 0, FirstX = 0 };
        var particle = new CoreShellParticle(options.Height, options.Width, tilt);
        var counts = new float[energies.Length * grid.Count];
        long[] seeds = [.. energies.Select(_ => (long)(random.Uniform() * long.MaxValue))];
        Rows.For(energies.Length, options.Threads, new ExposeFrame(host, options, particle, spectra, incident, (rows, columns), seeds, counts), cancel);
        var stack = new SpectralStack([.. energies.Select(e => e + offset)], grid, counts, Provenance.Of($"model of a core–shell particle, seed {options.Seed}"))
        {
            Dwells = [.. energies.Select(_ => 1e-3)],
        };
        return new SyntheticStack(stack, Truth(host, particle, grid, options) with { EnergyOffset_eV = offset, Rows = rows, Columns = columns });
    }

    /// <summary>The energies of a V L and O K stack: 0.2 eV in the resonances, 1 eV in the continua.</summary>
    public static double[] EnergyGrid() => EnergyGrids.Fine();

    // Optical density per amount of substance on an area [m²/mol]: the model's shape, set on the host's tabulated attenuation.
    private static double[] MolarAttenuation(HostMaterial host, double x, double[] energies)
    {
        ReferenceSpectrum standard = ModelSpectra.Library().First(r => r.Composition == x);
        return MolarScale.Apply([standard], host).References[0].At(energies);
    }

    private static (double[] Rows, double[] Columns) StagePath(int frames, SeededRandom random, double scale)
    {
        double direction = random.Uniform(0, 2 * Math.PI), length = random.Uniform(3, 10) * scale, walk = random.Uniform(0.1, 0.5) * scale;
        int[] jumps = [random.Below(frames), random.Below(frames)];
        double[] rows = new double[frames], columns = new double[frames];
        double y = 0, x = 0;
        for (int f = 1; f < frames; f++)
        {
            // The walk's steps are chosen so that it strays by about its amplitude over the whole scan.
            y += walk * random.Normal() / Math.Sqrt(12);
            x += walk * random.Normal() / Math.Sqrt(12);
            if (jumps.Contains(f))
            {
                y += random.Uniform(-2, 2) * scale;
                x += random.Uniform(-2, 2) * scale;
            }

            double t = (double)f / (frames - 1);
            rows[f] = y + (length * t * Math.Sin(direction));
            columns[f] = x + (length * t * Math.Cos(direction));
        }

        return (rows, columns);
    }

    private static double[] Incident(double[] energies, SeededRandom random, double counts)
    {
        double dip = random.Uniform(538, 552), lifetime = random.Uniform(3, 6);
        return
        [
            .. energies.Select((e, f) =>
            {
                double ring = Math.Exp(-f / (lifetime * energies.Length)), optics = 1 - (0.006 * (e - 508)) + (0.06 * Math.Sin((e - 508) / 7));
                return counts * ring * optics * (1 - (0.75 * Math.Exp(-0.5 * Math.Pow((e - dip) / 1.5, 2))));
            }),
        ];
    }

    private static SyntheticTruth Truth(HostMaterial host, CoreShellParticle particle, ImageGrid grid, CoreShellOptions options)
    {
        // A pixel's truth is the mean over its area, as its light is.
        const int Sub = 4;
        float[] x = new float[grid.Count], thickness = new float[grid.Count];
        for (int i = 0; i < grid.Count; i++)
        {
            double sum = 0, amountCore = 0, amountShell = 0;
            for (int s = 0; s < Sub * Sub; s++)
            {
                double y = (i / grid.Width) + (((s / Sub) + 0.5) / Sub) - 0.5, across = (i % grid.Width) + (((s % Sub) + 0.5) / Sub) - 0.5;
                (double t, double shell) = particle.At(y, across);
                sum += t;
                amountCore += t * (1 - shell) / host.MolarVolume(CoreComposition);
                amountShell += t * shell / host.MolarVolume(ShellComposition);
            }

            double total = amountCore + amountShell;
            x[i] = total > 0 ? (float)(((amountCore * CoreComposition) + (amountShell * ShellComposition)) / total) : float.NaN;
            thickness[i] = (float)(sum / (Sub * Sub) * 1e9);
        }

        return new SyntheticTruth(new ScalarField(grid, x, "x", "1"), new ScalarField(grid, thickness, "t", "nm"))
        {
            StrayLight = options.StrayLight,
            Halo = options.Halo,
        };
    }

    private readonly struct ExposeFrame(
        HostMaterial host,
        CoreShellOptions options,
        CoreShellParticle particle,
        double[][] spectra,
        double[] incident,
        (double[] Rows, double[] Columns) path,
        long[] seeds,
        float[] counts) : IRowOperation
    {
        private const int Sub = 2;

        public void Invoke(int row)
        {
            int height = options.Height, width = options.Width;
            var transmission = new float[height * width];
            double core = spectra[0][row] / host.MolarVolume(CoreComposition), shell = spectra[1][row] / host.MolarVolume(ShellComposition);
            for (int i = 0; i < transmission.Length; i++)
            {
                double sum = 0;
                for (int s = 0; s < Sub * Sub; s++)
                {
                    double y = (i / width) - path.Rows[row] + (((s / Sub) + 0.5) / Sub) - 0.5, x = (i % width) - path.Columns[row] + (((s % Sub) + 0.5) / Sub) - 0.5;
                    (double t, double inShell) = particle.At(y, x);
                    sum += t > 0 ? Math.Exp(-t * ((core * (1 - inShell)) + (shell * inShell))) : 1;
                }

                transmission[i] = (float)(sum / (Sub * Sub));
            }

            float[] sharp = options.Blur > 0 ? GaussianFilter.Smooth(transmission, height, width, options.Blur) : transmission;
            float[] halo = GaussianFilter.Smooth(transmission, height, width, options.HaloWidth);
            var random = new SeededRandom(seeds[row]);
            Span<float> frame = counts.AsSpan(row * transmission.Length, transmission.Length);
            for (int i = 0; i < frame.Length; i++)
            {
                double light = (1 - options.StrayLight) * (((1 - options.Halo) * sharp[i]) + (options.Halo * halo[i])) + options.StrayLight;
                double mean = incident[row] * light;
                frame[i] = (float)(options.Noise ? random.Poisson(mean) : mean);
            }

            if (options.HotPixels && random.Uniform() < 0.03)
            {
                for (int k = 0; k <= random.Below(3); k++)
                {
                    frame[random.Below(frame.Length)] = (float)Math.Round(incident[row] * random.Uniform(2, 40));
                }
            }
        }
    }
}

/// <summary>What the core–shell scene is made of.</summary>
public sealed record CoreShellOptions
{
    /// <summary>Start of the random numbers.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Number of rows.</summary>
    public int Height { get; init; } = 112;

    /// <summary>Number of columns.</summary>
    public int Width { get; init; } = 152;

    /// <summary>Distance between pixels [m].</summary>
    public double PixelSize { get; init; } = 40e-9;

    /// <summary>Incident counts per pixel at the start; the ring's decay, the optics and one dip take them down to about an eighth.</summary>
    public double Counts { get; init; } = 4200;

    /// <summary>Error of the stack's energy axis, E(stack) − E(true) [eV]; null = drawn in ±3 eV.</summary>
    public double? EnergyOffset_eV { get; init; }

    /// <summary>Strength of the stage's drift, walk and jumps; 1 = as in the description, 0 = none.</summary>
    public double Drift { get; init; } = 1;

    /// <summary>Standard deviation of the beam's sharp part [px].</summary>
    public double Blur { get; init; } = 0.7;

    /// <summary>Share of the beam in its wide halo.</summary>
    public double Halo { get; init; } = 0.04;

    /// <summary>Standard deviation of the halo [px].</summary>
    public double HaloWidth { get; init; } = 6;

    /// <summary>Share of the incident intensity that reaches the detector beside the sample.</summary>
    public double StrayLight { get; init; } = 0.01;

    /// <summary>Whether photons are counted (Poisson).</summary>
    public bool Noise { get; init; } = true;

    /// <summary>Whether 3 % of the frames have hot pixels.</summary>
    public bool HotPixels { get; init; } = true;

    /// <summary>Degree of parallelism.</summary>
    public int Threads { get; init; } = 1;
}
