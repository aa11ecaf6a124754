using Stria.Numerics.Diffusion;

namespace Stria.Measurement.Gitt;

/// <summary>What the lines of one pulse and its rest give by each method, before it is judged beside its neighbours.</summary>
internal sealed class PulseFits
{
    private readonly ParticleShape shape;

    public PulseFits(PulseRecord record, GittSample sample, double earlyShare)
    {
        (Record, shape) = (record, sample.Shape);
        (Before, After) = (sample.Composition(record.ChargeBefore), sample.Composition(record.ChargeAfter));
        (AlongPulse, AlongRest, Series) = (record.AlongPulse(earlyShare), record.AlongRest(earlyShare), record.AlongSeries(sample.Shape, earlyShare));
        double root = Math.Sqrt(record.Duration), scale = sample.Length * sample.Length / record.Duration;
        Transient = AlongPulse.Slope.Value * root;
        Finite = Series.Theta.Value * scale;
        Short = WeppnerHuggins.Diffusivity(sample.VolumeOverSurface, record.Duration, Steady, Transient);
        Relaxed = WeppnerHuggins.Diffusivity(sample.VolumeOverSurface, record.Duration, Steady, AlongRest.Slope.Value * root);
    }

    public PulseRecord Record { get; }

    /// <summary>x before and after.</summary>
    public double Before { get; }

    public double After { get; }

    public RootFit AlongPulse { get; }

    public RootFit AlongRest { get; }

    public SeriesFit Series { get; }

    /// <summary>Change of the rest potential [V].</summary>
    public double Steady => Record.After - Record.Start;

    /// <summary>Change of the potential along √t during the pulse [V].</summary>
    public double Transient { get; }

    /// <summary>D of the exact series, after Weppner and Huggins, and from the relaxation [m²/s].</summary>
    public double Finite { get; }

    public double Short { get; }

    public double Relaxed { get; }

    /// <summary>dU/dx between the rests [V].</summary>
    public double Slope => Steady / (After - Before);

    /// <summary>By how much the formula for short times is too low in the body, relative.</summary>
    public double Bias => double.IsFinite(Theta) ? 1 - (4 * Theta / (Math.PI * Rise * Rise)) : double.NaN;

    /// <summary>How far the surface goes during the pulse, in units of the change of the mean.</summary>
    public double Excursion => Rise / ((int)shape * Theta);

    private double Theta => Series.Theta.Value;

    private double Rise => ConstantFluxDiffusion.SurfaceRise(shape, Theta);
}
