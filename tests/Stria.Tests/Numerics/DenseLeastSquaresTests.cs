using Stria.Numerics.Linear;

namespace Stria.Tests.Numerics;

public sealed class DenseLeastSquaresTests
{
    [Fact]
    public void A_polynomial_is_found_again_where_normal_equations_fail()
    {
        // Läuchli's matrix: AᵀA is singular in double precision, A is not.
        const double e = 1e-9;
        double[][] columns = [[1, e, 0, 0], [1, 0, e, 0], [1, 0, 0, e]];
        double[] x = DenseLeastSquares.Factor(columns)!.Solve([6, e, 2 * e, 3 * e]);
        Assert.All(x.Zip([1.0, 2.0, 3.0]), p => Assert.Equal(p.Second, p.First, 5));
    }

    [Fact]
    public void Variances_of_a_straight_line_are_the_textbooks()
    {
        double[] variances = DenseLeastSquares.Factor([[1, 1, 1, 1, 1], [0, 1, 2, 3, 4]])!.InverseGramDiagonal();
        Assert.Equal(30.0 / 50, variances[0], 12);
        Assert.Equal(5.0 / 50, variances[1], 12);
    }

    [Fact]
    public void A_dependent_column_gives_nothing() => Assert.Null(DenseLeastSquares.Factor([[1, 2, 3], [2, 4, 6]]));

    [Fact]
    public void Fewer_rows_than_columns_are_refused() => Assert.Throws<ArgumentException>(() => DenseLeastSquares.Factor([[1.0], [2.0]]));
}
