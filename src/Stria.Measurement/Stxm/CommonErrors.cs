using System.Numerics.Tensors;

namespace Stria.Measurement.Stxm;

/// <summary>An error of x that is one and the same for all pixels.</summary>
/// <param name="Name">What is in error, as a name of a map ("energy_shift").</param>
/// <param name="Meaning">The same in words.</param>
/// <param name="Change">Change of x when it is one standard deviation of it; NaN where there is no x.</param>
public sealed record CommonError(string Name, string Meaning, float[] Change);

/// <summary>Carries the errors of the common terms to x: the pixels are fitted once more with each part of those errors added.</summary>
public static class CommonErrors
{
    /// <summary>The errors of x.</summary>
    /// <param name="fit">The fit whose x is meant.</param>
    /// <param name="compositions">xᵢ of its references.</param>
    /// <param name="moves">Each part of the error, with the fit that it leads to.</param>
    public static IReadOnlyList<CommonError> Of(ReferenceFitResult fit, double[] compositions, IEnumerable<(string Name, string Meaning, MovedFit Moved)> moves)
    {
        float[] x = Compositions(fit, compositions);
        var errors = new List<CommonError>();
        foreach ((string name, string meaning, MovedFit moved) in moves)
        {
            float[] change = Compositions(moved.Fit, moved.Compositions);
            TensorPrimitives.Subtract(change, x, change);
            errors.Add(new CommonError(name, meaning, change));
        }

        return errors;
    }

    /// <summary>Standard deviation of x by all of them: they are independent of each other, and each is the same for all pixels.</summary>
    /// <param name="errors">The errors; at least one.</param>
    public static float[] Deviation(IReadOnlyList<CommonError> errors)
    {
        var deviation = new float[errors[0].Change.Length];
        foreach (CommonError error in errors)
        {
            TensorPrimitives.MultiplyAdd(error.Change, error.Change, deviation, deviation);
        }

        TensorPrimitives.Sqrt(deviation, deviation);
        return deviation;
    }

    private static float[] Compositions(ReferenceFitResult fit, double[] compositions)
    {
        var x = new float[fit.Grid.Count];
        for (int p = 0; p < x.Length; p++)
        {
            double total = 0, moment = 0;
            for (int r = 0; r < compositions.Length; r++)
            {
                (total, moment) = (total + fit.Amounts[r][p], moment + (fit.Amounts[r][p] * compositions[r]));
            }

            x[p] = total > 0 ? (float)(moment / total) : float.NaN;
        }

        return x;
    }
}

/// <summary>A fit with a part of the error of the common terms added.</summary>
/// <param name="Fit">The fit.</param>
/// <param name="Compositions">xᵢ of its references, which for cluster spectra change as well.</param>
public sealed record MovedFit(ReferenceFitResult Fit, double[] Compositions);
