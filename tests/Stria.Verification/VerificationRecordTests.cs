namespace Stria.Verification;

[Collection(VerificationCollection.Name)]
public sealed class VerificationRecordTests
{
    [Fact]
    public void Every_class_of_tests_belongs_to_the_collection_that_writes_the_document()
    {
        Type[] classes = [.. typeof(VerificationRecordTests).Assembly.GetTypes().Where(t => t.GetMethods().Any(m => m.IsDefined(typeof(FactAttribute), true)))];
        Assert.NotEmpty(classes);
        Assert.All(classes, c => Assert.Contains(c.CustomAttributes, a => a.AttributeType == typeof(CollectionAttribute)));
    }

    [Fact]
    public void The_document_is_sorted_and_says_what_does_not_hold() => Assert.Equal(
        """
        # Verification

        Written by `./test --all`. Each line is an assertion of a test in `tests/Stria.Verification`.

        ## A

        | quantity | expected | measured | holds |
        |---|---|---|---|
        | nothing | ≤ 1 | NaN | **no** |
        | shift [eV] | 1 ± 0.1 | 1.05 | yes |

        ## B

        | quantity | expected | measured | holds |
        |---|---|---|---|
        | IoU \| mean | ≥ 0.85 | 0.8 | **no** |

        """,
        VerificationDocument.Text(
        [
            new VerifiedQuantity("B", "IoU | mean", 0.8, 0.85, double.PositiveInfinity, "≥ 0.85"),
            new VerifiedQuantity("A", "shift [eV]", 1.05, 0.9, 1.1, "1 ± 0.1"),
            new VerifiedQuantity("A", "nothing", double.NaN, double.NegativeInfinity, 1, "≤ 1"),
        ]));

    [Fact]
    public void A_run_of_some_classes_renews_their_tables_and_keeps_the_others()
    {
        var old = new VerifiedQuantity("A", "shift [eV]", 2, 0.9, 1.1, "1 ± 0.1");
        var kept = new VerifiedQuantity("B", "overlap", 0.8, 0.85, 1, "0.85 … 1");
        var renewed = new VerifiedQuantity("A", "shift [eV]", 1.05, 0.9, 1.1, "1 ± 0.1");
        Assert.Equal(VerificationDocument.Text([renewed, kept]), VerificationDocument.Text([renewed], VerificationDocument.Text([old, kept])));
        Assert.DoesNotContain("## B", VerificationDocument.Text([renewed]), StringComparison.Ordinal);
    }
}
