namespace Stria.Tests;

/// <summary>Where the real measurements lie: beside the repository, never in it.</summary>
public static class SharedData
{
    /// <summary>The folder of measurements, or null on a machine that has none.</summary>
    public static string? Root { get; } = Find("data");

    /// <summary>The repository's root folder.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The full path of a measurement given from the folder's root ("stxm/…").</summary>
    public static string Path(string relative) =>
        System.IO.Path.Combine(Root ?? throw new InvalidOperationException("../shared/data is absent"), relative);

    private static string? Find(string name)
    {
        string folder = System.IO.Path.Combine(FindRepository(), "..", "shared", name);
        return Directory.Exists(folder) ? System.IO.Path.GetFullPath(folder) : null;
    }

    private static string FindRepository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder, "Stria.slnx")))
        {
            folder = System.IO.Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}

/// <summary>A fact about real measurements; skipped where they are not on the machine.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    /// <summary>Marks the test, or skips it with the reason.</summary>
    public SharedDataFactAttribute()
    {
        if (SharedData.Root is null)
        {
            Skip = "The measurements of ../shared/data are not on this machine.";
        }
    }
}

/// <summary>A theory about real measurements; skipped where they are not on the machine.</summary>
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    /// <summary>Marks the test, or skips it with the reason.</summary>
    public SharedDataTheoryAttribute()
    {
        if (SharedData.Root is null)
        {
            Skip = "The measurements of ../shared/data are not on this machine.";
        }
    }
}
