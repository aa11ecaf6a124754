namespace Stria.Core;

/// <summary>What kind of measurement a scan is.</summary>
public enum ScanKind
{
    /// <summary>Images at several photon energies: [energy, y, x].</summary>
    ImageStack,

    /// <summary>One image at one photon energy: [y, x].</summary>
    Image,

    /// <summary>A line on the sample at several photon energies: [energy, position].</summary>
    LineSpectrum,

    /// <summary>One spectrum of one spot or region: [energy].</summary>
    PointSpectrum,

    /// <summary>A focus series: [z, position].</summary>
    Focus,

    /// <summary>Anything else; opened for looking at, not for mapping.</summary>
    Other,
}
