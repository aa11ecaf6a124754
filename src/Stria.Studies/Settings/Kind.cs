namespace Stria.Studies;

/// <summary>One of several ways to do something, chosen in a scenario by <c>kind: NAME</c>.</summary>
/// <param name="Contract">The interface that all the ways share.</param>
/// <param name="Name">The name after "kind:".</param>
/// <param name="Record">The record that holds the settings of this way.</param>
public sealed record Kind(Type Contract, string Name, Type Record)
{
    /// <summary>The kind of a record under a contract.</summary>
    public static Kind Of<TContract, TRecord>(string name)
        where TRecord : TContract => new(typeof(TContract), name, typeof(TRecord));
}
