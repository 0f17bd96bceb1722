namespace Quiver.Foundation;

/// <summary>A defect of ours: something that must hold did not. Ends the session or process, never retried.</summary>
/// <param name="expression">The condition that did not hold.</param>
public sealed class InvariantException(string expression)
    : InvalidOperationException($"Invariant failed: {expression}");
