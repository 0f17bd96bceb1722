namespace Quiver.Benchmarks;

/// <summary>A benchmark cannot go on, or an answer was wrong.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
