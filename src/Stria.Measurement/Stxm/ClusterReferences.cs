using Stria.Core;
using Stria.Matter;

namespace Stria.Measurement.Stxm;

/// <summary>The papers' second path: the spectra of clusters, assigned to a composition by the standards and put on their scale, become the references.</summary>
public static class ClusterReferences
{
    private const double SmallestShare = 0.005;

    /// <summary>Assigns each cluster by non-negative least squares with the standards.</summary>
    /// <param name="components">The clusters.</param>
    /// <param name="od">The optical densities they were found in.</param>
    /// <param name="standards">The standards on a common scale.</param>
    /// <param name="calibration">E(stack) − E(references) [eV], and what background is fitted beside the standards and taken off the clusters' spectra.</param>
    /// <param name="host">Phases and molar volumes; null when the material is not known.</param>
    /// <returns>The clusters that hold at least 0.5 % of the pixels and a positive amount.</returns>
    public static IReadOnlyList<ClusterReference> Assign(
        ComponentMaps components, OpticalDensityStack od, ScaledReferences standards, (double Shift_eV, BackgroundShape Background) calibration, HostMaterial? host)
    {
        ReferenceDesign design = ReferenceDesign.At(standards, od.PhotonEnergies_eV, calibration.Shift_eV);
        design = design.With(calibration.Background, od.PhotonEnergies_eV);
        var fit = new SpectraFit(design);
        int clusters = components.ClusterSpectra.Length, energies = od.FrameCount;
        double[] data = new double[energies * clusters], weights = new double[energies * clusters];
        for (int i = 0; i < data.Length; i++)
        {
            (data[i], weights[i]) = (components.ClusterSpectra[i % clusters][i / clusters], design.Used[i / clusters] ? 1 : 0);
        }

        var solution = new SpectraFitBlock(fit, clusters);
        fit.Solve(data, weights, clusters, solution);
        var assigned = new List<ClusterReference>();
        for (int c = 0; c < clusters; c++)
        {
            double total = 0, moment = 0, residual = 0;
            for (int r = 0; r < design.Count; r++)
            {
                double amount = solution.Amounts[(r * clusters) + c];
                (total, moment) = (total + amount, moment + (amount * standards.References[r].Composition));
            }

            for (int e = 0; e < energies; e++)
            {
                residual += design.Used[e] ? Math.Pow(data[(e * clusters) + c] - solution.Model[(e * clusters) + c], 2) : 0;
            }

            if (total > 0 && components.ClusterSizes[c] >= SmallestShare * components.Pixels.Length)
            {
                double x = moment / total;
                assigned.Add(new ClusterReference(c, x, host?.PhaseAt(x)?.Name, Scaled(components.ClusterSpectra[c], design, solution, (c, clusters), total))
                {
                    MeanAmount = total,
                    ResidualRms = Math.Sqrt(residual / design.UsedCount),
                    MolarVolume = host?.MolarVolume(x) ?? double.NaN,
                });
            }
        }

        return assigned;
    }

    private static double[] Scaled(double[] spectrum, ReferenceDesign design, SpectraFitBlock solution, (int Cluster, int Count) at, double total)
    {
        double[] scaled = [.. spectrum];
        for (int row = design.Count; row < design.RowCount; row++)
        {
            double amount = solution.Amounts[(row * at.Count) + at.Cluster];
            for (int e = 0; e < scaled.Length; e++)
            {
                scaled[e] -= amount * design.Values[(row * scaled.Length) + e];
            }
        }

        return [.. scaled.Select(v => v / total)];
    }
}

/// <summary>A cluster as a reference.</summary>
/// <param name="Cluster">Number of the cluster.</param>
/// <param name="Composition">x by comparison with the standards.</param>
/// <param name="Phase">The phase whose window holds x; null without a material.</param>
/// <param name="Spectrum">Its mean spectrum per unit amount, at the stack's energies.</param>
public sealed record ClusterReference(int Cluster, double Composition, string? Phase, double[] Spectrum)
{
    /// <summary>Mean amount of its pixels, in the unit of the standards.</summary>
    public double MeanAmount { get; init; }

    /// <summary>Root mean square difference between its mean spectrum and the fit of the standards.</summary>
    public double ResidualRms { get; init; }

    /// <summary>Molar volume at its composition [m³/mol]; NaN without a material.</summary>
    public double MolarVolume { get; init; }
}
