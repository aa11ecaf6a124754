using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stria.Bench;

/// <summary>The ratio of Stria's processor time to the yardstick's, case by case, from the JSON lines of both.</summary>
internal static class ComparisonTable
{
    /// <summary>Prints the table, then the same as one line of JSON.</summary>
    /// <returns>Exit code.</returns>
    public static int Print(string[] lines)
    {
        Measurement[] all = [.. lines.Where(l => l.StartsWith('{')).Select(Measurement.Of)];
        Console.WriteLine($"{"case",-6} {"side",-8} {"runs",4} {"CPU s: least",12} {"median",9} {"most",9}   stages (median CPU s)");
        var summary = new JsonObject();
        foreach (IGrouping<string, Measurement> byCase in all.GroupBy(m => m.Case))
        {
            // The yardstick of the whole chain is that of the stack.
            bool isChain = byCase.Key.StartsWith("chain", StringComparison.Ordinal);
            double? stria = PrintSide(byCase, "stria"), yardstick = PrintSide(isChain ? all.Where(m => m.Case == "stack") : byCase, "yardstick");
            var entry = new JsonObject { ["stria_cpu_s"] = stria, ["yardstick_cpu_s"] = yardstick };
            if (stria is { } s && yardstick is { } y)
            {
                entry["ratio"] = Math.Round(s / y, 3);
                Console.WriteLine($"{byCase.Key,-6} ratio of the medians {(s / y).ToString("f2", CultureInfo.InvariantCulture)}{(isChain ? "" : StageRatios(byCase))}");
            }

            summary[byCase.Key] = entry;
        }

        Console.WriteLine(summary.ToJsonString());
        return 0;
    }

    private static double? PrintSide(IEnumerable<Measurement> byCase, string side)
    {
        Measurement[] runs = [.. byCase.Where(m => m.Side == side)];
        if (runs.Length == 0)
        {
            return null;
        }

        double[] cpu = [.. runs.Select(r => r.Cpu).Order()];
        IEnumerable<string> stages = runs[0].Stages.Keys.Select(k => $"{k} {Median(runs.Select(r => r.Stages[k])).ToString("f3", CultureInfo.InvariantCulture)}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{runs[0].Case,-6} {side,-8} {runs.Length,4} {cpu[0],12:f3} {Median(cpu),9:f3} {cpu[^1],9:f3}   {string.Join(", ", stages)}"));
        return Median(cpu);
    }

    // Where both sides know the same stages, their ratios; where both computed an energy, how far apart they are.
    private static string StageRatios(IEnumerable<Measurement> byCase)
    {
        Measurement[] stria = [.. byCase.Where(m => m.Side == "stria")], other = [.. byCase.Where(m => m.Side != "stria")];
        if (stria[0].Energy is not { } energy || other[0].Energy is not { } reference)
        {
            return "";
        }

        IEnumerable<string> ratios = stria[0].Stages.Keys.Select(k =>
            $"{k} {(Median(stria.Select(r => r.Stages[k])) / Median(other.Select(r => r.Stages[k]))).ToString("f2", CultureInfo.InvariantCulture)}");
        return $" ({string.Join(", ", ratios)}); energies differ by {Math.Abs((energy / reference) - 1).ToString("e1", CultureInfo.InvariantCulture)}";
    }

    private static double Median(IEnumerable<double> values) => Numerics.Statistics.Quantiles.Median([.. values]);

    private sealed record Measurement(string Case, string Side, double Cpu, Dictionary<string, double> Stages, double? Energy)
    {
        // The yardsticks write a number where there is one stage, and an object where there are several.
        public static Measurement Of(string line)
        {
            JsonNode json = JsonNode.Parse(line) ?? throw new JsonException($"no JSON: {line}");
            switch ((string?)json["bench"])
            {
                case "fx_elast2d": return OfElements(json);
                case "fx_ch_imex": return OfSteps(json, "CH-linear", ["rhs_per_step", "solve_per_step"], (double?)json["energies"]?.AsArray()[^1]?[1]);
                case "fx_ch_bm1": return OfSteps(json, "CH-newton", ["asmF", "asmJ", "lin"], (double?)json["F"]);
                case "fx_chmech": return OfSteps(json, "CH-strip", ["s_per_step_median"], (double?)json["Fbulk"] + (double?)json["Fgrad"] + (double?)json["Fel"]);
            }

            if ((string?)json["bench"] == "np_spectral")
            {
                double steps = (double?)json["s_total"] ?? throw new JsonException($"no s_total: {line}");
                return new Measurement("fft512", "yardstick", steps, new() { ["steps"] = steps }, json["F"]!.AsArray().Sum(f => (double)f!));
            }

            string side = (string?)json["impl"] == "stria" ? "stria" : "yardstick", which = (string?)json["yard"] ?? throw new JsonException($"no case: {line}");
            JsonNode cpu = json["cpu_s"] ?? throw new JsonException($"no processor time: {line}");
            Dictionary<string, double> stages = cpu is JsonObject several ? several.ToDictionary(s => s.Key, s => (double)s.Value!) : new() { ["all"] = (double)cpu };
            double? energy = which is "T3" or "P2" or "fft512" || which.StartsWith("CH-", StringComparison.Ordinal) ? (double?)json["energy"] : null;
            return new Measurement(which, side, stages.Values.Sum(), stages, energy);
        }

        // Seconds of one step or iteration, all stages together, as Stria's side counts them.
        private static Measurement OfSteps(JsonNode json, string which, string[] fields, double? energy)
        {
            double seconds = fields.Sum(f => (double?)json[f] ?? throw new JsonException($"no {f}: {json.ToJsonString()}"));
            return new Measurement(which, "yardstick", seconds, new() { ["all"] = seconds }, energy);
        }

        // FEniCSx computes in GPa and µm.
        private static Measurement OfElements(JsonNode json)
        {
            double Of(string field) => (double?)json[field] ?? throw new JsonException($"no {field}: {json.ToJsonString()}");
            var stages = new Dictionary<string, double> { ["assemble"] = Of("t_assemble"), ["factor"] = Of("t_setup"), ["solve"] = Of("t_solve") };
            return new Measurement(Of("deg") == 1 ? "T3" : "P2", "yardstick", stages.Values.Sum(), stages, Of("energy") * 1e-3);
        }
    }
}
