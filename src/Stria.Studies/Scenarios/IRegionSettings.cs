namespace Stria.Studies;

/// <summary>A region of interest whose mean spectrum is wanted.</summary>
public interface IRegionSettings
{
    /// <summary>Its name in tables and legends.</summary>
    string Label { get; }
}
