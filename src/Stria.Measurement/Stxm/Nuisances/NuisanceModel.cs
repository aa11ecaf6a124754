using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics;

namespace Stria.Measurement.Stxm;

/// <summary>What disturbs all spectra alike, as found: takes it out of optical densities, and puts it into references.</summary>
public sealed class NuisanceModel
{
    private readonly NuisanceParameters at;
    private readonly DichroicPatterns? patterns;
    private readonly double middle;

    /// <summary>What a fit that follows may begin with.</summary>
    internal NuisanceStart? Start { get; init; }

    internal NuisanceModel(NuisanceParameters at, double middle, DichroicPatterns? patterns, IReadOnlyList<NuisanceFinding> findings) =>
        (this.at, this.middle, this.patterns, Findings) = (at, middle, patterns, findings);

    /// <summary>Every term that was asked for, whether it is part of the model or not.</summary>
    public IReadOnlyList<NuisanceFinding> Findings { get; }

    /// <summary>E(stack) − E(references) at the middle of the axis [eV].</summary>
    public double Shift_eV => at.Shift_eV;

    /// <summary>Stray light and halo.</summary>
    public AdditiveLight Light => new(at.Stray, at.Halo, HaloWidth);

    /// <summary>Standard deviation of the halo [px].</summary>
    public double HaloWidth { get; init; }

    /// <summary>χ² per degree of freedom of the sample.</summary>
    public double ReducedChiSquare { get; init; }

    /// <summary>Whether dichroism is part of the model.</summary>
    public bool IsPolarised => at.Dichroism.Any(a => a != 0);

    /// <summary>The error of the fitted terms in independent parts; the halo, which is found apart, is not among them.</summary>
    public IReadOnlyList<NuisanceMode> Modes { get; init; } = [];

    /// <summary>The model with one part of its error added.</summary>
    /// <param name="mode">One of <see cref="Modes"/>.</param>
    public NuisanceModel Moved(NuisanceMode mode) =>
        new(mode.Steps.Aggregate(at, (moved, step) => moved.Moved(step.Which, step.By)), middle, patterns, Findings) { HaloWidth = HaloWidth, ReducedChiSquare = ReducedChiSquare };

    /// <summary>What one part of the error changes of a fit.</summary>
    /// <param name="mode">One of <see cref="Modes"/>.</param>
    /// <param name="references">The references as they were given.</param>
    /// <param name="photonEnergies_eV">The stack's energies [eV].</param>
    /// <param name="background">What absorbs beside the references.</param>
    public CommonMove MoveBy(NuisanceMode mode, ScaledReferences references, double[] photonEnergies_eV, BackgroundShape background)
    {
        NuisanceModel moved = Moved(mode);
        return new CommonMove(mode.Name, mode.Meaning)
        {
            Design = ReferenceDesign.At(moved.Seen(references), photonEnergies_eV, moved.Shift_eV).With(background, photonEnergies_eV),
            Light = moved.Light == Light ? null : moved.Light,
            LostCounts = moved.at.DeadTime == at.DeadTime ? null : (at.DeadTime, moved.at.DeadTime),
            Dichroism = IsPolarised ? moved.DichroismAt(photonEnergies_eV) : null,
        };
    }

    /// <summary>One term's finding.</summary>
    public NuisanceFinding this[NuisanceTerm term] => Findings.First(f => f.Term == term);

    /// <summary>The references as this measurement sees them: broadened, their energies stretched.</summary>
    public ScaledReferences Seen(ScaledReferences references) => BroadenedReferences.Of(references, at.Variance, at.Stretch, middle);

    /// <summary>What dichroism adds to each reference along the polarisation, and takes away across it [reference, energy]; empty without dichroism.</summary>
    /// <param name="photonEnergies_eV">Energies of the stack [eV].</param>
    public double[] DichroismAt(double[] photonEnergies_eV)
    {
        double[][] seen = IsPolarised ? patterns!.Seen(at, middle, photonEnergies_eV) : [];
        double[] sum = seen.Length > 0 ? new double[seen[0].Length] : [];
        for (int k = 0; k < seen.Length; k++)
        {
            TensorPrimitives.MultiplyAdd(seen[k], at.Dichroism[k], sum, sum);
        }

        return sum;
    }

    /// <summary>Name and strength of each part of the dichroism: the share by which a resonance is higher along the polarisation.</summary>
    public IReadOnlyList<(string Name, double Strength)> Dichroism => IsPolarised ? [.. patterns!.Names.Zip(at.Dichroism)] : [];

    /// <summary>Optical densities with the lost counts put back; the same stack when none are lost.</summary>
    /// <param name="od">Optical densities as measured.</param>
    /// <param name="threads">Degree of parallelism.</param>
    /// <param name="spent">A stack of the same size whose memory may be taken; the one as measured may be it.</param>
    /// <param name="cancel">Stops between frames.</param>
    public OpticalDensityStack WithLostCounts(OpticalDensityStack od, int threads = 1, OpticalDensityStack? spent = null, CancellationToken cancel = default)
    {
        if (at.DeadTime <= 0)
        {
            return od;
        }

        FrameStore values = spent?.Frames ?? od.Frames.Another(od.FrameCount, od.Grid.Count);
        Rows.For(od.FrameCount, threads, new Restore(od, at.DeadTime / od.Incident.Max(), values), cancel);
        return new OpticalDensityStack(od.PhotonEnergies_eV, od.Grid, values, od.Usable, od.Incident, od.Noise);
    }

