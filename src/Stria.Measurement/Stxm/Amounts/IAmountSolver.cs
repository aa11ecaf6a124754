namespace Stria.Measurement.Stxm;

/// <summary>A way to find the amounts of the references in spectra, from their normal equations. A new way is one file that implements this, and a line in the catalogue.</summary>
public interface IAmountSolver
{
    /// <summary>The way as scenarios name it ("nnls").</summary>
    string Name { get; }

    /// <summary>Solves all spectra of a block.</summary>
    /// <param name="problem">The equations; receives amounts, and which of them are free.</param>
    /// <param name="options">Bounds, cut-off, criterion.</param>
    void Solve(AmountProblem problem, AmountOptions options);
}
