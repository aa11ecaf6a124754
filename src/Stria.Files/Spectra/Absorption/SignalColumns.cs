namespace Stria.Files;

/// <summary>Which columns of a table of absorption make the spectrum.</summary>
internal static class SignalColumns
{
    private static readonly string[] Normalised = ["norm", "munorm", "flat", "normtrans", "normfluor", "normrefer", "norm_mu"];
    private static readonly string[] Absorption = ["mu", "xmu", "mutrans", "mufluor", "mu_trans", "mu_fluor", "mux", "od", "absorption", "absorbance", "tey", "mutey"];
    private static readonly string[] Deviations = ["stddev", "sd", "sigma", "delta_mu", "std"];

    /// <summary>Whether a name is that of normalised absorption.</summary>
    internal static bool IsNormalised(string name) => Normalised.Contains(Plain(name));

    /// <summary>The index of the column whose values are absorption themselves: normalised first, as an analysis wrote it; −1 when there is none.</summary>
    internal static int Find(IReadOnlyList<string> names)
    {
        int found = Array.FindIndex([.. names], IsNormalised);
        return found >= 0 ? found : Array.FindIndex([.. names], n => Absorption.Contains(Plain(n)));
    }

    /// <summary>The index of the column of standard deviations, or −1.</summary>
    internal static int Deviation(IReadOnlyList<string> names) => Array.FindIndex([.. names], n => Deviations.Contains(Plain(n)));

    /// <summary>The incident and the transmitted or fluorescent intensity from which absorption can be formed; null when the names do not tell.</summary>
    internal static (int Incident, int Signal, bool IsTransmission)? Intensities(IReadOnlyList<string> names)
    {
        int At(params string[] wanted) => Array.FindIndex([.. names], n => wanted.Contains(Plain(n)));
        int incident = At("i0", "i_0", "io", "monitor"), transmitted = At("itrans", "i1", "it", "i_trans"), fluorescence = At("ifluor", "if", "iff", "i_fluor");
        return (incident, transmitted, fluorescence) switch
        {
            ( >= 0, >= 0, _) => (incident, transmitted, true),
            ( >= 0, _, >= 0) => (incident, fluorescence, false),
            _ => null,
        };
    }

    /// <summary>The spectrum of named columns.</summary>
    /// <param name="energies_eV">Energies as they stand in the file.</param>
    /// <param name="names">What the other columns are called.</param>
    /// <param name="columns">The other columns.</param>
    /// <param name="source">The spectrum's name and its file.</param>
    /// <exception cref="DataException">No column is absorption, and it cannot be formed.</exception>
    internal static AbsorptionRecord Record(double[] energies_eV, IReadOnlyList<string> names, IReadOnlyList<double[]> columns, (string Name, string Path) source)
    {
        int signal = Find(names), sd = Deviation(names);
        if (signal >= 0)
        {
            (double[] e, double[] v, double[]? s) = Sorted(energies_eV, columns[signal], sd >= 0 && sd != signal ? columns[sd] : null);
            return new AbsorptionRecord(new Spectrum(e, v, source.Name)) { Signal = names[signal], IsNormalised = IsNormalised(names[signal]), StandardDeviation = s };
        }

        if (Intensities(names) is not { } i)
        {
            throw new DataException($"no column is absorption, nor can it be formed from the columns {string.Join(", ", names)}. Absorption is called mu, mutrans, mufluor, norm; intensities i0 with itrans or ifluor.", source.Path);
        }

        double[] incident = columns[i.Incident], measured = columns[i.Signal];
        int bad = Array.FindIndex([.. incident.Zip(measured, (a, b) => a > 0 && (!i.IsTransmission || b > 0))], good => !good);
        if (bad >= 0)
        {
            throw new DataException($"row {bad + 1} of the data: {names[i.Incident]} = {incident[bad]:g6}, {names[i.Signal]} = {measured[bad]:g6}, from which no absorption can be formed. Perhaps a shutter was closed.", source.Path);
        }

        double[] mu = [.. incident.Zip(measured, (a, b) => i.IsTransmission ? Math.Log(a / b) : b / a)];
        string formed = i.IsTransmission ? $"ln({names[i.Incident]}/{names[i.Signal]})" : $"{names[i.Signal]}/{names[i.Incident]}";
        (double[] energies, double[] values, _) = Sorted(energies_eV, mu, null);
        return new AbsorptionRecord(new Spectrum(energies, values, source.Name))
        {
            Signal = formed,
            Remarks = [Remark.Assumed($"{Path.GetFileName(source.Path)}: absorption was formed as {formed}.")],
        };
    }

    // Ascending energies; values at equal energies are averaged.
    private static (double[] Energies, double[] Values, double[]? Deviations) Sorted(double[] e, double[] v, double[]? s)
    {
        IGrouping<double, int>[] groups = [.. Enumerable.Range(0, e.Length).GroupBy(i => e[i]).OrderBy(g => g.Key)];
        return ([.. groups.Select(g => g.Key)], [.. groups.Select(g => g.Average(i => v[i]))], s is null ? null : [.. groups.Select(g => Math.Sqrt(g.Sum(i => s[i] * s[i])) / g.Count())]);
    }

    private static string Plain(string name) => name.Trim().ToLowerInvariant();
}
