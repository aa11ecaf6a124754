using Stria.Core;
using Stria.Files;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>Finds how the sample moved, and brings all frames onto one raster.</summary>
/// <param name="scenario">Whether and how.</param>
public sealed class RegisterStep(MapScenario scenario) : ICheckpointedStep
{
    private const double Negligible_px = 0.05;

    /// <inheritdoc/>
    public string Name => MapSteps.NameOf(MapStep.Register);

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Register];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        SpectralStack stack = context.Get<DespikedStack>().Stack;
        RegistrationResult shifts = Shifts(stack, context, progress, cancel);
        Put(context, stack, shifts, cancel);
        CsvColumn[] deviations = shifts.RowDeviations.Length == 0
            ? []
            : [new CsvColumn("sd of row", "px", shifts.RowDeviations), new CsvColumn("sd of column", "px", shifts.ColumnDeviations)];
        CsvTable.Write(
            context.Table("shifts.csv", "Displacement of the sample in each frame, positive down and right"),
            [
                new CsvColumn("frame", stack.FrameNames),
                new CsvColumn("photon energy", "eV", stack.PhotonEnergies_eV),
                new CsvColumn("row", "px", shifts.Rows),
                new CsvColumn("column", "px", shifts.Columns),
                .. deviations,
            ]);
        context.Report(new Headline("largest_shift", shifts.Longest, "px", "Largest displacement of the sample"));
        if (shifts.PairCount > 0)
        {
            context.Report(new Headline("registration_residual", shifts.PairResidual, "px", "Disagreement of the pairs of frames"));
            if (shifts.RowDeviations.Length > 0)
            {
                context.Report(new Headline("registration_deviation", shifts.Deviation, "px", "Standard deviation of a displacement, root mean square")
                {
                    Note = $"laying each frame on its model moved it by {shifts.Refinement:f3} px (root mean square)",
                });
            }

            context.Describe(
                $"Frames were registered by cross-correlation of gradient magnitudes of {shifts.PairCount} pairs of frames, solved together by robust least squares "
                + $"(residual {shifts.PairResidual:f3} px){Refined(shifts)}, and resampled by cubic splines onto their common field.");
        }
    }

    /// <inheritdoc/>
    public void Save(StudyContext context, string path)
    {
        RegistrationResult shifts = context.Get<RegistrationResult>();
        var arrays = new Dictionary<string, double[]>
        {
            ["rows"] = shifts.Rows,
            ["columns"] = shifts.Columns,
            ["quality"] = [shifts.PairResidual, shifts.PairCount, shifts.RejectedPairs, shifts.Refinement],
        };
        if (shifts.RowDeviations.Length > 0)
        {
            (arrays["row_deviations"], arrays["column_deviations"]) = (shifts.RowDeviations, shifts.ColumnDeviations);
        }

        CheckpointFile.Replace(path, Name, arrays);
    }

    /// <inheritdoc/>
    public bool TryLoad(StudyContext context, string path)
    {
        SpectralStack stack = context.Get<DespikedStack>().Stack;
        if (CheckpointFile.Read(path, Name) is not { } saved || saved["rows"].Length != stack.FrameCount)
        {
            return false;
        }

        double[] quality = saved["quality"];
        var shifts = new RegistrationResult(saved["rows"], saved["columns"], quality[0], (int)quality[1], (int)quality[2])
        {
            RowDeviations = saved.GetValueOrDefault("row_deviations", []),
            ColumnDeviations = saved.GetValueOrDefault("column_deviations", []),
            Refinement = quality.ElementAtOrDefault(3),
        };
        Put(context, stack, shifts, CancellationToken.None);
        return true;
    }

    private static void Put(StudyContext context, SpectralStack stack, RegistrationResult shifts, CancellationToken cancel)
    {
        context.Put(shifts);
        context.Put(Resampling.TakeOver(stack, shifts, context.Threads, cancel));

        // No later step asks for the frames where they were: their memory is given back.
        context.Put(context.Get<DespikedStack>() with { Stack = stack.WithoutCounts() });
    }

    private RegistrationResult Shifts(SpectralStack stack, StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        RegisterSettings settings = scenario.Register;
        if (settings.Shifts is { } table)
        {
            context.NoteInput(table);
            (double[] rows, double[] columns) = ShiftTable.Read(table, stack.FrameNames);
            context.Say(Remark.Note($"Displacements were read from {Path.GetFileName(table)}, not measured."));
            return new RegistrationResult(rows, columns, 0, 0, 0);
        }

        if (!settings.Enabled)
        {
            context.Say(Remark.Note("The frames were not registered, as asked."));
            return RegistrationResult.None(stack.FrameCount);
        }

        RegistrationResult found = Registration.Find(
            stack,
            new RegistrationOptions { MaximumShift = settings.MaxShift, Neighbours = settings.Neighbours, Smoothing = settings.Smoothing, Threads = context.Threads },
            new Fraction(Name, progress),
            cancel);
        if (found.PairResidual > 0.3 || found.RejectedPairs > found.PairCount / 2)
        {
            context.Say(Remark.Warning(
                $"The registration is doubtful: pairs of frames disagree by {found.PairResidual:f2} px (root mean square), {found.RejectedPairs} of {found.PairCount} pairs were outvoted. Look at the figure of displacements."));
        }

        if (found.Longest < Negligible_px)
        {
            context.Say(Remark.Note($"The frames lie on each other to {found.Longest:f3} px: they were left as they are."));
            return RegistrationResult.None(stack.FrameCount);
        }

        return settings.Refine ? ModelRegistration.Refine(stack, found, context.Get<NoiseReport>().Model, context.Threads, cancel) : found;
    }

    private static string Refined(RegistrationResult shifts) => shifts.RowDeviations.Length == 0
        ? ""
        : $", refined by laying each frame on its model, a combination of the principal images of all frames (standard deviation {shifts.Deviation:f3} px)";
}
