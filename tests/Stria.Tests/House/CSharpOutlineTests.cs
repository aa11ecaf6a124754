namespace Stria.Tests.House;

public sealed class CSharpOutlineTests
{
    [Fact]
    public void Braces_in_strings_characters_and_comments_are_not_code()
    {
        const string Text = """"
            var a = "{"; var b = '{'; // {
            var c = $"{(a == "}" ? "{{" : $"{b}")}"; /* { */
            var d = @"{""{"; var e = """
                { " }
                """;
            #region {
            done();
            """";
        string code = CSharpText.CodeOnly(Text);
        Assert.DoesNotContain('{', code);
        Assert.DoesNotContain('}', code);
        Assert.Contains("done();", code, StringComparison.Ordinal);
        Assert.Equal(Text.Count(c => c == '\n'), code.Count(c => c == '\n'));
    }

    [Fact]
    public void Functions_are_found_with_length_nesting_and_parameters()
    {
        const string Text = """
            namespace N;

            [Marked("(")]
            public sealed class C(int one) : B(one)
            {
                private readonly List<int> list = new() { 1, 2 };

                public int Wide { get; init; } = new Maker(1, 2) { X = 3 }.X;

                public (int A, int B) Deep(Dictionary<string, int> map, int[,] table)
                {
                    foreach (int i in list)
                    {
                        if (i > 0)
                        {
                            Call(x => { return x; });
                        }
                        else if (i < 0) { for (int k = 0; k < 3; k++) { } }
                    }

                    var made = new C(1) { Wide = 2 };
                    return i switch { 1 => (1, 2), _ => (2, 1) };
                }

                public int Short(int a, (int, int) b, Func<int, int> c) =>
                    a switch
                    {
                        1 => 2,
                        _ => 3,
                    };

                public int Property
                {
                    get
                    {
                        return 1;
                    }
                }

                public C()
                    : this(1)
                {
                }
            }
            """;
        IReadOnlyList<FunctionOutline> found = CSharpOutline.Functions(new SourceFile("c.cs", Text));
        Assert.Equal(
            ["public (int A, int B) Deep(Dictionary<string, int> map, int[,] table)", "public int Short(int a, (int, int) b, Func<int, int> c)", "get", "public C() : this(1)", "public sealed class C(int one) : B(one)"],
            found.Select(f => f.Header));
        Assert.Equal([13, 6, 3, 2, 1], found.Select(f => f.Lines));
        Assert.Equal([3, 0, 0, 0, 0], found.Select(f => f.Nesting));
        Assert.Equal([2, 3, 0, 0, 1], found.Select(f => f.Parameters));
    }
}
