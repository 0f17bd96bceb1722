namespace Quiver.Cypher.Execution.Procedures;

/// <summary>Numbers, and how long they are as a vector.</summary>
/// <param name="Values">The numbers, all finite.</param>
/// <param name="Length">The square root of the sum of their squares.</param>
internal sealed record NumberVector(double[] Values, double Length);
