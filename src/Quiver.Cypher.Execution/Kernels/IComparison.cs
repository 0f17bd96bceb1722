namespace Quiver.Cypher.Execution.Kernels;

/// <summary>One of the six comparisons, as a strategy for kernels' loops.</summary>
internal interface IComparison
{
    /// <summary>Compares integers, or other words that order as integers.</summary>
    static abstract bool Test(long left, long right);

    /// <summary>Compares floats by IEEE 754: every comparison with NaN except inequality is false.</summary>
    static abstract bool Test(double left, double right);
}
