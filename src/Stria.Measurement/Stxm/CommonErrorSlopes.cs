using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Images;

namespace Stria.Measurement.Stxm;

/// <summary>Carries the errors of the common terms to x without fitting the pixels anew: what a part of the error does to a spectrum is brought into the normal equations of the fit that is there, to first order.</summary>
/// <remarks>
/// With weights W and amounts n of the fit, a change δd of the data and δA of the references changes AᵀWd by AᵀW(δd − δAᵀn) + δA W(d − Aᵀn). The equations so changed are solved in the way the fit was, so that amounts
/// stay within their bounds. One pass over the frames serves all parts.
/// </remarks>
public static class CommonErrorSlopes
{
    private const int GroupLength = 8, BlockLength = 512;

    /// <summary>The errors of x.</summary>
    /// <param name="about">The fit, and what it was made of.</param>
    /// <param name="moves">The parts of the error.</param>
    /// <param name="cancel">Stops between frames.</param>
    /// <exception cref="InvalidOperationException">The fit did not keep its normal equations.</exception>
    public static IReadOnlyList<CommonError> Of(FittedStack about, IReadOnlyList<CommonMove> moves, CancellationToken cancel = default)
    {
        NormalEquations normal = about.Fit.Normal ?? throw new InvalidOperationException("The fit has to keep its normal equations: KeepNormalEquations.");
        int[] pixels = [.. Enumerable.Range(0, about.Fit.Grid.Count).Where(normal.Has)];
        var pass = new Pass(about, [.. moves], normal, pixels);
        int threads = about.Options.Threads, blocks = (pixels.Length + BlockLength - 1) / BlockLength;
        Rows.For(blocks, threads, new SolveBlock(pass, null), cancel);
        for (int first = 0; first < about.Sample.FrameCount; first += GroupLength)
        {
            int count = Math.Min(GroupLength, about.Sample.FrameCount - first);
            if (pass.NeedsSurroundings)
            {
                Rows.For(count, threads, new BlurFrame(pass, first), cancel);
            }

            Rows.For(blocks, threads, new AddBlock(pass, first, count), cancel);
        }

        float[][] changes = [.. moves.Select(_ => NaNs(about.Fit.Grid.Count))];
        Rows.For(blocks, threads, new SolveBlock(pass, changes), cancel);
        return [.. moves.Select((m, k) => new CommonError(m.Name, m.Meaning, changes[k]))];
    }

    private static float[] NaNs(int count)
    {
        var values = new float[count];
        Array.Fill(values, float.NaN);
        return values;
    }

    /// <summary>What all blocks share: amounts of the fit, and what has been summed so far.</summary>
    private sealed class Pass
    {
        public Pass(FittedStack about, CommonMove[] moves, NormalEquations normal, int[] pixels)
        {
            (About, Moves, Normal, Pixels) = (about, moves, normal, pixels);
            int rows = normal.Rows;
            Amounts = new float[rows * pixels.Length];
            Changes = [.. moves.Select(m => m.Scaling is null ? new float[rows * pixels.Length] : [])];
            Constants = Array.Exists(moves, m => m.Scaling is not null) ? new float[(rows + 1) * pixels.Length] : [];
            NeedsSurroundings = Array.Exists(moves, m => m.Light is not null || m.LostCounts is not null);
            Widths = NeedsSurroundings ? [.. moves.Select(m => m.Light ?? about.Light).Append(about.Light).Where(l => l.Halo != 0).Select(l => l.HaloWidth).Distinct()] : [];
            Moved = [.. moves.Select(m => m.Design is { } design ? Difference(about.Options.Design, design) : null)];
            (Transmission, Around) = (new float[GroupLength][], [.. Widths.Select(_ => new float[GroupLength][])]);
        }

        public FittedStack About { get; }

        /// <summary>What each part changes of the references [part][row, energy]; null where it changes nothing of them.</summary>
        public double[]?[] Moved { get; }

        public CommonMove[] Moves { get; }

        public NormalEquations Normal { get; }

        public int[] Pixels { get; }

        /// <summary>[row, pixel].</summary>
        public float[] Amounts { get; }

        /// <summary>Change of AᵀWd by each part [part][row, pixel]; empty for those of the scale, which follow from the equations themselves.</summary>
        public float[][] Changes { get; }

