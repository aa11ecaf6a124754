namespace Stria.Numerics.Jets;

/// <summary>A function of one number that is evaluated place by place because it has branches.</summary>
public interface IJetFunction
{
    /// <summary>The function of a number with its derivatives.</summary>
    Jet At(Jet x);
}
