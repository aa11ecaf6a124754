using Stria.Numerics;

namespace Stria.Tests.Numerics;

public sealed class RowsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_row_is_done_once_for_any_number_of_threads(int threads)
    {
        var seen = new int[1000];
        Rows.For(seen.Length, threads, new CountRow(seen));
        Assert.All(seen, n => Assert.Equal(1, n));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void No_rows_are_no_work_and_one_row_is_done(int threads)
    {
        var seen = new int[1];
        Rows.For(0, threads, new CountRow(seen));
        Assert.Equal(0, seen[0]);
        Rows.For(1, threads, new CountRow(seen));
        Assert.Equal(1, seen[0]);
    }

    [Fact]
    public void One_thread_goes_in_order()
    {
        var order = new List<int>();
        Rows.For(100, 1, new NoteRow(order));
        Assert.Equal(Enumerable.Range(0, 100), order);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_cancelled_loop_stops(int threads)
    {
        using var source = new CancellationTokenSource();
        var seen = new int[5_000_000];
        Assert.ThrowsAny<OperationCanceledException>(() => Rows.For(seen.Length, threads, new CancelRow(seen, source), source.Token));
        Assert.True(seen.Sum() < seen.Length);
    }

    private readonly struct CountRow(int[] seen) : IRowOperation
    {
        public void Invoke(int row) => Interlocked.Increment(ref seen[row]);
    }

    private readonly struct NoteRow(List<int> order) : IRowOperation
    {
        public void Invoke(int row) => order.Add(row);
    }

    private readonly struct CancelRow(int[] seen, CancellationTokenSource source) : IRowOperation
    {
        public void Invoke(int row)
        {
            seen[row] = 1;
            source.Cancel();
        }
    }
}
