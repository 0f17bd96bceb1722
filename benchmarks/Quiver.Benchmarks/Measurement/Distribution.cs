namespace Quiver.Benchmarks.Measurement;

/// <summary>Numbers that were measured repeatedly.</summary>
internal sealed class Distribution
{
    private readonly double[] _sorted;

    public Distribution(IEnumerable<double> values)
    {
        _sorted = [.. values];
        Array.Sort(_sorted);
    }

    public int Count => _sorted.Length;

    public double Least => _sorted[0];

    public double Most => _sorted[^1];

    public double Median => Quantile(0.5);

    /// <summary>The smallest value that at least the given share does not exceed.</summary>
    public double Quantile(double share) =>
        _sorted[Math.Max(0, (int)Math.Ceiling(share * _sorted.Length) - 1)];
}
