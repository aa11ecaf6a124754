using System.Text.Json.Nodes;
using Stria.Core;
using Stria.Measurement;
using Stria.Measurement.Impedance;

namespace Stria.Studies;

/// <summary>What was found in each spectrum, as eis.json: numbers in SI, null where there is none.</summary>
internal static class ImpedanceJson
{
    /// <summary>The text of the file.</summary>
    public static string Of(ImpedanceScenario scenario, IReadOnlyList<AnalysedSpectrum> spectra) => RunJson.Write(new JsonObject
    {
        ["imaginary_sign"] = "Im Z is negative for a capacitor",
        ["circuit"] = scenario.Circuit,
        ["blocking"] = scenario.Blocking,
        ["weighting"] = SnakeCase.Of(scenario.Fit.Weighting.ToString()),
        ["spectra"] = new JsonArray([.. spectra.Select(Spectrum)]),
    });

    private static JsonObject Spectrum(AnalysedSpectrum one)
    {
        var json = new JsonObject
        {
            ["name"] = one.Name,
            ["file"] = Path.GetFileName(one.Source.File),
            ["points"] = one.Source.Spectrum.Count,
            ["lowest_frequency_hz"] = one.Source.Spectrum.Frequencies.Min(),
            ["highest_frequency_hz"] = one.Source.Spectrum.Frequencies.Max(),
            ["potential_v"] = Number(one.Source.Spectrum.Potential),
        };
        if (one.Consistency is { } kk)
        {
            json["kramers_kronig"] = new JsonObject
            {
                ["consistent"] = kk.Consistent,
                ["elements"] = kk.Elements,
                ["mu"] = Number(kk.Mu),
                ["rms_relative"] = Number(kk.RootMeanSquare),
                ["noise_relative"] = Number(kk.Noise),
                ["offending_frequencies_hz"] = new JsonArray([.. kk.Offending.Select(f => (JsonNode)f)]),
                ["drift_relative"] = kk.Drift is { } d ? Measured(d) : null,
            };
        }

        if (one.Relaxation is { } drt)
        {
            json["relaxation_times"] = new JsonObject
            {
                ["lambda"] = drt.Lambda,
                ["high_frequency_resistance_ohm"] = drt.HighFrequency,
                ["polarisation_resistance_ohm"] = drt.Polarisation,
                ["inductance_h"] = drt.Inductance,
                ["rms_relative"] = drt.RootMeanSquare,
                ["peaks"] = new JsonArray([.. drt.Peaks.Select(p => new JsonObject { ["time_s"] = p.Time, ["resistance_ohm"] = p.Resistance })]),
            };
        }

        if (one.Fit is { } fit)
        {
            json["fit"] = Fit(fit);
        }

        if (one.Cell is { } cell)
        {
            json["blocked_cell"] = Cell(one, cell);
        }

        return json;
    }

    private static JsonObject Fit(ImpedanceFitResult fit)
    {
        int n = fit.Parameters.Count;
        return new JsonObject
        {
            ["circuit"] = fit.Circuit.Text,
            ["parameters"] = new JsonArray([.. fit.Parameters.Select(p => new JsonObject
            {
                ["name"] = p.Name,
                ["value"] = Number(p.Value),
                ["sd"] = Number(p.Sigma),
                ["half_width_95"] = Number(p.HalfWidth95),
                ["unit"] = p.Unit,
                ["fixed"] = p.Fixed,
                ["at_bound"] = p.AtBound,
            })]),
            ["correlations"] = new JsonArray([.. Enumerable.Range(0, n).Select(i => new JsonArray([.. Enumerable.Range(0, n).Select(j => Number(fit.Correlations[i, j]))]))]),
            ["rms_ohm"] = fit.RootMeanSquare,
            ["rms_relative"] = fit.RelativeRootMeanSquare,
            ["reduced_chi_square"] = fit.ReducedChiSquare,
            ["starts_tried"] = fit.Starts.Tried,
            ["starts_agreeing"] = fit.Starts.Agreeing,
            ["warnings"] = new JsonArray([.. fit.Remarks.Where(r => r.Kind == RemarkKind.Warning).Select(r => (JsonNode)r.Text)]),
        };
    }

    private static JsonObject Cell(AnalysedSpectrum one, SymmetricCellResult cell)
    {
        var json = new JsonObject
        {
            ["high_frequency_resistance_ohm"] = Measured(cell.HighFrequency),
            ["contact_resistance_ohm"] = Measured(cell.Contact),
            ["ionic_resistance_ohm"] = Measured(cell.Ionic),
            ["electronic_resistance_ohm"] = Measured(cell.Electronic),
            ["k"] = cell.Coefficient,
            ["low_frequency_resistance_ohm"] = cell.LowFrequency,
            ["tortuosity"] = one.Tortuosity is { } tau ? Measured(tau) : null,
            ["macmullin_number"] = one.MacMullin is { } n ? Measured(n) : null,
            ["compared"] = new JsonArray([.. cell.Compared.Select(c => new JsonObject { ["circuit"] = c.Circuit, ["bayesian_information_criterion"] = Number(c.InformationCriterion), ["ionic_resistance_ohm"] = Measured(c.Ionic) })]),
        };
        if (cell.IsAmbiguous)
        {
            SymmetricCellResult other = cell.Exchanged();
            json["rails_exchanged"] = new JsonObject
            {
                ["why"] = "a line looks the same when its rails change places; which of them is that of the pores no spectrum tells",
                ["ionic_resistance_ohm"] = Measured(other.Ionic),
                ["electronic_resistance_ohm"] = Measured(other.Electronic),
                ["k"] = other.Coefficient,
                ["tortuosity"] = one.TortuosityExchanged is { } t ? Measured(t) : null,
            };
        }

        return json;
    }

    private static JsonObject Measured(MeasuredValue value) => new() { ["value"] = Number(value.Value), ["sd"] = Number(value.Sigma) };

    private static JsonValue? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
