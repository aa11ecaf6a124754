namespace Stria.Studies;

/// <summary>A word that may stand in place of a number: "auto", "fit", "none". It means no value (null), or a certain one.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class WordAttribute : Attribute
{
    /// <summary>The word for null.</summary>
    public WordAttribute(string word) => Word = word;

    /// <summary>The word for a certain number, which is read but never written.</summary>
    public WordAttribute(string word, double value) => (Word, Value) = (word, value);

    /// <summary>The word.</summary>
    public string Word { get; }

    /// <summary>The number that it means, in the property's unit; null when it means no value.</summary>
    public double? Value { get; }
}
