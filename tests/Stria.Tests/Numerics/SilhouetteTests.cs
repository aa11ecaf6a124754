using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class SilhouetteTests
{
    [Fact]
    public void Two_pairs_on_a_line_have_the_value_worked_out_by_hand()
    {
        // Points 0, 1 | 10, 11: the outer ones 1 − 1/10.5, the inner ones 1 − 1/9.5.
        double expected = ((1 - (1 / 10.5)) + (1 - (1 / 9.5))) / 2;
        Assert.Equal(expected, Silhouette.Mean([0, 1, 10, 11], 1, [0, 0, 1, 1], 2, 100), 1e-14);
    }

    [Fact]
    public void A_triangle_in_the_plane_has_the_value_worked_out_by_hand()
    {
        // (0,0), (0,3) | (4,0): a = 3, b = 4 and 5; the lonely point counts 0.
        Assert.Equal(((1 - 0.75) + (1 - 0.6) + 0) / 3, Silhouette.Mean([0, 0, 4, 0, 3, 0], 2, [0, 0, 1], 2, 100), 1e-14);
    }

    [Fact]
    public void The_nearest_of_several_other_clusters_counts() =>
        Assert.Equal(
            ((1 - (1 / 9.5)) + (1 - (1 / 8.5)) + (1 - (1 / 9.5)) + (1 - (1 / 8.5)) + 0) / 5,
            Silhouette.Mean([0, 1, 9, 10, 1000], 1, [0, 0, 1, 1, 2], 3, 100),
            1e-14);

    [Fact]
    public void A_point_in_the_wrong_cluster_counts_negative() =>
        Assert.True(Silhouette.Mean([0, 1, 10, 11], 1, [0, 1, 0, 1], 2, 100) < 0);

    [Fact]
    public void One_cluster_alone_and_points_all_alike_count_nothing()
    {
        Assert.Equal(0, Silhouette.Mean([0, 1, 2], 1, [0, 0, 0], 1, 100));
        Assert.Equal(0, Silhouette.Mean([5, 5, 5, 5], 1, [0, 0, 1, 1], 2, 100));
    }

    [Fact]
    public void A_sample_is_taken_evenly()
    {
        float[] every = [0, 99, 1, 99, 10, 99, 11, 99];
        Assert.Equal(Silhouette.Mean([0, 1, 10, 11], 1, [0, 0, 1, 1], 2, 100), Silhouette.Mean(every, 1, [0, 1, 0, 1, 1, 0, 1, 0], 2, 4), 1e-14);
    }
}