        /// <summary>AᵀW·1, and 1·W(d − Aᵀn) behind it [row, pixel]; empty where no scale is in error.</summary>
        public float[] Constants { get; }

        public bool NeedsSurroundings { get; }

        public double[] Widths { get; }

        public float[][] Transmission { get; }

        public float[][][] Around { get; }
    }

    // An energy that is used before or after only says nothing of the change.
    private static double[] Difference(ReferenceDesign before, ReferenceDesign after) =>
        [.. after.Values.Select((v, i) => before.Used[i % before.Used.Length] && after.Used[i % before.Used.Length] ? v - before.Values[i] : 0)];

    private readonly struct BlurFrame(Pass pass, int first) : IRowOperation
    {
        public void Invoke(int row)
        {
            OpticalDensityStack measured = pass.About.Measured;
            float[] transmission = pass.Transmission[row] ??= new float[measured.Grid.Count];
            AdditiveLight.Transmission(measured, first + row, transmission);
            for (int w = 0; w < pass.Widths.Length; w++)
            {
                float[] around = pass.Around[w][row] ??= new float[transmission.Length];
                GaussianFilter.Smooth(transmission, measured.Grid.Height, measured.Grid.Width, pass.Widths[w], around);
            }
        }
    }

    /// <summary>Sums what a group of frames adds, for a block of pixels.</summary>
    private readonly struct AddBlock(Pass pass, int first, int count) : IRowOperation
    {
        public void Invoke(int row)
        {
            int start = row * BlockLength, n = Math.Min(BlockLength, pass.Pixels.Length - start), rows = pass.Normal.Rows;
            ReadOnlySpan<int> mine = pass.Pixels.AsSpan(start, n);
            double[] amounts = new double[rows * n], data = new double[count * n], weights = new double[count * n], linear = new double[count * n], sums = new double[rows * n], change = new double[n];
            for (int i = 0; i < amounts.Length; i++)
            {
                amounts[i] = pass.Amounts[(i / n * pass.Pixels.Length) + start + (i % n)];
            }

            for (int f = 0; f < count; f++)
            {
                Weigh(first + f, mine, amounts, data.AsSpan(f * n, n), weights.AsSpan(f * n, n), linear.AsSpan(f * n, n));
            }

            if (pass.Constants.Length > 0)
            {
                AddConstants(start, n, weights, data);
            }

            Gathered at = Gather(mine);
            for (int k = 0; k < pass.Moves.Length; k++)
            {
                if (pass.Moves[k].Scaling is not null)
                {
                    continue;
                }

                sums.AsSpan().Clear();
                double[] turned = pass.Moves[k].Cosine is { } cosine ? Of(cosine, mine) : at.Cosine;
                for (int f = 0; f < count; f++)
                {
                    Change(f, k, (at, turned), amounts, linear.AsSpan(f * n, n), change);
                    TensorPrimitives.Multiply(change, weights.AsSpan(f * n, n), change);
                    Add(first + f, pass.Moved[k], change, data.AsSpan(f * n, n), sums);
                }

                Sum(sums, n, pass.Changes[k], start);
            }
        }

        private void AddConstants(int start, int n, double[] weights, double[] residual)
        {
            int rows = pass.Normal.Rows, energies = pass.About.Sample.FrameCount;
            var sums = new double[(rows + 1) * n];
            for (int f = 0; f < count; f++)
            {
                ReadOnlySpan<double> here = weights.AsSpan(f * n, n);
                for (int r = 0; r < rows; r++)
                {
                    Span<double> to = sums.AsSpan(r * n, n);
                    TensorPrimitives.MultiplyAdd(here, pass.About.Options.Design.Values[(r * energies) + first + f], to, to);
                }

                TensorPrimitives.Add(sums.AsSpan(rows * n, n), residual.AsSpan(f * n, n), sums.AsSpan(rows * n, n));
            }

            Sum(sums, n, pass.Constants, start);
        }

        private void Sum(double[] sums, int n, float[] to, int start)
        {
            for (int r = 0; r < sums.Length / n; r++)
            {
                Span<float> row = to.AsSpan((r * pass.Pixels.Length) + start, n);
                for (int s = 0; s < n; s++)
                {
                    row[s] += (float)sums[(r * n) + s];
                }
            }
        }

        // Weighted residual W(d − Aᵀn), weights, and how the datum follows the optical density, which is the logarithm linearised about the model.
        private void Weigh(int frame, ReadOnlySpan<int> mine, double[] amounts, Span<double> residual, Span<double> weights, Span<double> linear)
        {
            ReferenceFitOptions options = pass.About.Options;
            OpticalDensityStack od = pass.About.Sample;
            int n = mine.Length, energies = od.FrameCount;
            double[] model = new double[n], measured = new double[n], light = new double[n];
            ReadOnlySpan<float> values = od.Frames.Part(frame, mine[0], mine[^1] - mine[0] + 1);
            for (int s = 0; s < n; s++)
            {
                measured[s] = values[mine[s] - mine[0]];
                light[s] = options.AdditiveLight is { } added ? added[mine[s]] : 0;
            }

            for (int r = 0; r < pass.Normal.Rows; r++)
            {
                TensorPrimitives.MultiplyAdd(amounts.AsSpan(r * n, n), options.Design.Values[(r * energies) + frame], model, model);
            }

            var weighting = new FitWeights(od.Incident, options.NoiseFactors, od.Noise, options.Design.Used);
            weighting.FromModel(frame, measured, model, light, residual, weights);
            if (weighting.IsCounting)
            {
                TensorPrimitives.Subtract(model, residual, linear);
                TensorPrimitives.Add(linear, 1.0, linear);
            }
            else
            {
                linear.Fill(1);
            }

            TensorPrimitives.Subtract(residual, model, residual);
            TensorPrimitives.Multiply(residual, weights, residual);
        }

        // What all parts ask of the pixels of the block: cos 2θ, what absorbs, and of each frame the transmission, its surroundings and the light of the sample alone.
        private Gathered Gather(ReadOnlySpan<int> mine)
        {
            FittedStack about = pass.About;
            int n = mine.Length, frames = pass.NeedsSurroundings ? count : 0;
            var at = new Gathered(
                about.Dichroism.Length > 0 ? Of(about.Cosine, mine) : [],
                about.Dichroism.Length > 0 ? new double[about.Absorbing.Length][] : [],
                new double[frames][],
                [.. pass.Widths.Select(_ => new double[frames][])],
                new double[frames][],
                new double[n]);
            for (int r = 0; r < at.Absorbing.Length; r++)
            {
                at.Absorbing[r] = Of(about.Absorbing[r], mine);
            }

            for (int f = 0; f < frames; f++)
            {
                at.Transmission[f] = Of(pass.Transmission[f], mine);
                for (int w = 0; w < pass.Widths.Length; w++)
                {
                    at.Around[w][f] = Of(pass.Around[w][f], mine);
                }

                at.Own[f] = new double[n];
                Alone(at.Transmission[f], Around(at, f, about.Light), about.Light, at.Own[f]);
            }

            return at;
        }

        // Nothing is known where a value is not a number, and so nothing changes.
        private static double[] Of(float[] map, ReadOnlySpan<int> pixels)
        {
            var values = new double[pixels.Length];
            for (int s = 0; s < values.Length; s++)
            {
                values[s] = float.IsFinite(map[pixels[s]]) ? map[pixels[s]] : 0;
            }

            return values;
        }

        // δd − δAᵀn.
        private void Change(int slot, int part, (Gathered At, double[] Turned) block, double[] amounts, ReadOnlySpan<double> linear, double[] change)
        {
            CommonMove move = pass.Moves[part];
            int n = change.Length, energies = pass.About.Sample.FrameCount;
            change.AsSpan().Clear();
            if (move.Light is not null || move.LostCounts is not null)
            {
                Lighten(slot, move, block.At, change);
            }

            if (pass.About.Dichroism.Length > 0 && (move.Dichroism is not null || move.Cosine is not null))
            {
                Turn(first + slot, move, block, change);
            }

            TensorPrimitives.Multiply(change, linear, change);
            if (pass.Moved[part] is { } moved)
            {
                for (int r = 0; r < pass.Normal.Rows; r++)
                {
                    TensorPrimitives.MultiplyAdd(amounts.AsSpan(r * n, n), -moved[(r * energies) + first + slot], change, change);
                }
            }
        }

        // −(cos' Σ aD' − cos Σ aD), what absorbs times what dichroism adds to it.
        private void Turn(int frame, CommonMove move, (Gathered At, double[] Turned) block, double[] change)
        {
            double[] before = pass.About.Dichroism, after = move.Dichroism ?? before, sum = block.At.Scratch;
            int energies = pass.About.Sample.FrameCount;
            for (int sign = -1; sign <= 1; sign += 2)
            {
                double[] added = sign < 0 ? after : before;
                sum.AsSpan().Clear();
                for (int r = 0; r < before.Length / energies; r++)
                {
                    if (added[(r * energies) + frame] is var d && d != 0)
                    {
                        TensorPrimitives.MultiplyAdd(block.At.Absorbing[r], sign * d, sum, sum);
                    }
                }

                TensorPrimitives.MultiplyAdd(sum, sign < 0 ? block.Turned : block.At.Cosine, change, change);
            }
        }

        // What the light of the sample alone becomes, as a change of the optical density.
        private void Lighten(int slot, CommonMove move, Gathered at, double[] change)
        {
            AdditiveLight now = move.Light ?? pass.About.Light;
            double[] transmission = at.Transmission[slot], around = Around(at, slot, now);
            if (move.LostCounts is { } lost)
            {
                double share = pass.About.Measured.Incident[first + slot] / pass.About.Measured.Incident.Max();
                (transmission, around) = (Exchanged(transmission, lost.Before * share, lost.After * share), Exchanged(around, lost.Before * share, lost.After * share));
            }

            Alone(transmission, around, now, change);
            TensorPrimitives.Divide(at.Own[slot], change, change);
            TensorPrimitives.Log(change, change);
            for (int s = 0; s < change.Length; s++)
            {
                change[s] = double.IsFinite(change[s]) ? change[s] : 0;
            }
        }

        // T = (I/I₀ − s − h·around)/(1 − s − h).
        private static void Alone(double[] transmission, double[] around, AdditiveLight light, double[] own)
        {
            TensorPrimitives.MultiplyAdd(around, -light.Halo, transmission, own);
            TensorPrimitives.Subtract(own, light.Stray, own);
            TensorPrimitives.Divide(own, 1 - light.Stray - light.Halo, own);
        }

        private double[] Around(Gathered at, int slot, AdditiveLight light) => light.Halo == 0 ? at.Transmission[slot] : at.Around[Array.IndexOf(pass.Widths, light.HaloWidth)][slot];

        // As measured, T/(1 − q + q T), with another share put back.
        private static double[] Exchanged(double[] transmission, double before, double after)
        {
            var exchanged = new double[transmission.Length];
            for (int s = 0; s < exchanged.Length; s++)
            {
                double measured = transmission[s] / (1 - before + (before * transmission[s]));
                exchanged[s] = measured * (1 - after) / (1 - (after * measured));
            }

            return exchanged;
        }

        private void Add(int frame, double[]? moved, double[] weighted, ReadOnlySpan<double> residual, double[] sums)
        {
            int n = weighted.Length, energies = pass.About.Sample.FrameCount;
            for (int r = 0; r < pass.Normal.Rows; r++)
            {
                int i = (r * energies) + frame;
                Span<double> to = sums.AsSpan(r * n, n);
                TensorPrimitives.MultiplyAdd(weighted, pass.About.Options.Design.Values[i], to, to);
                if (moved is not null && moved[i] != 0)
                {
                    TensorPrimitives.MultiplyAdd(residual, moved[i], to, to);
                }
            }
        }
    }

