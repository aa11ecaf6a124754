using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Stria.Files;

/// <summary>Meshes outlines with Gmsh, as a program of its own (its licence is the GPL), where somebody asks for it. Stria's own mesher needs nothing else.</summary>
public static class GmshProgram
{
    /// <summary>Meshes outlines.</summary>
    /// <param name="outlines">Outlines [m], checked for crossings.</param>
    /// <param name="options">How.</param>
    /// <param name="cancel">Stops Gmsh.</param>
    /// <returns>The mesh [m]: one region per outline, the parts of the boundary as named.</returns>
    /// <exception cref="MissingProgramException">Gmsh is not on the machine.</exception>
    /// <exception cref="ScenarioException">A size or the order makes no sense, or Gmsh took longer than allowed.</exception>
    /// <exception cref="DataException">Gmsh could not mesh the outlines; the message holds its last words.</exception>
    public static async Task<MeshContent> MeshAsync(IReadOnlyList<Outline> outlines, GmshOptions options, CancellationToken cancel = default)
    {
        Check(outlines, options);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("stria-gmsh-");
        try
        {
            string? sizes = null;
            if (options.SizeMap is ScalarField map)
            {
                sizes = "size.pos";
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, sizes), GmshGeometry.Sizes(map, options.Size), cancel).ConfigureAwait(false);
            }

            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "outline.geo"), GmshGeometry.Script(outlines, options, sizes), cancel).ConfigureAwait(false);
            string said = await RunAsync(folder.FullName, options, cancel).ConfigureAwait(false);
            string mesh = Path.Combine(folder.FullName, "mesh.msh");
            if (!File.Exists(mesh))
            {
                throw new DataException($"Gmsh made no mesh. It said: {LastWords(said)}");
            }

            return new GmshMeshReader().Read(mesh, new MeshReadOptions { LengthUnit = Unit.Parse("µm") });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Check(IReadOnlyList<Outline> outlines, GmshOptions options)
    {
        if (!(options.Size > 0) || !double.IsFinite(options.Size) || options.Order is not (1 or 2))
        {
            throw new ScenarioException($"Gmsh cannot mesh with triangles of size {options.Size} m and order {options.Order}; the size is positive, the order 1 or 2.");
        }

        if (outlines.Count == 0)
        {
            throw new ScenarioException("There is no outline for Gmsh to mesh.");
        }

        if (options.SizeMap is ScalarField { Grid.HasPixelSize: false } map)
        {
            throw new ScenarioException($"The size map '{map.Symbol}' has no pixel size, so that its places are unknown.");
        }
    }

    private static async Task<string> RunAsync(string folder, GmshOptions options, CancellationToken cancel)
    {
        string[] arguments = ["-2", "-order", options.Order.ToString(CultureInfo.InvariantCulture), "-format", "msh41", "-bin", "-nt", "1", "-v", "2", "outline.geo", "-o", "mesh.msh"];
        using var process = new Process { StartInfo = new ProcessStartInfo(options.Program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true } };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new MissingProgramException(options.Program, "mesh outlines", "gmsh", e);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(options.TimeLimit);
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None), error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            cancel.ThrowIfCancellationRequested();
            throw new ScenarioException($"Gmsh took longer than {options.TimeLimit.TotalSeconds:G4} s and was stopped. Perhaps the triangles are too small for the outlines: choose a larger size, or allow more time.");
        }

        string said = await output.ConfigureAwait(false) + await error.ConfigureAwait(false);
        return process.ExitCode == 0 ? said : throw new DataException($"Gmsh failed with code {process.ExitCode}. It said: {LastWords(said)}");
    }

    private static string LastWords(string said)
    {
        string[] lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? "nothing." : string.Join(" / ", lines.TakeLast(4));
    }
}
