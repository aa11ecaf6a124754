using Stria.Core;
using Stria.Matter;
using Stria.Measurement.Spectra;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>How much host a weight of one stands for, standard by standard. Spectra that are fitted as measured have each the thickness of their own specimen; x = Σ w x/Σ w is a composition
/// only where that is divided out.</summary>
internal static class StandardAmounts
{
    /// <summary>The standards with their amounts, by the tabulated attenuation of a material; as they are, with a warning, where none is known.</summary>
    /// <param name="standards">The standards, in the form that is compared.</param>
    /// <param name="read">The same as read.</param>
    /// <param name="material">The material; null when none is known.</param>
    /// <param name="context">Takes the remarks.</param>
    /// <exception cref="DataException">A standard does not reach the windows of the material.</exception>
    public static CombinationStandard[] Of(CombinationStandard[] standards, IReadOnlyList<ReadSpectrum> read, string? material, StudyContext context)
    {
        if (standards.Length < 2 || standards.Any(s => s.Composition is null))
        {
            return standards;
        }

        if (ReferenceLoading.Host(material) is not { } host)
        {
            bool areOnScale = read.All(r => r.Scale != ReferenceScale.OpticalDensityOfUnknownThickness);
            if (!areOnScale)
            {
                context.Say(Remark.Warning(
                    "The standards are optical densities of unknown thickness, fitted as measured: their weights count specimens, and x = Σ w x/Σ w takes all specimens to be equally thick. "
                    + "Give the material ('material: v2o5-alpha' in the library, or --material), or compare normalised absorption (--form normalised)."));
            }

            return standards;
        }

        ScaledReferences scaled = MolarScale.Apply([.. read.Select(r => new ReferenceSpectrum(r.Record.Spectrum, r.X!.Value, r.Scale) { Source = r.Source })], host);
        scaled.Remarks.ToList().ForEach(context.Say);
        double typical = scaled.References.Average(r => 1 / r.Scale);
        context.Describe($"x was formed from amounts: each standard's weight times the amount of {host.Formula.Pretty()} that its specimen holds by tabulated attenuation.");
        context.Cite(AttenuationTable.Henke.Source);
        return [.. standards.Select((s, i) => s with { AmountPerWeight = 1 / (scaled.References[i].Scale * typical) })];
    }
}
