namespace Stria.Numerics.Statistics;

/// <summary>The correlation of a map's noise, ρ(r) = exp(−r²/2L²), as found by <see cref="CorrelationLength"/>.</summary>
/// <param name="Length">Correlation length L [px]; 0 = white. A Gaussian filter of standard deviation s gives L = √2 s.</param>
/// <param name="NoiseScale">Standard deviation of the noise in units of the deviations given: 1 where they are right; in units of the map where none were given. Narrow phases in the map raise it, by 10 to 15 % at a core 40 px wide.</param>
/// <param name="Curvature">What the map itself curves, as a typical second difference over one pixel, in the same units.</param>
/// <param name="Misfit">Root mean square of the relative misfits: above 0.1 the noise is no such noise.</param>
/// <param name="Differences">Number of differences behind the sparsest of the quartiles.</param>
public sealed record CorrelationEstimate(double Length, double NoiseScale, double Curvature, double Misfit, int Differences);
