namespace Quiver.Cypher.Execution.Kernels;

/// <summary>The <c>&lt;=</c> comparison.</summary>
internal readonly struct LessOrEqualComparison : IComparison
{
    /// <inheritdoc/>
    public static bool Test(long left, long right) => left <= right;

    /// <inheritdoc/>
    public static bool Test(double left, double right) => left <= right;
}
