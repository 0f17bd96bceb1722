using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Shows;

/// <summary>The columns of SHOW TRANSACTIONS and TERMINATE TRANSACTIONS.</summary>
internal static class TransactionColumns
{
    /// <summary>SHOW TRANSACTIONS.</summary>
    public static IReadOnlyList<ShowColumn> Running { get; } =
    [
        new("database", CypherType.String, true),
        new("transactionId", CypherType.String, true),
        new("currentQueryId", CypherType.String, true),
        new("outerTransactionId", CypherType.String, false),
        new("connectionId", CypherType.String, true),
        new("clientAddress", CypherType.String, true),
        new("username", CypherType.String, true),
        new("metaData", CypherType.Map, false),
        new("currentQuery", CypherType.String, true),
        new("parameters", CypherType.Map, false),
        new("planner", CypherType.String, false),
        new("runtime", CypherType.String, false),
        new("indexes", CypherType.AnyList, false),
        new("startTime", CypherType.Any, true),
        new("currentQueryStartTime", CypherType.Any, false),
        new("protocol", CypherType.String, false),
        new("requestUri", CypherType.String, false),
        new("status", CypherType.String, true),
        new("currentQueryStatus", CypherType.String, false),
        new("statusDetails", CypherType.String, false),
        new("resourceInformation", CypherType.Map, false),
        new("activeLockCount", CypherType.Integer, false),
        new("currentQueryActiveLockCount", CypherType.Integer, false),
        new("elapsedTime", CypherType.Duration, true),
        new("cpuTime", CypherType.Duration, false),
        new("waitTime", CypherType.Duration, false),
        new("idleTime", CypherType.Duration, false),
        new("currentQueryElapsedTime", CypherType.Duration, false),
        new("currentQueryCpuTime", CypherType.Duration, false),
        new("currentQueryWaitTime", CypherType.Duration, false),
        new("currentQueryIdleTime", CypherType.Duration, false),
        new("currentQueryAllocatedBytes", CypherType.Integer, false),
        new("allocatedDirectBytes", CypherType.Integer, false),
        new("estimatedUsedHeapMemory", CypherType.Integer, false),
        new("pageHits", CypherType.Integer, false),
        new("pageFaults", CypherType.Integer, false),
        new("currentQueryPageHits", CypherType.Integer, false),
        new("currentQueryPageFaults", CypherType.Integer, false),
        new("initializationStackTrace", CypherType.String, false),
    ];

    /// <summary>TERMINATE TRANSACTIONS.</summary>
    public static IReadOnlyList<ShowColumn> Terminated { get; } =
    [
        new("transactionId", CypherType.String, true),
        new("username", CypherType.String, true),
        new("message", CypherType.String, true),
    ];
}
