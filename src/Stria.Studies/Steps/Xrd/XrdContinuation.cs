using System.Text.Json;
using Stria.Core;
using Stria.Files;
using Stria.Matter;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>continuation.h5 of a series of patterns: the outcome of each pattern fitted so far, to the last bit.</summary>
internal static class XrdContinuation
{
    private const string Ahead = "ahead", Behind = "behind";

    private static readonly JsonSerializerOptions Json = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Writes the file; it takes its name when it is whole.</summary>
    public static void Save(string path, IReadOnlyList<SeriesCourse> courses)
    {
        using var store = new MapStore(path);
        store.WriteArray("/counts", [.. courses.SelectMany(c => new double[] { c.Ahead.Count, c.Behind.Count })], [courses.Count, 2], "1");
        for (int layer = 0; layer < courses.Count; layer++)
        {
            foreach ((string way, IReadOnlyList<PatternFitResult> fits) in new[] { (Ahead, courses[layer].Ahead), (Behind, courses[layer].Behind) })
            {
                for (int k = 0; k < fits.Count; k++)
                {
                    string group = $"/layer{layer}/{way}/{k}";
                    store.WriteText($"{group}/fit", JsonSerializer.Serialize(SavedFit.Of(fits[k]), Json));
                    store.WriteArray($"{group}/calculated", fits[k].Calculated, [fits[k].Calculated.Length], "1");
                    store.WriteArray($"{group}/background", fits[k].Background, [fits[k].Background.Length], "1");
                }
            }
        }

        store.Complete();
    }

    /// <summary>Reads it back, layer by layer.</summary>
    /// <param name="path">The file.</param>
    /// <param name="phases">The phases of the study.</param>
    /// <exception cref="DataException">It is damaged.</exception>
    public static SeriesCourse[] Load(string path, IReadOnlyList<CrystalPhase> phases)
    {
        using var file = new MapFile(path);
        double[] counts = file.Array("/counts").Values;
        PatternFitResult[] Fits(int layer, string way, double count) => [.. Enumerable.Range(0, (int)count).Select(k => Fit(file, $"/layer{layer}/{way}/{k}", phases, path))];
        return [.. Enumerable.Range(0, counts.Length / 2).Select(layer => new SeriesCourse(Fits(layer, Ahead, counts[2 * layer]), Fits(layer, Behind, counts[(2 * layer) + 1])))];
    }

    private static PatternFitResult Fit(MapFile file, string group, IReadOnlyList<CrystalPhase> phases, string path)
    {
        try
        {
            return JsonSerializer.Deserialize<SavedFit>(file.Text(group + "/fit"), Json)!.Fit(phases, file.Array(group + "/calculated").Values, file.Array(group + "/background").Values);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new DataException($"does not hold the fit {group}: {e.Message}", path, e);
        }
    }

    /// <summary>A fit in numbers and names.</summary>
    private sealed record SavedFit(SavedPhase[] Phases, FittedParameter[] Parameters, double[] Correlations, FittedLine[] Lines, InstrumentProfile Instrument, Remark[] Remarks)
    {
        /// <summary>Displacement, Rwp, Rwp above background, Rexp, χ², points, parameters, iterations, whether it converged.</summary>
        public double[] Numbers { get; init; } = [];

        public static SavedFit Of(PatternFitResult fit) => new(
            [.. fit.Phases.Select(SavedPhase.Of)], [.. fit.Parameters], [.. fit.Correlations], [.. fit.ForeignLines], fit.Instrument, [.. fit.Remarks])
        {
            Numbers = [fit.Displacement_deg, fit.Rwp, fit.RwpAboveBackground, fit.Rexp, fit.ChiSquare, fit.Points, fit.FreeParameters, fit.Iterations, fit.Converged ? 1 : 0],
        };

        public PatternFitResult Fit(IReadOnlyList<CrystalPhase> phases, double[] calculated, double[] background) => new()
        {
            Phases = [.. Phases.Select(p => p.Fit(phases))],
            Parameters = Parameters,
            Correlations = Correlations,
            ForeignLines = Lines,
            Instrument = Instrument,
            Remarks = Remarks,
            Calculated = calculated,
            Background = background,
            Displacement_deg = Numbers[0],
            Rwp = Numbers[1],
            RwpAboveBackground = Numbers[2],
            Rexp = Numbers[3],
            ChiSquare = Numbers[4],
            Points = (int)Numbers[5],
            FreeParameters = (int)Numbers[6],
            Iterations = (int)Numbers[7],
            Converged = Numbers[8] != 0,
        };
    }

    /// <summary>A phase of a fit.</summary>
    private sealed record SavedPhase(string Name, double[] StartCell, double[] Metric, double[] Covariance, double[] Reflections)
    {
        private const int PerReflection = 8;

        /// <summary>Width of the size, of the strain, χ² without, whether it is there.</summary>
        public double[] Numbers { get; init; } = [];

        /// <summary>Terms of the anisotropic strain.</summary>
        public double[] Strains { get; init; } = [];

        public static SavedPhase Of(PhaseFit fit)
        {
            UnitCell c = fit.Phase.Cell;
            return new SavedPhase(
                fit.Phase.Name, [c.A, c.B, c.C, c.Alpha, c.Beta, c.Gamma], [.. fit.Cell.ReciprocalMetric_angstrom2], [.. fit.Cell.Covariance_angstrom4],
                [.. fit.Reflections.SelectMany(r => new[] { r.Indices.H, r.Indices.K, r.Indices.L, r.Multiplicity, r.Position, r.Spacing_angstrom, r.Intensity, r.Sigma })])
            {
                Numbers = [fit.SizeWidth, fit.StrainWidth, fit.ChiSquareWithout, fit.IsPresent ? 1 : 0],
                Strains = [.. fit.StrainTerms],
            };
        }

        public PhaseFit Fit(IReadOnlyList<CrystalPhase> phases)
        {
            double[] c = StartCell, r = Reflections;
            CrystalPhase phase = phases.First(p => p.Name == Name) with { Cell = new UnitCell(c[0], c[1], c[2], c[3], c[4], c[5]) };
            FittedReflection[] reflections = [.. Enumerable.Range(0, r.Length / PerReflection).Select(k => k * PerReflection).Select(i => new FittedReflection(
                new MillerIndices((int)r[i], (int)r[i + 1], (int)r[i + 2]), (int)r[i + 3], r[i + 4], r[i + 5], r[i + 6], r[i + 7]))];
            return new PhaseFit(phase, MeasuredCell.FromReciprocalMetric(Metric, Covariance), reflections)
            {
                SizeWidth = Numbers[0],
                StrainWidth = Numbers[1],
                StrainTerms = Strains,
                ChiSquareWithout = Numbers[2],
                IsPresent = Numbers[3] != 0,
            };
        }
    }
}
