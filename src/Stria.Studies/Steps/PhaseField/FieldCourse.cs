using Stria.Core;

namespace Stria.Studies;

/// <summary>A run of a field in the plane as far as it has come: what tables and figures are made of, whoever advances it.</summary>
internal abstract class FieldCourse
{
    /// <summary>Every step, the start first.</summary>
    public required List<HistoryRow> History { get; init; }

    /// <summary>The pictures so far, that of the start first.</summary>
    public required List<Snapshot> Snapshots { get; init; }

    /// <summary>Names of the energy terms.</summary>
    public abstract IReadOnlyList<string> EnergyNames { get; }

    /// <summary>Largest relative change of the amount of a closed body.</summary>
    public Headline MassDrift(PhaseFieldBody body)
    {
        double area = body.Area / (body.Laws.Scales.Length * body.Laws.Scales.Length), step = body.Laws.Tangent is { } gap ? gap.High - gap.Low : 1, start = History[0].Mass;
        // Of a mean about zero (wells at −1 and 1) the drift is told against a thousandth of the step between the phases.
        double largest = History.Max(h => Math.Abs(h.Mass - start)) / Math.Max(Math.Abs(start), 1e-3 * step * area);
        return new Headline("mass_drift", largest, "1", "Largest relative change of the amount of lithium, which none left or entered");
    }

    /// <summary>Steps with which the energy rose, beyond rounding.</summary>
    public Headline EnergyRises() => new(
        "energy_rises", History.Zip(History.Skip(1), (a, b) => b.Energy > a.Energy + (1e-12 * b.Energies.Sum(Math.Abs))).Count(r => r), "1", "Steps with which the energy of the closed body rose");

    /// <summary>Why a run cannot go on from its file: a picture of the earlier part is gone, of which measures and figures are made; null when all are there.</summary>
    public Remark? MissingPicture(StudyContext context) =>
        Snapshots.FirstOrDefault(p => !File.Exists(Path.Combine(context.Folder.Root, PhaseFieldFiles.Folder, p.File))) is { } gone
            ? Remark.Note($"The run began anew: the picture {PhaseFieldFiles.Folder}/{gone.File} of the earlier part is not there. Runs that are to be gone on with keep their pictures ('fields: true').")
            : null;
}

/// <summary>A course without a state of its own: that of a solver which keeps it, or one that is read back.</summary>
/// <param name="energyNames">Names of the energy terms.</param>
internal sealed class PlainCourse(IReadOnlyList<string> energyNames) : FieldCourse
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> EnergyNames => energyNames;
}
