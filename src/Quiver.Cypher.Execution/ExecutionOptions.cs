using Quiver.Cypher.Execution.Csv;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Execution.Shows;
using Quiver.Cypher.Execution.Transactions;
using Quiver.Foundation;

namespace Quiver.Cypher.Execution;

/// <summary>How a query runs. Immutable.</summary>
public sealed record ExecutionOptions
{
    /// <summary>The defaults: 1 GiB, the system's clock, UTC, no profile.</summary>
    public static readonly ExecutionOptions Default = new();

    /// <summary>The most memory that the query's operators may hold, in bytes; beyond it the query fails alone.</summary>
    public long MemoryLimitBytes { get; init; } = 1L << 30;

    /// <summary>The memory that this query shares with others; null for no limit but its own.</summary>
    public QueryMemoryPool? MemoryPool { get; init; }

    /// <summary>The clock of realtime functions and of profiles.</summary>
    public IClock Clock { get; init; } = SystemClock.Instance;

    /// <summary>When the statement began, as date() and timestamp() show it; null means when it starts.</summary>
    public DateTimeOffset? StatementTime { get; init; }

    /// <summary>When the transaction began; null means with the statement.</summary>
    public DateTimeOffset? TransactionTime { get; init; }

    /// <summary>The zone of temporal values that name none: Z, an offset, or a name of the tz database.</summary>
    public string DefaultZone { get; init; } = "Z";

    /// <summary>Who gives the rows of SHOW; needed by plans that list something.</summary>
    public IShowSource? Show { get; init; }

    /// <summary>The procedures that may be called: those that the query was planned with.</summary>
    public ProcedureSet Procedures { get; init; } = ProcedureSet.Standard;

    /// <summary>Whose query it is, for procedures that ask; null where nobody's session is behind it.</summary>
    public IProcedureCaller? Caller { get; init; }

    /// <summary>Runs the queries of procedures that take some; null where nobody plans them.</summary>
    public IProcedureQueries? ProcedureQueries { get; init; }

    /// <summary>Where LOAD CSV finds its files; null where it finds none.</summary>
    public ICsvSource? Csv { get; init; }

    /// <summary>Where reads of indexes are counted; null where nobody counts them.</summary>
    public IndexReads? IndexReads { get; init; }

    /// <summary>Begins and ends transactions besides the query's own; needed by plans that run some.</summary>
    public IInnerTransactions? Transactions { get; init; }

    /// <summary>Whether rows and time are counted for every operator.</summary>
    public bool Profile { get; init; }

    /// <summary>How many rows an operator that changes the graph part by part takes at once.</summary>
    internal int MaxUpdatePartRows { get; init; } = 1 << 18;

    /// <summary>Whether MERGE takes its rows one by one where it could look for all of them at once: the reference for tests.</summary>
    internal bool MergesRowByRow { get; init; }
}
