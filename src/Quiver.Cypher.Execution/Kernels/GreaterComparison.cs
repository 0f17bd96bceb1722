namespace Quiver.Cypher.Execution.Kernels;

/// <summary>The <c>&gt;</c> comparison.</summary>
internal readonly struct GreaterComparison : IComparison
{
    /// <inheritdoc/>
    public static bool Test(long left, long right) => left > right;

    /// <inheritdoc/>
    public static bool Test(double left, double right) => left > right;
}
