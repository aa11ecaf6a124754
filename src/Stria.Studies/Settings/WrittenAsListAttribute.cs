namespace Stria.Studies;

/// <summary>The record is written as a short list of its values in the order of its properties: [12, 40].</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class WrittenAsListAttribute : Attribute;