    /// <summary>Optical densities that another model has put its lost counts back into, as if this one had done it.</summary>
    /// <param name="restored">Optical densities by the other model.</param>
    /// <param name="other">The other model.</param>
    /// <param name="threads">Degree of parallelism.</param>
    /// <param name="cancel">Stops between frames.</param>
    public OpticalDensityStack WithLostCountsOf(OpticalDensityStack restored, NuisanceModel other, int threads = 1, CancellationToken cancel = default)
    {
        if (at.DeadTime == other.at.DeadTime)
        {
            return restored;
        }

        FrameStore values = restored.Frames.Another(restored.FrameCount, restored.Grid.Count);
        double highest = restored.Incident.Max();
        Rows.For(restored.FrameCount, threads, new Exchange(restored, (other.at.DeadTime / highest, at.DeadTime / highest), values), cancel);
        return new OpticalDensityStack(restored.PhotonEnergies_eV, restored.Grid, values, restored.Usable, restored.Incident, restored.Noise);
    }

    /// <summary>Optical densities without dichroism: what the references absorb in each pixel, known from a first fit, is put right by the direction of the particle.</summary>
    /// <param name="od">Optical densities, light taken off.</param>
    /// <param name="fit">A first fit of the references.</param>
    /// <param name="how">cos 2θ of each pixel, NaN outside; degree of parallelism; a stack of the same size whose memory may be taken.</param>
    /// <param name="cancel">Stops between frames.</param>
    public OpticalDensityStack WithoutDichroism(OpticalDensityStack od, ReferenceFitResult fit, (float[] Cosine, int Threads, OpticalDensityStack? Spent) how, CancellationToken cancel = default)
    {
        if (!IsPolarised)
        {
            return od;
        }

        FrameStore values = how.Spent?.Frames ?? od.Frames.Another(od.FrameCount, od.Grid.Count);
        float[][] absorbing = [.. fit.Amounts.Select(a => Turned(a, how.Cosine))];
        Rows.For(od.FrameCount, how.Threads, new Unpolarise(od, absorbing, DichroismAt(od.PhotonEnergies_eV), values), cancel);
        return new OpticalDensityStack(od.PhotonEnergies_eV, od.Grid, values, od.Usable, od.Incident, od.Noise);
    }

    // Amounts times cos 2θ; nothing where either is not known.
    private static float[] Turned(float[] amounts, float[] cosine)
    {
        var turned = new float[amounts.Length];
        TensorPrimitives.Multiply(amounts, cosine, turned);
        for (int p = 0; p < turned.Length; p++)
        {
            turned[p] = float.IsFinite(turned[p]) ? turned[p] : 0;
        }

        return turned;
    }

    private readonly struct Restore(OpticalDensityStack od, double lostPerCount, FrameStore values) : IRowOperation
    {
        // I' = I/(1 − q T), q the share lost at I₀; I₀ likewise.
        public void Invoke(int row)
        {
            ReadOnlySpan<float> source = od.Frame(row);
            Span<float> target = values.Frame(row);
            double q = lostPerCount * od.Incident[row], open = Math.Log(1 - q);
            for (int i = 0; i < source.Length; i++)
            {
                target[i] = (float)(source[i] + Math.Log(1 - (q * Math.Exp(-source[i]))) - open);
            }
        }
    }

    private readonly struct Exchange(OpticalDensityStack od, (double Old, double New) lostPerCount, FrameStore values) : IRowOperation
    {
        // As measured: T' = T/(1 − q + q T) with the q that was put back; then as in Restore with the other.
        public void Invoke(int row)
        {
            ReadOnlySpan<float> source = od.Frame(row);
            Span<float> target = values.Frame(row);
            double old = lostPerCount.Old * od.Incident[row], q = lostPerCount.New * od.Incident[row], open = Math.Log(1 - q);
            for (int i = 0; i < source.Length; i++)
            {
                double t = Math.Exp(-source[i]), measured = t / (1 - old + (old * t));
                target[i] = (float)(Math.Log(1 - (q * measured)) - Math.Log(measured) - open);
            }
        }
    }

    private readonly struct Unpolarise(OpticalDensityStack od, float[][] absorbing, double[] added, FrameStore values) : IRowOperation
    {
        public void Invoke(int row)
        {
            Span<float> target = values.Frame(row);
            od.Frame(row).CopyTo(target);
            for (int r = 0; r < added.Length / od.FrameCount; r++)
            {
                float factor = -(float)added[(r * od.FrameCount) + row];
                if (factor != 0)
                {
                    TensorPrimitives.MultiplyAdd(absorbing[r], factor, target, target);
                }
            }
        }
    }
}

/// <summary>Where a fit ended, for one that follows with other directions of the particles.</summary>
/// <param name="At">The terms, before what their bias was found to be was taken off.</param>
/// <param name="Active">The terms that entered.</param>
/// <param name="Bias">Bias of each coordinate.</param>
/// <param name="Patterns">What dichroism may change; null where it was not looked for.</param>
internal sealed record NuisanceStart(NuisanceParameters At, IReadOnlyList<NuisanceTerm> Active, double[] Bias, DichroicPatterns? Patterns);
