namespace Stria.Bench;

/// <summary>Made-up absorption spectra with the features of a vanadium oxide: two edges and lines whose place and height follow the lithium content.</summary>
/// <remarks>They only have to be as many, as wide and as alike as real references; they are no measurement and no reference library.</remarks>
internal static class PlantedSpectra
{
    /// <summary>Compositions of the references.</summary>
    public static double[] Compositions { get; } = [0, 0.15, 0.3, 0.45, 0.7, 0.95];

    /// <summary>Photon energies of a V L and O K scan [eV].</summary>
    public static double[] Energies(int count) => [.. Enumerable.Range(0, count).Select(i => 508 + (52.0 * i / Math.Max(1, count - 1)))];

    /// <summary>Optical density of a layer of unit thickness, one row per reference.</summary>
    public static double[][] References(double[] energies) => [.. Compositions.Select(x => energies.Select(e => OpticalDensity(e, x)).ToArray())];

    /// <summary>Incident intensity: a smooth undulator curve [counts].</summary>
    public static double[] Incident(double[] energies) => [.. energies.Select(e => 4000 * (1 - (0.1 * Math.Pow((e - 534) / 26, 2)) + (0.04 * Math.Cos(e / 6))))];

    private static double OpticalDensity(double e, double x) =>
        0.07 + Edge(e, 516.5, 0.9, 0.3) + Edge(e, 539, 1.8, 0.16)
        + Line(e, 514.2 + (1.6 * x), 0.55, 0.6 * (1 - (0.5 * x))) + Line(e, 517.0 + (0.8 * x), 0.6, 0.7 * (1 - (0.45 * x * x))) + Line(e, 519.4, 0.95, 1.4)
        + Line(e, 524.8, 1.3, 0.85) + Line(e, 528.6 + (1.2 * x), 0.7, 0.8 * (1 - (0.8 * x))) + Line(e, 532.4 + (1.5 * x), 0.8, 0.6 - (0.5 * x * (1 - x)));

    private static double Edge(double e, double centre, double width, double height) => height * (0.5 + (Math.Atan((e - centre) / width) / Math.PI));

    private static double Line(double e, double centre, double width, double height) => height / (1 + Math.Pow((e - centre) / width, 4));
}
