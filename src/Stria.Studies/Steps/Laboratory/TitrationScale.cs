using Stria.Core;
using Stria.Measurement.Cycling;
using Stria.Measurement.Gitt;
using Stria.Numerics.Diffusion;

namespace Stria.Studies;

/// <summary>
/// The unit of the abscissa and of the diffusivity of a titration. Where mass, formula or x at the beginning is not known, charge stands in the place of x;
/// where the length of the particles is not known, D over its square in the place of D. Neither is assumed.
/// </summary>
internal sealed class TitrationScale
{
    private const double MilliampereHour = 3.6;
    private readonly CellFacts facts;
    private readonly double range; // charge from the lowest to the highest point of the record [C]

    public TitrationScale(CellFacts facts, CyclerTrace trace)
    {
        this.facts = facts;
        double[] charge = TracePhases.Charges(trace);
        range = Math.Max(charge.Max() - charge.Min(), double.Epsilon);
        HasComposition = facts.MissingForComposition.Count == 0;
    }

    /// <summary>Whether x is known.</summary>
    public bool HasComposition { get; }

    /// <summary>Whether the shape of the particles is known, without which no diffusivity can be told.</summary>
    public bool HasShape => facts.Sheet.ParticleShape is not null;

    /// <summary>Whether their length is known as well.</summary>
    public bool HasLength => facts.Sheet.ParticleLength is not null;

    /// <summary>"x in LixV2O5" or "charge passed [mAh]".</summary>
    public string Label => HasComposition ? $"x in {facts.PrettyFormula}" : "charge passed [mAh]";

    /// <summary>Name of the abscissa in tables.</summary>
    public string Name => HasComposition ? "x" : "charge passed";

    /// <summary>Its unit.</summary>
    public string Unit => HasComposition ? "1" : "mAh";

    /// <summary>"D" or "D/l^2".</summary>
    public string DiffusivityName => HasLength ? "D" : "D/l^2";

    /// <summary>m²/s or 1/s.</summary>
    public string DiffusivityUnit => HasLength ? "m²/s" : "1/s";

    /// <summary>The sample as the analysis wants it.</summary>
    public GittSample Sample => new()
    {
        Shape = facts.Sheet.ParticleShape ?? ParticleShape.Sphere,
        Length = facts.Sheet.ParticleLength ?? 1,
        ChargePerComposition = HasComposition ? facts.Host!.ChargePerComposition : MilliampereHour,
        StartComposition = HasComposition ? facts.Sheet.StartComposition!.Value : 0,
    };

    /// <summary>The abscissa of a composition of the analysis.</summary>
    public double Shown(double composition) => HasComposition ? composition : -composition;

    /// <summary>Limits as the analysis wants them; where charge stands for x, "flat" counts over the charge of the whole record.</summary>
    public GittOptions Options(GittLimits limits) => new()
    {
        EarlyShare = limits.EarlyShare,
        LargestCurvature = limits.Curvature,
        LargestStep = limits.Step,
        LargestSlopeChange = limits.SlopeChange,
        FlatSlope = HasComposition ? limits.FlatSlope : limits.FlatSlope / (range / MilliampereHour),
        LargestUnrest = limits.Unrest,
        LargestBias = limits.Bias,
        LargestMisfit = limits.Misfit,
    };
}
