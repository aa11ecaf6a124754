using Stria.Bench;

if (args is ["table", string lines])
{
    return ComparisonTable.Print(File.ReadAllLines(lines));
}

if (args is ["chain-run", string folder, string variant])
{
    Console.WriteLine(ChainCase.RunOne(folder, variant));
    return 0;
}

if (args is ["chain-make", string made])
{
    ChainCase.Make(new BenchOptions("chain"), made);
    return 0;
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
        "chain" => ChainCase.Run(options),
        "nnls" => NnlsCase.Run(options),
        "eis" => ImpedanceCase.Run(options),
        "sparse" => SparseCase.Run(options),
        "spectral" => SpectralCase.Run(),
        "mesh" => MeshCase.Run(options),
        "phasefield" => PhaseFieldCase.Run(),
        _ => ElasticityCase.Run(options),
    });
}

return 0;
