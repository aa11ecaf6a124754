using System.Numerics.Tensors;
using Stria.Core;
using Stria.Matter;
using Stria.Numerics;
using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Synthesis;

/// <summary>Exposes a scene as a beamline would: Beer and Lambert on a raster finer than the pixels, a stage that moves, a beam with blur and halo,
/// stray light, a detector that counts and loses counts, hot pixels, an energy axis that reads wrongly.</summary>
public static class SceneExposure
{
    /// <summary>Makes the stack and its truth.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="host">The host whose formula and density give the scale of the spectra.</param>
    /// <param name="how">The disturbances.</param>
    /// <param name="seed">Start of the random numbers.</param>
    /// <param name="threads">Degree of parallelism; the result does not depend on it.</param>
    /// <param name="cancel">Stops between frames.</param>
    public static SyntheticStack Make(IScene scene, HostMaterial host, DisturbanceOptions how, long seed, int threads = 1, CancellationToken cancel = default)
    {
        SceneFrame frame = scene.Frame;
        double[] energies = frame.PhotonEnergies_eV;
        // Chance of the scene, of the measurement and of the counts are apart: another noise leaves the particles as they are.
        SeededRandom ofScene = new(seed), ofMeasurement = new(unchecked((seed * 6364136223846793005) + 1442695040888963407));
        Disturbances d = how.Draw(scene, ofMeasurement);
        (double[] rows, double[] columns) = StagePath.Draw(energies.Length, d, ofMeasurement);
        double[] incident = IncidentBeam.Draw(energies, d, ofMeasurement);
        int margin = 2 + (int)Math.Ceiling(rows.Concat(columns).Max(Math.Abs));
        var canvas = new SceneCanvas(frame.Height, frame.Width, margin);
        scene.Draw(canvas, ofScene);
        float[] film = CarbonPatch.On(canvas, d.CarbonFilm, ofMeasurement).Thickness;
        var spectra = SceneSpectra.Of(host, canvas.Components, energies, d.Broadening_eV);
        long[] seeds = [.. energies.Select(_ => (long)(ofMeasurement.Uniform() * long.MaxValue))];
        var grid = new ImageGrid(frame.Height, frame.Width) { PixelSizeY = frame.PixelSize, PixelSizeX = frame.PixelSize, FirstY = 0, FirstX = 0 };
        var counts = new float[energies.Length * grid.Count];
        Rows.For(energies.Length, threads, new ExposeFrame(canvas, film, (spectra, d), (rows, columns), (incident, seeds), counts), cancel);
        double middle = (energies[0] + energies[^1]) / 2;
        var stack = new SpectralStack(
            [.. energies.Select(e => e + d.EnergyOffset_eV + (d.EnergyStretch * (e - middle)))], grid, counts, Provenance.Of($"model of {scene.Description}, seed {seed}"))
        {
            Dwells = [.. energies.Select(_ => 1e-3)],
        };
        return new SyntheticStack(stack, SceneTruth.Of(canvas, host, grid) with
        {
            EnergyOffset_eV = d.EnergyOffset_eV,
            Rows = rows,
            Columns = columns,
            StrayLight = d.StrayLight,
            Halo = d.Halo,
            Incident = incident,
            CarbonFilm = d.CarbonFilm > 0 ? new ScalarField(grid, Binned(film, canvas), "carbon", "nm") : null,
            Disturbances = d.Planted(),
        });
    }

    private static float[] Binned(float[] fine, SceneCanvas canvas)
    {
        var nanometres = new float[fine.Length];
        TensorPrimitives.Multiply(fine, 1e9f, nanometres);
        return new FineSampler(canvas).Sample(nanometres, 0, 0);
    }

    private readonly struct ExposeFrame(
        SceneCanvas canvas, float[] film, (SceneSpectra Spectra, Disturbances How) beam, (double[] Rows, double[] Columns) path, (double[] Counts, long[] Seeds) light, float[] counts)
        : IRowOperation
    {
        public void Invoke(int row)
        {
            float[] transmission = Transmission(row);
            int height = canvas.Height, width = canvas.Width;
            Disturbances how = beam.How;
            float[] sampled = new FineSampler(canvas).Sample(transmission, path.Rows[row], path.Columns[row]);
            float[] sharp = how.Blur > 0 ? GaussianFilter.Smooth(sampled, height, width, how.Blur) : sampled;
            float[] halo = how.Halo > 0 ? GaussianFilter.Smooth(sampled, height, width, how.HaloWidth) : sampled;
            var random = new SeededRandom(light.Seeds[row]);
            double incident = light.Counts[row], lost = how.DeadTime / (1 - how.DeadTime) / light.Counts[0];
            Span<float> frame = counts.AsSpan(row * sampled.Length, sampled.Length);
            for (int i = 0; i < frame.Length; i++)
            {
                double arriving = incident * (((1 - how.StrayLight) * (((1 - how.Halo) * sharp[i]) + (how.Halo * halo[i]))) + how.StrayLight), mean = arriving / (1 + (lost * arriving));
                frame[i] = (float)(how.Noise ? random.Poisson(mean) : mean);
            }

            if (random.Uniform() < how.HotFrames)
            {
                int hot = 1 + random.Below(3);
                for (int k = 0; k < hot; k++)
                {
                    frame[random.Below(frame.Length)] = (float)Math.Round(incident * random.Uniform(2, 40));
                }
            }
        }

        private float[] Transmission(int row)
        {
            float[] opticalDensity = new float[film.Length];
            TensorPrimitives.Multiply(film, (float)beam.Spectra.Film[row], opticalDensity);
            double strength = beam.How.Dichroism;
            float[] mu = [.. beam.Spectra.Attenuation.Select(a => (float)a[row])], delta = [.. beam.Spectra.Dichroism.Select(a => (float)(strength * a[row]))];
            foreach (Deposit d in canvas.Deposits)
            {
                float attenuation = mu[d.Component] + (strength != 0 ? delta[d.Component] * MathF.Cos(2 * d.Angle) : 0);
                opticalDensity[d.Place] += d.Thickness * attenuation;
            }

            TensorPrimitives.Negate(opticalDensity, opticalDensity);
            TensorPrimitives.Exp(opticalDensity, opticalDensity);
            return opticalDensity;
        }
    }
}
