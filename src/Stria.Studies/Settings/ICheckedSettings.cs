namespace Stria.Studies;

/// <summary>Settings that can be right one by one and wrong together.</summary>
public interface ICheckedSettings
{
    /// <summary>What is wrong with these settings together: one sentence each, none when all is well.</summary>
    IEnumerable<string> Mistakes();
}
