namespace Quiver.Import;

/// <summary>The import was cancelled. Nothing was published: a database that was there before is as it was.</summary>
/// <param name="message">What is kept, and how to go on.</param>
/// <param name="inner">The cancellation.</param>
public sealed class ImportStoppedException(string message, OperationCanceledException inner)
    : OperationCanceledException(message, inner, inner.CancellationToken);
