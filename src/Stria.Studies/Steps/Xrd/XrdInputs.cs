using System.Globalization;
using Stria.Core;
using Stria.Files;
using Stria.Matter;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>Turns the words of a scenario into phases, radiation and options.</summary>
internal static class XrdInputs
{
    /// <summary>The phases of a scenario.</summary>
    /// <exception cref="StriaException">A CIF cannot be read, or cell and symmetry contradict each other.</exception>
    public static CrystalPhase[] Phases(IEnumerable<XrdPhase> phases, Action<string> note) => [.. phases.SelectMany(p => Phases(p, note))];

    /// <summary>The crystal of a CIF as a phase.</summary>
    /// <exception cref="DataException">Its symmetry is missing or unknown, or its cell is none.</exception>
    public static CrystalPhase Of(CrystalRecord record)
    {
        double[] c = [.. record.Cell];
        try
        {
            var cell = UnitCell.FromAngstroms(c[0], c[1], c[2], c[3], c[4], c[5]);
            return new CrystalPhase(record.Name, Group(record, cell), cell) { FormulaUnits = record.FormulaUnits, Source = Path.GetFileName(record.Path) };
        }
        catch (Exception e) when (e is ArgumentException or FormatException or ScenarioException)
        {
            throw new DataException(e.Message, record.Path, e);
        }
    }

    /// <summary>The radiation of a text: a wavelength in ångström, a tube, or two lines with their ratio.</summary>
    /// <exception cref="ScenarioException">It is none.</exception>
    public static Radiation? Radiation(string? text)
    {
        if (text is null)
        {
            return null;
        }

        string plain = text.Trim().TrimEnd('Å', 'A').Trim().Replace("α", "a", StringComparison.Ordinal);
        string[] parts = plain.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        double[] numbers = [.. parts.Select(p => double.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out double v) ? v : double.NaN)];
        if (numbers.Length > 0 && numbers.All(double.IsFinite))
        {
            return numbers.Length == 1 ? Core.Radiation.Monochromatic(numbers[0]) : Core.Radiation.Doublet(numbers[0], numbers[1], numbers.Length > 2 ? numbers[2] : 0.5);
        }

