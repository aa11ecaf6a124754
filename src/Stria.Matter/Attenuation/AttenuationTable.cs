using System.Reflection;
using Stria.Core;

namespace Stria.Matter;

/// <summary>Attenuation of X-rays by matter, as the sum over free atoms: μ/ρ = Σ wᵢ (μ/ρ)ᵢ with (μ/ρ)ᵢ = 2 rₑ λ N_A f2 / Mᵢ.</summary>
/// <remarks>
/// Holds away from absorption edges, where the chemical state does not matter. Within some 10 eV below and 30 eV above an edge the measured
/// spectrum is needed. Tabulations differ there by tens of percent, and by up to 10 % elsewhere in the soft X-ray range.
/// </remarks>
public sealed class AttenuationTable
{
    /// <summary>Classical electron radius [m] (CODATA 2022).</summary>
    private const double ElectronRadius = 2.8179403205e-15;

    /// <summary>Planck's constant times the speed of light [eV m] (exact in the SI of 2019).</summary>
    private const double EnergyTimesWavelength = 1.239841984332003e-6;

    /// <summary>Avogadro's constant [1/mol] (exact in the SI of 2019).</summary>
    private const double Avogadro = 6.02214076e23;

    private const double SquareMetrePerKilogramInCm2PerGram = 10;

    private static readonly Lazy<AttenuationTable> HenkeTable = new(() => Read(
        "Henke", "", "Henke, Gullikson & Davis, At. Data Nucl. Data Tables 54, 181 (1993), doi:10.1006/adnd.1993.1013, with later updates; thinned, log-log lines within 0.05 %"));

    private static readonly Lazy<AttenuationTable> ChantlerTable = new(() => Read(
        "Chantler", "Chantler.", "Chantler, J. Phys. Chem. Ref. Data 29, 597 (2000), doi:10.1063/1.1321055, by way of XrayDB; thinned, log-log lines within 0.05 %"));

    private static readonly Lazy<AttenuationTable> ElamTable = new(() => Read(
        "Elam", "Elam.", "Elam, Ravel & Sieber, Radiat. Phys. Chem. 63, 121 (2002), doi:10.1016/S0969-806X(01)00227-4, by way of XrayDB; thinned, log-log lines within 0.05 %"));

    private readonly Dictionary<Element, ScatteringFactor> factors;

    private AttenuationTable(string name, string source, Dictionary<Element, ScatteringFactor> factors) => (Name, Source, this.factors) = (name, source, factors);

    /// <summary>The table of Henke, Gullikson and Davis, 10 eV to 30 keV, for the elements of battery materials that ship with the library.</summary>
    public static AttenuationTable Henke => HenkeTable.Value;

    /// <summary>The table of Chantler (2000), 10 eV to 30 keV; an edge is a steep piece a few electronvolts wide, L₂ and L₃ apart.</summary>
    public static AttenuationTable Chantler => ChantlerTable.Value;

    /// <summary>The photoabsorption of Elam, Ravel and Sieber, 100 eV to 30 keV; sharp edges, L₂ and L₃ apart.</summary>
    public static AttenuationTable Elam => ElamTable.Value;

    /// <summary>All tables; they differ by tens of percent at edges, and by up to 10 % elsewhere in the soft X-ray range.</summary>
    public static IReadOnlyList<AttenuationTable> All => [Henke, Chantler, Elam];

    /// <summary>Short name for reports.</summary>
    public string Name { get; }

    /// <summary>The publication.</summary>
    public string Source { get; }

    /// <summary>The elements in the table, by atomic number.</summary>
    public IReadOnlyList<Element> Elements => [.. factors.Keys.OrderBy(e => e.Number)];

    /// <summary>Sharp absorption edges of an element in the table [eV], ascending; neighbouring edges (L2, L3) may be tabulated as one.</summary>
    /// <exception cref="ScenarioException">The element is not in the table.</exception>
    public IReadOnlyList<double> Edges_eV(Element element) => FactorOf(element).Edges_eV;