    /// <summary>What is asked of the pixels of a block.</summary>
    private sealed record Gathered(double[] Cosine, double[][] Absorbing, double[][] Transmission, double[][][] Around, double[][] Own, double[] Scratch);

    /// <summary>Solves the equations of a block of pixels: as they are, which gives the amounts to start from, or as each part changes them, which gives what it does to x.</summary>
    private readonly struct SolveBlock(Pass pass, float[][]? changes) : IRowOperation
    {
        public void Invoke(int row)
        {
            int start = row * BlockLength, n = Math.Min(BlockLength, pass.Pixels.Length - start), rows = pass.Normal.Rows;
            double[] grams = new double[rows * (rows + 1) / 2 * n], rights = new double[rows * n];
            for (int s = 0; s < n; s++)
            {
                ReadOnlySpan<double> gram = pass.Normal.Gram(pass.Pixels[start + s]), right = pass.Normal.Right(pass.Pixels[start + s]);
                for (int k = 0; k < gram.Length; k++)
                {
                    grams[(k * n) + s] = gram[k];
                }

                for (int r = 0; r < rows; r++)
                {
                    rights[(r * n) + s] = right[r];
                }
            }

            var free = new ulong[n];
            double[] amounts = Solve(n, (grams, rights), free, goOn: false);
            if (changes is null)
            {
                for (int i = 0; i < amounts.Length; i++)
                {
                    pass.Amounts[(i / n * pass.Pixels.Length) + start + (i % n)] = (float)amounts[i];
                }

                return;
            }

            double[] before = Compositions(amounts, n);
            for (int k = 0; k < changes.Length; k++)
            {
                double[] moved = [.. rights];
                for (int i = 0; i < moved.Length && pass.Moves[k].Scaling is null; i++)
                {
                    moved[i] += pass.Changes[k][(i / n * pass.Pixels.Length) + start + (i % n)];
                }

                if (pass.Moves[k].Scaling is { } scaling)
                {
                    Scale(scaling, (start, n), (grams, rights, amounts), moved);
                }

                double[] after = Compositions(Solve(n, (grams, moved), [.. free], goOn: true), n);
                for (int s = 0; s < n; s++)
                {
                    changes[k][pass.Pixels[start + s]] = (float)(after[s] - before[s]);
                }
            }
        }

        // With δA = a·A + b·1 for each reference both terms are products of the equations with the amounts, and of AᵀW·1.
        private void Scale((double[] Shares, double[] Constants) by, (int Start, int Count) block, (double[] Grams, double[] Rights, double[] Amounts) of, double[] moved)
        {
            (int n, int rows, int all) = (block.Count, pass.Normal.Rows, pass.Pixels.Length);
            for (int i = 0, pair = 0; i < rows; i++)
            {
                for (int j = i; j < rows; j++, pair++)
                {
                    Couple(i, j, of.Grams.AsSpan(pair * n, n));
                    if (j > i)
                    {
                        Couple(j, i, of.Grams.AsSpan(pair * n, n));
                    }
                }

                for (int s = 0; s < n; s++)
                {
                    double residual = pass.Constants[(rows * all) + block.Start + s], sum = 0;
                    for (int r = 0; r < by.Constants.Length; r++)
                    {
                        sum += by.Constants[r] * of.Amounts[(r * n) + s];
                    }

                    moved[(i * n) + s] -= sum * pass.Constants[(i * all) + block.Start + s];
                    moved[(i * n) + s] += i < by.Shares.Length ? (by.Shares[i] * of.Rights[(i * n) + s]) + (by.Constants[i] * residual) : 0;
                }
            }

            // Row i of the Gram matrix times the amount of j: taken off where j is scaled, and where i is.
            void Couple(int i, int j, ReadOnlySpan<double> gram)
            {
                double share = (j < by.Shares.Length ? by.Shares[j] : 0) + (i < by.Shares.Length ? by.Shares[i] : 0);
                for (int s = 0; s < n; s++)
                {
                    moved[(i * n) + s] -= share * gram[s] * of.Amounts[(j * n) + s];
                }
            }
        }

        private double[] Solve(int n, (double[] Grams, double[] Rights) equations, ulong[] free, bool goOn)
        {
            ReferenceFitOptions options = pass.About.Options;
            var problem = new AmountProblem(n, pass.Normal.Rows, options.Design.Count)
            {
                Grams = equations.Grams, Rights = equations.Rights, Amounts = new double[pass.Normal.Rows * n], Free = free, GoesOn = goOn,
            };
            options.Solver.Solve(problem, options.Amounts);
            return problem.Amounts;
        }

        private double[] Compositions(double[] amounts, int n)
        {
            double[] moment = new double[n], total = new double[n];
            for (int r = 0; r < pass.About.Options.Compositions.Length; r++)
            {
                ReadOnlySpan<double> amount = amounts.AsSpan(r * n, n);
                TensorPrimitives.MultiplyAdd(amount, pass.About.Options.Compositions[r], moment, moment);
                TensorPrimitives.Add(total, amount, total);
            }

            TensorPrimitives.Divide(moment, total, moment);
            return moment;
        }
    }
}
