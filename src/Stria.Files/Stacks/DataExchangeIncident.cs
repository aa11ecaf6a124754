namespace Stria.Files;

/// <summary>White-field intensity in a Data Exchange file: MANTiS's white spectrum, or white images.</summary>
internal sealed class DataExchangeIncident(Hdf5File file, int[] shape, int[] order, double[] energies, List<Remark> remarks)
{
    /// <summary>I₀(E), or null when the file has none that can be used.</summary>
    internal Spectrum? Spectrum() => FromWhiteSpectrum() ?? FromWhiteImages();

    private Spectrum? FromWhiteSpectrum()
    {
        const string Folder = "spectromicroscopy/normalization";
        if (file.Find($"{Folder}/white_spectrum") is not Hdf5Dataset { IsNumeric: true } white || white.Count == 0)
        {
            return null;
        }

        double[] e = file.Find($"{Folder}/white_spectrum_energy") is Hdf5Dataset { IsNumeric: true } own && own.Count == white.Count ? own.ReadDoubles() : energies;
        double[] values = white.ReadDoubles();
        if (e.Length != values.Length)
        {
            remarks.Add(Remark.Warning($"The white spectrum has {values.Length} points and the stack {energies.Length} energies; it is left out."));
            return null;
        }

        remarks.Add(Remark.Note($"The file holds a white spectrum (I₀) of {values.Length} points."));
        return Sorted(e, values);
    }

    private Spectrum? FromWhiteImages()
    {
        if (file.Find("exchange/white_data") is not Hdf5Dataset { IsNumeric: true } white || white.Count == 0)
        {
            return null;
        }

        if (white.Shape.Count != 3 || white.Shape[order[0]] != shape[order[0]])
        {
            remarks.Add(Remark.Warning($"The white images are {Hdf5Dataset.Describe(white.Shape)} and do not follow the stack's energies; they are left out."));
            return null;
        }

        float[] images = AxisArrangement.Transposed(white.ReadFloats(), white.Lengths, order);
        int pixels = images.Length / energies.Length;
        var means = new double[energies.Length];
        for (int i = 0; i < images.Length; i++)
        {
            means[i / pixels] += images[i] / (double)pixels;
        }

        remarks.Add(Remark.Note($"The file holds white images; their mean over {pixels} pixels is its I₀."));
        return Sorted(energies, means);
    }

    private Spectrum? Sorted(double[] e, double[] values)
    {
        (double Energy, double Value)[] pairs = [.. e.Zip(values).OrderBy(pair => pair.First).DistinctBy(pair => pair.First)];
        if (pairs.Length != e.Length || !e.All(double.IsFinite) || !values.All(value => value > 0 && double.IsFinite(value)))
        {
            remarks.Add(Remark.Warning("The file's I₀ has equal energies, zeros or gaps; it is left out."));
            return null;
        }

        return new Spectrum([.. pairs.Select(p => p.Energy)], [.. pairs.Select(p => p.Value)], "I0", "counts");
    }
}
