using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Tests;

/// <summary>Contexts for expressions and operators that read no graph.</summary>
internal static class QueryContexts
{
    public static QueryContext WithoutGraph(long memoryLimitBytes = 1L << 30) =>
        Cancellable(TestContext.Current.CancellationToken, memoryLimitBytes);

    public static QueryContext Cancellable(
        CancellationToken cancellation,
        long memoryLimitBytes = 1L << 30
    ) =>
        new(
            snapshot: null!,
            MapValue.Empty,
            new ExecutionOptions
            {
                MemoryLimitBytes = memoryLimitBytes,
                StatementTime = new DateTimeOffset(2024, 2, 29, 12, 30, 15, 123, TimeSpan.Zero),
            },
            cancellation
        );
}