    /// <summary>Mass attenuation coefficient μ/ρ [cm²/g] of an element.</summary>
    /// <param name="element">The element.</param>
    /// <param name="energy_eV">Photon energy [eV]; on a sharp edge the value above it is given.</param>
    /// <exception cref="ScenarioException">The element is not in the table.</exception>
    /// <exception cref="DataException">The energy lies outside the table.</exception>
    public double MassAttenuation(Element element, double energy_eV)
    {
        double wavelength = EnergyTimesWavelength / energy_eV;
        return SquareMetrePerKilogramInCm2PerGram * 2 * ElectronRadius * wavelength * Avogadro * FactorOf(element).At(energy_eV, element) / element.MolarMass;
    }

    /// <summary>Mass attenuation coefficient μ/ρ [cm²/g] of a compound.</summary>
    /// <param name="formula">The compound, its composition filled in.</param>
    /// <param name="energy_eV">Photon energy [eV].</param>
    /// <exception cref="ScenarioException">An element is not in the table, or the formula's composition is open.</exception>
    /// <exception cref="DataException">The energy lies outside the table.</exception>
    public double MassAttenuation(ChemicalFormula formula, double energy_eV)
    {
        RequireComposition(formula);
        double sum = 0;
        foreach ((Element element, double fraction) in formula.MassFractions())
        {
            sum += fraction * MassAttenuation(element, energy_eV);
        }

        return sum;
    }

    /// <summary>Mass attenuation coefficients μ/ρ [cm²/g] of a compound at several photon energies [eV].</summary>
    /// <exception cref="ScenarioException">An element is not in the table, or the formula's composition is open.</exception>
    /// <exception cref="DataException">An energy lies outside the table.</exception>
    public double[] MassAttenuation(ChemicalFormula formula, ReadOnlySpan<double> energies_eV)
    {
        var values = new double[energies_eV.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = MassAttenuation(formula, energies_eV[i]);
        }

        return values;
    }

    /// <summary>Linear attenuation coefficient μ [1/m] of a compound: optical density per metre of thickness.</summary>
    /// <param name="formula">The compound, its composition filled in.</param>
    /// <param name="density">Density [kg/m³].</param>
    /// <param name="energy_eV">Photon energy [eV].</param>
    /// <exception cref="ScenarioException">An element is not in the table, or the formula's composition is open.</exception>
    /// <exception cref="DataException">The energy lies outside the table.</exception>
    public double LinearAttenuation(ChemicalFormula formula, double density, double energy_eV)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(density);
        return MassAttenuation(formula, energy_eV) / SquareMetrePerKilogramInCm2PerGram * density;
    }

    private static void RequireComposition(ChemicalFormula formula)
    {
        if (formula.HasComposition)
        {
            throw new ScenarioException($"The attenuation of {formula} needs its composition x. Fill it in, as in Li0.1V2O5.");
        }
    }

    // The tables of Henke lie in the folder itself, the others in folders of their own.
    private static AttenuationTable Read(string name, string folder, string source)
    {
        string prefix = "Stria.Matter.Tables." + folder;
        var factors = new Dictionary<Element, ScatteringFactor>();
        Assembly assembly = typeof(AttenuationTable).Assembly;
        foreach (string resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal) && n.IndexOf('.', prefix.Length) == n.Length - 4))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            factors.Add(Element.Of(resource[prefix.Length..^4]), ScatteringFactor.Read(reader));
        }

        return new AttenuationTable(name, source, factors);
    }

    private ScatteringFactor FactorOf(Element element) =>
        factors.TryGetValue(element, out ScatteringFactor? factor)
            ? factor
            : throw new ScenarioException($"The attenuation table {Name} that ships with Stria does not hold {element}; it holds {string.Join(", ", Elements)}.");
}
