namespace Stria.Bench;

/// <summary>What is measured, and how large it is.</summary>
/// <param name="Case">"stack", "nnls", "chain", "elasticity", "mesh", "sparse", "eis", "spectral" or "phasefield".</param>
internal sealed record BenchOptions(string Case)
{
    public const string Usage = """
        usage: Stria.Bench stack [--ny 512] [--nx 512] [--ne 150] [--seed 1] [--repeat 1]
               Stria.Bench nnls  [--ny 512] [--nx 512] [--ne 150] [--seed 1] [--repeat 1]
               Stria.Bench chain [--ny 512] [--nx 512] [--seed 1] [--repeat 1]   (file to particles; 149 energies)
               Stria.Bench elasticity [--nx 640] [--ny 160] [--repeat 1]   (boxes along and across the wire; half as many for quadratic cells)
               Stria.Bench mesh  [--kcells 1000] [--repeat 1]
               Stria.Bench sparse [--ny 160] [--nx 640] [--repeat 1]
               Stria.Bench eis   [--seed 1] [--repeat 1]   (a thousand impedance spectra; no yardstick)
               Stria.Bench spectral [--repeat 1]   (Fourier steps of Cahn–Hilliard with elasticity on 512 × 512)
               Stria.Bench phasefield [--repeat 1]   (a linear step, an iteration of Newton's method, a coupled step)
               Stria.Bench table FILE   (JSON lines of both sides, as bench/run collects them)
        """;

    /// <summary>Number of rows of the image.</summary>
    public int Rows { get; init; } = 512;

    /// <summary>Number of columns of the image.</summary>
    public int Columns { get; init; } = 512;

    /// <summary>Number of photon energies.</summary>
    public int Energies { get; init; } = 150;

    /// <summary>Start of the random numbers.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>How often the case is measured in this process.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>Thousands of cells of the mesh.</summary>
    public int ThousandCells { get; init; } = 1000;

    /// <summary>Reads the command line; null when it is not understood.</summary>
    public static BenchOptions? Parse(string[] args)
    {
        if (args.Length % 2 == 0 || args[0] is not ("stack" or "nnls" or "chain" or "elasticity" or "mesh" or "sparse" or "eis" or "spectral" or "phasefield"))
        {
            return null;
        }

        BenchOptions options = args[0] is "elasticity" or "sparse" ? new(args[0]) { Columns = 640, Rows = 160 } : new(args[0]);
        for (int i = 1; i < args.Length; i += 2)
        {
            if (!int.TryParse(args[i + 1], out int value) || value < 1 || options.With(args[i], value) is not { } next)
            {
                return null;
            }

            options = next;
        }

        return options;
    }

    private BenchOptions? With(string name, int value) => name switch
    {
        "--ny" => this with { Rows = value },
        "--nx" => this with { Columns = value },
        "--ne" => this with { Energies = value },
        "--seed" => this with { Seed = value },
        "--kcells" => this with { ThousandCells = value },
        "--repeat" => this with { Repeat = value },
        _ => null,
    };
}
