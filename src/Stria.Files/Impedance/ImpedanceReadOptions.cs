namespace Stria.Files;

/// <summary>What the imaginary column of a file holds.</summary>
public enum ImaginarySign
{
    /// <summary>What the format or the heading says; where nothing does, it is judged by the low frequencies, with a remark.</summary>
    AsFormat,

    /// <summary>Im Z: negative for a capacitor.</summary>
    Imaginary,

    /// <summary>−Im Z: positive for a capacitor; it is turned.</summary>
    NegativeImaginary,
}

/// <summary>What an impedance file does not say about itself.</summary>
public sealed record ImpedanceReadOptions
{
    /// <summary>Believe the file.</summary>
    public static ImpedanceReadOptions Default { get; } = new();

    /// <summary>What the imaginary column holds.</summary>
    public ImaginarySign Sign { get; init; }

    /// <summary>Which columns of a text table are what; with it the file is read as a table, whatever its format.</summary>
    public ColumnMap? Map { get; init; }
}
