using Stria.Bench;

if (args is ["table", string lines])
{
    return ComparisonTable.Print(File.ReadAllLines(lines));
}

if (BenchOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(BenchOptions.Usage);
    return 2;
}

for (int i = 0; i < options.Repeat; i++)
{
    Console.WriteLine(options.Case switch
    {
        "stack" => StackCase.Run(options),
        "eis" => ImpedanceCase.Run(options),
        _ => NnlsCase.Run(options),
    });
}

return 0;
