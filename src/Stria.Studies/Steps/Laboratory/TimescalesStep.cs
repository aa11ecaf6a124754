using System.Text.Json.Nodes;
using Stria.Core;
using Stria.Measurement;
using Stria.Measurement.Cycling;

namespace Stria.Studies;

/// <summary>Gathers lengths and diffusivities, and computes the times of diffusion in particles and pores.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class TimescalesStep(TimescalesScenario scenario) : IStudyStep
{
    private const string Purpose = "a time of diffusion";

    /// <inheritdoc/>
    public string Name => "times";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        var facts = CellFacts.Of(scenario.CellSheet, scenario.Cell, null, context);
        MeasuredValue? solid = facts.SolidDiffusivity ?? FromRun(scenario.GittSummary, "diffusivity_median", "m²/s", context), tau = facts.Tortuosity ?? FromRun(scenario.EisSummary, "tortuosity", "1", context);
        MeasuredValue? length = facts.Sheet.ParticleLength is { } l ? new MeasuredValue(l) : null;
        var found = new DiffusionTimes(facts.Sheet.Name ?? "the cell", null!)
        {
            Particle = (CellFacts.Need(length, "particle_length", Purpose), CellFacts.Need(solid, "solid_diffusivity", Purpose)),
            Electrolyte = (CellFacts.Need(facts.Thickness, "thickness", Purpose), CellFacts.Need(facts.SaltDiffusivity, "salt_diffusivity", Purpose)),
            Pores = (CellFacts.Need(facts.Porosity, "porosity", Purpose), CellFacts.Need(tau, "tortuosity", Purpose)),
        };
        found = found with { Times = Timescales.Of(found.Particle, found.Electrolyte, found.Pores) };
        context.Put(found);
        Put("particle_time", found.Times.Particle, "s", "Diffusion in the particles, t_s = l²/D_s (Nat. Mater. 2022, eq. 15)", context);
        Put("electrolyte_time", found.Times.Electrolyte, "s", "Diffusion in the pores, t_e = L²/((ε/τ) D_e) (eq. 16)", context);
        Put("ratio", MeasuredValue.Product(1, (found.Times.Electrolyte, 1), (found.Times.Particle, -1)), "1", "Time in the pores over time in the particles", context);
        if (scenario.HalfCycle is { } half)
        {
            double slower = Math.Max(found.Times.Particle.Value, found.Times.Electrolyte.Value);
            context.Report(new Headline("share_of_half_cycle", slower / half, "1", "The slower of the two over the time of a charge or discharge"));
        }

        context.Describe("Times of diffusion: t_s = l²/D_s in the particles, t_e = L²/((ε/τ) D_e) in the pores (Nat. Mater. 2022, eqs 15 and 16); l is the particle length of the cell sheet, τ the tortuosity factor of the total porosity.");
        context.Cite("J. Luo et al., Nat. Mater. (2022), eqs 15 and 16");
        context.Say(Remark.Note("Both are orders of magnitude: l of the formula is the whole way of the ions, for which some take the radius and some the diameter of the particles, a factor of four in t_s."));
    }

    private static void Put(string name, MeasuredValue value, string unit, string meaning, StudyContext context) =>
        context.Report(new Headline(name, value.Value, unit, meaning) { StandardDeviation = value.Sigma > 0 ? value.Sigma : null });

    private static MeasuredValue? FromRun(string? summary, string name, string unit, StudyContext context)
    {
        if (summary is null)
        {
            return null;
        }

        double? value;
        double sd;
        try
        {
            JsonNode? entry = JsonNode.Parse(File.ReadAllText(summary))?[name];
            value = entry?["value"] is JsonValue number && (string?)entry["unit"] == unit ? (double)number : null;
            sd = entry?["sd"] is JsonValue deviation ? (double)deviation : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Text.Json.JsonException or InvalidOperationException or FormatException)
        {
            throw new DataException($"cannot be read as the summary of a run: {e.Message}", summary, e);
        }

        if (value is not { } known)
        {
            throw new DataException($"holds no '{name}' in {(unit == "1" ? "a pure number" : unit)}. Perhaps the run is of another kind, or lacked entries of the cell sheet that it needs.", summary);
        }

        context.NoteInput(summary);
        context.Say(Remark.Note($"{name} = {known:g4} {(unit == "1" ? "" : unit)} comes from the run {Path.GetFileName(Path.GetDirectoryName(summary))}."));
        return new MeasuredValue(known, sd);
    }
}
