using Stria.Measurement.Gitt;

namespace Stria.Studies;

/// <summary>What the methods for a diffusion coefficient are called.</summary>
internal static class MethodWords
{
    /// <summary>In a sentence: "D by the series of the body".</summary>
    public static string Of(DiffusionMethod method) => method switch
    {
        DiffusionMethod.WeppnerHuggins => "after Weppner and Huggins",
        DiffusionMethod.FiniteBody => "by the series of the body",
        DiffusionMethod.Relaxation => "from the relaxation",
        _ => "by the inverse fit",
    };

    /// <summary>In a legend.</summary>
    public static string Short(DiffusionMethod method) => method switch
    {
        DiffusionMethod.WeppnerHuggins => "Weppner–Huggins",
        DiffusionMethod.FiniteBody => "series of the body",
        DiffusionMethod.Relaxation => "relaxation",
        _ => "inverse fit",
    };
}
