namespace Quiver.Model.Values;

/// <summary>The limit to how deep lists and maps may stand in each other where they are walked recursively.</summary>
/// <remarks>A query can build a list of any depth; without a limit comparing or printing it would overflow the stack and end the process.</remarks>
public static class ValueNesting
{
    /// <summary>The deepest nesting that is compared, hashed or printed.</summary>
    public const int MaximumDepth = 1000;

    /// <summary>Throws the user's error when a walk has gone deeper than <see cref="MaximumDepth"/>.</summary>
    public static void Check(int depth)
    {
        if (depth > MaximumDepth)
        {
            throw ValueErrors.NestedTooDeeply();
        }
    }
}
