using Stria.Core;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>The linear dichroism that was found, ready to be taken off optical densities once more when something else about them is changed.</summary>
/// <param name="Model">What disturbs all spectra alike.</param>
/// <param name="First">The fit that tells what absorbs in each pixel, made before the one that is wanted.</param>
/// <param name="Directions">cos 2θ of each pixel, and how far it may be off; NaN outside.</param>
internal sealed record PolarisedSample(NuisanceModel Model, ReferenceFitResult First, DirectionMap Directions)
{
    /// <summary>Optical densities without the dichroism; in the memory of a stack that is not needed any more, where one is given.</summary>
    public OpticalDensityStack Without(OpticalDensityStack od, int threads, CancellationToken cancel, OpticalDensityStack? spent = null) => Model.WithoutDichroism(od, First, (Directions.Cosine, threads, spent), cancel);

    /// <summary>The same with each direction off by its standard deviation.</summary>
    public PolarisedSample Turned() => this with { Directions = Directions with { Cosine = [.. Directions.Cosine.Zip(Directions.Deviation, (c, d) => c + d)] } };
}