        string whole = text.Trim().Replace("α", "a", StringComparison.Ordinal);
        int at = whole.IndexOf("Ka", StringComparison.OrdinalIgnoreCase);
        return (at > 0 ? Core.Radiation.OfTube(whole[..at], withSecondLine: !whole.EndsWith('1')) : null)
            ?? throw new ScenarioException($"'{text}' is no wavelength. Write it in ångström (0.24117), as a tube (CuKa, CuKa1, MoKa, CoKa, CrKa, FeKa, AgKa), or as two lines with their ratio (1.5405,1.5443,0.5).");
    }

    /// <summary>The calibration of a text in keV: offset, gain per channel and, where it is there, the quadratic term; in eV.</summary>
    /// <exception cref="ScenarioException">It is none.</exception>
    public static (double Offset_eV, double Gain_eV, double Quadratic_eV)? Calibration(string? text)
    {
        if (text is null)
        {
            return null;
        }

        const double Kilo = 1000, MostGain_keV = 1;
        double[] numbers = [.. text.Replace("keV", "", StringComparison.OrdinalIgnoreCase).Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries)
            .Select(p => double.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out double v) ? v : double.NaN)];
        return numbers.Length is 2 or 3 && numbers.All(double.IsFinite) && numbers[1] is > 0 and < MostGain_keV
            ? (numbers[0] * Kilo, numbers[1] * Kilo, numbers.Length > 2 ? numbers[2] * Kilo : 0)
            : throw new ScenarioException($"'{text}' is no calibration of a detector. Write offset and gain per channel in keV, and the quadratic term where there is one: 0.012,0.0345,1e-8.");
    }

    /// <summary>The options of a fit.</summary>
    public static PatternFitOptions Options(XrdScenario scenario, Diffractogram? container, InstrumentProfile? instrument)
    {
        XrdFit fit = scenario.Fit;
        return new PatternFitOptions
        {
            Instrument = instrument,
            Refine = fit.Refine.Aggregate(ProfileTerms.None, (sum, term) => sum | term),
            RefineSizes = fit.Sizes,
            RefineStrains = fit.Strains,
            StartsWide = fit.WideStart,
            Intensities = fit.Method,
            Range = fit.Range is { } range ? (range.From, range.To) : (double.NegativeInfinity, double.PositiveInfinity),
            Excluded = [.. fit.Excluded.Select(r => (r.From, r.To))],
            Background = new BackgroundOptions { ChebyshevTerms = fit.Background, SplineIntervals = fit.Spline, Humps = [.. fit.Humps.Select(h => new BackgroundHump(h.Position, h.Width))], Container = container },
            Restraints = [.. fit.Restraints.Select(r => new CellRestraint(r.Phase, r.Quantity, r.Value, r.Sigma))],
            ForeignLines = [.. fit.ForeignLines.Select(l => new ForeignLine(l.Name, l.Position, l.Widening) { RefinesPosition = l.Refine })],
        };
    }

    private static IEnumerable<CrystalPhase> Phases(XrdPhase phase, Action<string> note)
    {
        if (phase.Cif is null)
        {
            yield return With(phase, Written(phase));
            yield break;
        }

        note(phase.Cif);
        IReadOnlyList<CrystalRecord> records = CrystalRecord.ReadCif(phase.Cif);
        foreach (CrystalRecord record in records)
        {
            CrystalPhase found = Of(phase.SpaceGroup is { } symbol ? record with { Operations = [], Hall = null, Number = null, Symbol = symbol } : record);
            yield return With(phase with { Name = records.Count == 1 ? phase.Name : null }, found);
        }
    }

    private static CrystalPhase Written(XrdPhase phase)
    {
        double a = phase.A!.Value;
        var cell = new UnitCell(a, phase.B ?? a, phase.C ?? a, phase.Alpha, phase.Beta, phase.Gamma);
        if (!(cell.Volume > 0))
        {
            throw new ScenarioException($"The cell of '{phase.Name}' ({cell}) closes no cell: each angle must be less than the sum of the other two.");
        }

        return new CrystalPhase(phase.Name!, SpaceGroups.Find(phase.SpaceGroup!, cell), cell) { Source = phase.Source };
    }

    private static CrystalPhase With(XrdPhase phase, CrystalPhase found) => found with
    {
        Name = phase.Name ?? found.Name,
        Cell = phase.Cif is not null && phase.A is { } a ? new UnitCell(a, phase.B ?? a, phase.C ?? a, phase.Alpha, phase.Beta, phase.Gamma) : found.Cell,
        From = phase.From ?? double.NegativeInfinity,
        To = phase.To ?? double.PositiveInfinity,
        RefinesCell = phase.Refine,
        AnisotropicStrain = phase.AnisotropicStrain,
        InFractions = phase.InFractions,
        FormulaUnits = phase.FormulaUnits ?? found.FormulaUnits,
        Source = phase.Source.Length > 0 ? phase.Source : found.Source,
    };

    // The operations themselves say most; symbols leave origin and axes open.
    private static SpaceGroup Group(CrystalRecord record, UnitCell cell)
    {
        if (record.Operations.Count > 0)
        {
            var group = new SpaceGroup(record.Operations.Select(SymmetryOperation.Parse));
            return SpaceGroups.Named(group)?.Group() ?? group;
        }

        string? symbol = record.Hall ?? record.Symbol ?? record.Number?.ToString(CultureInfo.InvariantCulture);
        return symbol is not null ? SpaceGroups.Find(symbol, cell) : throw new ScenarioException("names neither symmetry operations nor a space group. Give it with 'space_group'.");
    }
}
