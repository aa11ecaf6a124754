using Stria.Core;
using Stria.Matter;

namespace Stria.Measurement.Stxm;

/// <summary>Puts reference spectra on an absolute scale: in windows away from the edges they must equal the tabulated attenuation of their formula.</summary>
/// <remarks>Santos et al., Patterns 2022: pre- and post-edge are matched to the sum of the atomic mass attenuation coefficients. The scale used
/// here is molar, μ/ρ · M [m²/mol], so that weights are amounts of substance per area and x = Σ nᵢ xᵢ / Σ nᵢ is exact.</remarks>
public static class MolarScale
{
    private const double SquareMetresPerKilogram = 0.1; // 1 cm²/g

    /// <summary>Scales references by the tabulated attenuation of a host.</summary>
    /// <param name="references">The references; those on a mass-attenuation scale are taken as they are.</param>
    /// <param name="host">Formula, density and windows.</param>
    /// <param name="table">The tabulated attenuation; null takes that of Henke, Gullikson and Davis.</param>
    /// <exception cref="DataException">A reference has too few points in the windows, or its edge points downwards.</exception>
    public static ScaledReferences Apply(IReadOnlyList<ReferenceSpectrum> references, HostMaterial host, AttenuationTable? table = null)
    {
        AttenuationTable tabulated = table ?? AttenuationTable.Henke;
        var remarks = new List<Remark>();
        var scaled = new List<ScaledReference>();
        var matches = new List<ScaleMatch?>();
        foreach (ReferenceSpectrum reference in references)
        {
            double x = reference.Composition, molarMass = host.Formula.MolarMass(x), toMolar = SquareMetresPerKilogram * molarMass;
            ScaleMatch? match = reference.Scale is ReferenceScale.MassAttenuation or ReferenceScale.OpticalDensityPerNanometre ? null : Match(reference, (host, tabulated), toMolar);
            matches.Add(match);
            (double scale, double offset) = reference.Scale switch
            {
                ReferenceScale.MassAttenuation => (toMolar, 0),
                ReferenceScale.OpticalDensityPerNanometre => (1e9 * host.MolarVolume(x), 0),
                _ => (match!.Scale, match.Offset),
            };
            scaled.Add(new ScaledReference(reference, scale, offset, host.MolarVolume(x)));
        }

        remarks.Add(Remark.Note(
            $"{references.Count} references set on the tabulated attenuation of {host.Formula.Pretty()} ({tabulated.Name}) in the windows "
            + $"{string.Join(" and ", host.ScalingWindows.Select(w => $"{w.From_eV:f0}–{(double.IsFinite(w.To_eV) ? w.To_eV.ToString("f0") : "…")} eV"))}."));
        return new ScaledReferences(scaled, "mol/m²", remarks) { ScaleModes = ScaleErrors.Of(matches) };
    }

    // Least squares of table = scale · value + offset over the window points. With points on one side of the edges only, the offset is not determined: scale alone.
    private static ScaleMatch Match(ReferenceSpectrum reference, (HostMaterial Host, AttenuationTable Table) by, double toMolar)
    {
        HostMaterial host = by.Host;
        double[] energies = reference.Spectrum.PhotonEnergies_eV, values = reference.Spectrum.Values;
        int[] chosen = [.. Enumerable.Range(0, energies.Length).Where(i => host.IsAwayFromEdges(energies[i]))];
        if (chosen.Length < 2)
        {
            throw new DataException(
                $"reference '{reference.Name}' covers {energies[0]:f1}–{energies[^1]:f1} eV and has {chosen.Length} points in the windows where {host.Name} is "
                + $"scaled ({string.Join(", ", host.ScalingWindows.Select(w => $"{w.From_eV:f0}–{w.To_eV:f0} eV"))}). Perhaps the material is another one, or the spectrum is cut too short.",
                reference.Source);
        }

        double sv = 0, st = 0, svv = 0, svt = 0;
        double[] tables = [.. chosen.Select(i => toMolar * host.MassAttenuation(by.Table, reference.Composition, energies[i]))];
        for (int k = 0; k < chosen.Length; k++)
        {
            double table = tables[k], v = values[chosen[k]];
            (sv, st, svv, svt) = (sv + v, st + table, svv + (v * v), svt + (v * table));
        }

        int n = chosen.Length;
        bool bothSides = energies[chosen[^1]] - energies[chosen[0]] > 15;
        double spread = svv - (sv * sv / n);
        double scale = bothSides && spread > 0 ? (svt - (sv * st / n)) / spread : svt / svv;
        if (!(scale > 0))
        {
            throw new DataException(
                $"reference '{reference.Name}' does not rise across the edges as its formula demands (scale {scale:g3}). Perhaps it holds transmission, not optical density.",
                reference.Source);
        }

        double offset = bothSides ? (st - (scale * sv)) / n : 0;
        return new ScaleMatch(scale, offset, bothSides, [.. chosen.Select(i => energies[i])], [.. chosen.Select(i => values[i])], [.. chosen.Select((i, k) => tables[k] - (scale * values[i]) - offset)]);
    }
}
