using Stria.Core;

namespace Stria.Measurement.Impedance;

/// <summary>Like electrodes in a blocking electrolyte: from the spectrum to resistances (Luo et al., Nat. Mater. 2022, eq. 19), and by <see cref="BlockedElectrode"/> to tortuosity.</summary>
/// <remarks>
/// The whole cell is fitted with one line; its ionic resistance is therefore that of all electrodes in series.
/// A line with two rails looks the same when its rails change places: the larger resistance is taken as the ionic one, and a remark says so, unless a setting for one of them tells which is which.
/// Leaving out an electronic rail that is there biases R_ion by several percent, so four circuits are compared unless one is asked for.
/// </remarks>
public static class SymmetricCell
{
    /// <summary>R_HFR and a line without electronic resistance.</summary>
    public const string Plain = "R0-TLM1(CPE2)";

    /// <summary>R_HFR and a line with an electronic rail.</summary>
    public const string Rail = "R0-GTLM1(CPE2)";

    /// <summary>R_HFR, a contact arc and a line without electronic resistance.</summary>
    public const string Contact = "R0-p(R1,CPE1)-TLM1(CPE2)";

    /// <summary>R_HFR, a contact arc and a line with an electronic rail: the simplified general transmission line model.</summary>
    public const string ContactAndRail = "R0-p(R1,CPE1)-GTLM1(CPE2)";

    private const double PoorFit = 0.03;

    /// <summary>The circuits that are compared.</summary>
    public static IReadOnlyList<string> Circuits { get; } = [Plain, Rail, Contact, ContactAndRail];

    /// <summary>Fits the cell.</summary>
    /// <param name="spectrum">The spectrum of the whole cell.</param>
    /// <param name="circuit">One of <see cref="Circuits"/>; null to take the one with the lowest information criterion.</param>
    /// <param name="options">Weights, limits, starts.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <exception cref="DataException">There are too few points.</exception>
    /// <exception cref="ScenarioException">The circuit is none of the four, or a setting names a parameter that none of them has.</exception>
    public static SymmetricCellResult Analyse(ImpedanceSpectrum spectrum, string? circuit = null, ImpedanceFitOptions? options = null, CancellationToken cancel = default)
    {
        if (circuit is not null && !Circuits.Contains(circuit))
        {
            throw new ScenarioException($"'{circuit}' is no circuit of a blocked cell; there are {string.Join(", ", Circuits)}.");
        }

        options ??= new ImpedanceFitOptions();
        Circuit[] all = circuit is null ? [.. Circuits.Select(Circuit.Parse)] : [Circuit.Parse(circuit)];
        string? stray = options.Settings.Keys.FirstOrDefault(k => Array.TrueForAll(all, c => c.IndexOf(k) < 0));
        if (stray is not null)
        {
            throw new ScenarioException($"No circuit of a blocked cell that is fitted has a parameter '{stray}'; there are {string.Join(", ", all.SelectMany(c => c.Parameters.Select(p => p.Name)).Distinct())}.");
        }

        int numbers = 2 * ImpedanceFit.CountUsed(spectrum, options);
        Circuit[] asked = circuit is null ? [.. all.Where(c => numbers > c.Parameters.Count(p => !IsFixed(p.Name, options)))] : all;
        asked = asked.Length > 0 ? asked : [all[0]];
        SymmetricCellResult[] results = [.. asked.Select(c => Fit(spectrum, c, options, cancel))];
        double[] criteria = [.. results.Select(r => InformationCriterion(r.Fit))];
        SymmetricCellResult best = results[Array.IndexOf(criteria, criteria.Min())];
        string[] idle = [.. options.Settings.Keys.Where(k => best.Fit.Circuit.IndexOf(k) < 0)];
        return best with
        {
            Fit = idle.Length == 0 ? best.Fit : best.Fit with { Remarks = [.. best.Fit.Remarks, Remark.Note($"What is known of {string.Join(", ", idle)} was not used: the circuit {best.Fit.Circuit.Text}, which was taken, has none of that name.")] },
            Compared = [.. results.Select((r, i) => (asked[i].Text, criteria[i], r.Ionic))],
        };
    }

    // Of what is known each circuit is told what concerns it.
    private static SymmetricCellResult Fit(ImpedanceSpectrum spectrum, Circuit circuit, ImpedanceFitOptions options, CancellationToken cancel)
    {
        ImpedanceFitOptions own = options with { Settings = options.Settings.Where(s => circuit.IndexOf(s.Key) >= 0).ToDictionary(s => s.Key, s => s.Value) };
        return Read(ImpedanceFit.Run(spectrum, circuit, own, cancel), options.Settings);
    }

    private static bool IsFixed(string parameter, ImpedanceFitOptions options) => options.Settings.GetValueOrDefault(parameter) is { Fixed: true };

    /// <summary>Reads the resistances off the fit of one of <see cref="Circuits"/>.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="settings">What was known of the parameters: where something is known of a rail of the line, its rails keep their places.</param>
    public static SymmetricCellResult Read(ImpedanceFitResult fit, IReadOnlyDictionary<string, ParameterSetting> settings)
    {
        bool isKnown = settings.Any(s => s.Key is "GTLM1.Rion" or "GTLM1.Rel" && !s.Value.IsEmpty);
        bool hasRail = fit.Circuit.IndexOf("GTLM1.Rel") >= 0, hasContact = fit.Circuit.IndexOf("R1") >= 0;
        ParameterEstimate ionic = fit[hasRail ? "GTLM1.Rion" : "TLM1.Rion"];
        MeasuredValue electronic = hasRail ? fit["GTLM1.Rel"].Measured : 0, large = ionic.Measured;
        var remarks = new List<Remark>(fit.Remarks);
        if (electronic.Value > large.Value && !isKnown)
        {
            (large, electronic) = (electronic, large);
        }

        if (hasRail && !isKnown)
        {
            remarks.Add(Remark.Assumed($"Of the two rails the larger resistance ({large.Value:g4} Ω against {electronic.Value:g4} Ω) is taken as that of the pores; the spectrum cannot tell them apart."));
        }

        if (fit.RelativeRootMeanSquare > PoorFit)
        {
            remarks.Add(Remark.Warning($"The circuit leaves {100 * fit.RelativeRootMeanSquare:g2} % of the impedance unexplained: its resistances are not those of a blocked porous electrode."));
        }

        return new SymmetricCellResult(fit with { Remarks = remarks })
        {
            HighFrequency = fit["R0"].Measured,
            Contact = hasContact ? fit["R1"].Measured : 0,
            Ionic = large,
            Electronic = electronic,
            RailsAreKnown = hasRail && isKnown,
            Coefficient = (1 + (electronic.Value / large.Value)) / 3,
            Factor95 = double.IsFinite(ionic.Sigma) && ionic.Sigma > 0 ? ionic.HalfWidth95 / ionic.Sigma : 1.96,
        };
    }

    // Bayesian information criterion with an unknown variance: n ln(S/n) + p ln n.
    private static double InformationCriterion(ImpedanceFitResult fit)
    {
        double n = 2 * fit.Used.Count;
        return (n * Math.Log(fit.SumOfSquares / n)) + (fit.Parameters.Count(p => !p.Fixed) * Math.Log(n));
    }
}
