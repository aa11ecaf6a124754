using System.Runtime.InteropServices;
using Stria.Core;

namespace Stria.Numerics.Linear;

/// <summary>The few BLAS and LAPACK calls that Stria's dense work stands on, from the OpenBLAS library. Matrices are row-major.</summary>
/// <remarks>BLAS routines return nothing and are called only after their sizes have been checked here; LAPACK's info is checked on every call.
/// One thread: our own blocks are the units of parallel work, so that results do not depend on the number of threads.</remarks>
public static unsafe partial class OpenBlas
{
    private const string Library = NativeLibraries.OpenBlas;
    private const int RowMajor = 101, NoTranspose = 111, Transpose = 112, Upper = 121;
    private static readonly Lock Gate = new();
    private static bool ready;

    /// <summary>C ← α A·B + β C (single precision), A [m × k], B [k × n] or its transpose, C [m × n].</summary>
    public static void Multiply(MatrixView<float> a, MatrixView<float> b, MatrixView<float> c, float alpha = 1, float beta = 0)
    {
        CheckProduct(a.Rows, a.Columns, b.Rows, b.Columns, c.Rows, c.Columns);
        Prepare();
        cblas_sgemm(RowMajor, NoTranspose, NoTranspose, a.Rows, b.Columns, a.Columns, alpha, a.Start, a.Stride, b.Start, b.Stride, beta, c.Start, c.Stride);
    }

    /// <summary>C ← α A·B + β C (double precision), A [m × k], B [k × n], C [m × n].</summary>
    public static void Multiply(MatrixView<double> a, MatrixView<double> b, MatrixView<double> c, double alpha = 1, double beta = 0)
    {
        CheckProduct(a.Rows, a.Columns, b.Rows, b.Columns, c.Rows, c.Columns);
        Prepare();
        cblas_dgemm(RowMajor, NoTranspose, NoTranspose, a.Rows, b.Columns, a.Columns, alpha, a.Start, a.Stride, b.Start, b.Stride, beta, c.Start, c.Stride);
    }

    /// <summary>C ← A·Bᵀ (single precision), A [m × k], B [n × k], C [m × n].</summary>
    public static void MultiplyTransposed(MatrixView<float> a, MatrixView<float> b, MatrixView<float> c)
    {
        CheckProduct(a.Rows, a.Columns, b.Columns, b.Rows, c.Rows, c.Columns);
        Prepare();
        cblas_sgemm(RowMajor, NoTranspose, Transpose, a.Rows, b.Rows, a.Columns, 1, a.Start, a.Stride, b.Start, b.Stride, 0, c.Start, c.Stride);
    }

    /// <summary>Upper triangle of C ← A·Aᵀ (single precision), A [m × k], C [m × m]; the lower triangle is left as it was.</summary>
    /// <param name="accumulate">Whether the product is added to what c holds.</param>
    public static void Gram(MatrixView<float> a, MatrixView<float> c, bool accumulate = false)
    {
        CheckProduct(a.Rows, a.Columns, a.Columns, a.Rows, c.Rows, c.Columns);
        Prepare();
        cblas_ssyrk(RowMajor, Upper, NoTranspose, a.Rows, a.Columns, 1, a.Start, a.Stride, accumulate ? 1 : 0, c.Start, c.Stride);
    }

    /// <summary>Eigenvalues (ascending) and eigenvectors of a real symmetric matrix, which is overwritten: row i becomes the eigenvector of value i.</summary>
    /// <param name="matrix">n × n values, row by row; receives the eigenvectors as rows.</param>
    /// <param name="n">Order of the matrix.</param>
    /// <returns>The eigenvalues, ascending.</returns>
    /// <exception cref="ConvergenceException">LAPACK did not converge.</exception>
    /// <exception cref="ArgumentException">The matrix holds a value that is not finite.</exception>
    public static double[] SymmetricEigen(double[] matrix, int n)
    {
        if (matrix.Length != n * n || matrix.Any(v => !double.IsFinite(v)))
        {
            throw new ArgumentException($"A symmetric matrix of order {n} needs {n * n} finite values.", nameof(matrix));
        }

        Prepare();
        var values = new double[n];
        // LAPACK is column-major: it returns eigenvectors in columns, which are the rows of our row-major array.
        byte job = (byte)'V', triangle = (byte)'U';
        int info = 0, query = -1, liwork = 0;
        double work = 0;
        fixed (double* a = matrix, w = values)
        {
            dsyevd_(&job, &triangle, &n, a, &n, w, &work, &query, &liwork, &query, &info);
            Check(info, n);
            int lwork = (int)work;
            var space = new double[Math.Max(1, lwork)];
            var integers = new int[Math.Max(1, liwork)];
            fixed (double* s = space)
            fixed (int* t = integers)
            {
                dsyevd_(&job, &triangle, &n, a, &n, w, s, &lwork, t, &liwork, &info);
                Check(info, n);
            }
        }

        return values;
    }

    private static void Check(int info, int n)
    {
        if (info != 0)
        {
            throw new ConvergenceException($"LAPACK dsyevd ended with info = {info} for a matrix of order {n}.", []);
        }
    }

    private static void CheckProduct(int m, int k, int kb, int n, int mc, int nc)
    {
        if (k != kb || m != mc || n != nc)
        {
            throw new ArgumentException($"Product of {m} × {k} and {kb} × {n} into {mc} × {nc} does not fit.");
        }
    }

    /// <summary>Loads the library and keeps it to one thread, MUMPS's calls of it included.</summary>
    /// <exception cref="MissingLibraryException">It is not on this machine.</exception>
    internal static void Prepare()
    {
        if (ready)
        {
            return;
        }

        lock (Gate)
        {
            if (!ready)
            {
                NativeLibraries.Load(NativeLibraries.Of(Library));
                openblas_set_num_threads(1);
                ready = true;
            }
        }
    }

    [LibraryImport(Library)]
    private static partial void openblas_set_num_threads(int threads);

    [LibraryImport(Library)]
    private static partial void cblas_sgemm(
        int order, int transA, int transB, int m, int n, int k, float alpha, float* a, int lda, float* b, int ldb, float beta, float* c, int ldc);

    [LibraryImport(Library)]
    private static partial void cblas_dgemm(
        int order, int transA, int transB, int m, int n, int k, double alpha, double* a, int lda, double* b, int ldb, double beta, double* c, int ldc);

    [LibraryImport(Library)]
    private static partial void cblas_ssyrk(int order, int triangle, int trans, int n, int k, float alpha, float* a, int lda, float beta, float* c, int ldc);

    [LibraryImport(Library)]
    private static partial void dsyevd_(
        byte* job, byte* triangle, int* n, double* a, int* lda, double* w, double* work, int* lwork, int* iwork, int* liwork, int* info);
}
