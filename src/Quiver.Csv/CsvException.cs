namespace Quiver.Csv;

/// <summary>A file is not CSV of its dialect.</summary>
/// <param name="position">Where.</param>
/// <param name="problem">What is wrong and what to do.</param>
/// <param name="cause">What made it be noticed, or null.</param>
public sealed class CsvException(CsvPosition position, string problem, Exception? cause = null)
    : FormatException($"{position}: {problem}", cause)
{
    /// <summary>Where.</summary>
    public CsvPosition Position { get; } = position;

    /// <summary>What is wrong and what to do, without the place.</summary>
    public string Problem { get; } = problem;
}
