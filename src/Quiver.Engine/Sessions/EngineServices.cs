using Quiver.Cypher.Execution;
using Quiver.Cypher.Execution.Csv;
using Quiver.Cypher.Execution.Files;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Engine.Administration;
using Quiver.Engine.Databases;
using Quiver.Engine.Plans;
using Quiver.Engine.Procedures;
using Quiver.Engine.Security;
using Quiver.Engine.Shows;
using Quiver.Foundation;

namespace Quiver.Engine.Sessions;

/// <summary>What all sessions of an engine share.</summary>
/// <param name="Options">The engine's options.</param>
/// <param name="Databases">The databases.</param>
/// <param name="Planner">Makes and keeps plans.</param>
/// <param name="Transactions">The transactions that run.</param>
/// <param name="Access">Who may do what.</param>
/// <param name="Commands">Runs the commands that administer.</param>
/// <param name="Lists">Databases, aliases and users, as SHOW lists them.</param>
internal sealed record EngineServices(
    EngineOptions Options,
    DatabaseSet Databases,
    QueryPlanner Planner,
    TransactionRegistry Transactions,
    AccessControl Access,
    CommandExecutor Commands,
    AdministrationLists Lists
)
{
    private ProcedureSet? _procedures;
    private ProcedureQueries? _procedureQueries;

    /// <summary>The clients' connections.</summary>
    public ConnectionRegistry Connections { get; } = new(Options.Clock);

    /// <summary>The memory that all queries share.</summary>
    public QueryMemoryPool QueryMemory { get; } = new(Options.TotalQueryMemoryLimitBytes);

    /// <summary>The files that LOAD CSV may read.</summary>
    public ICsvSource Csv { get; } =
        new ImportFolder(
            Options.FileSystem,
            Options.ImportFolder ?? Path.Combine(Options.Home, "import"),
            Options.Remote
        );

    /// <summary>The procedures that queries may call.</summary>
    public ProcedureSet Procedures => _procedures ??= ServerProcedures.Of(this);

    /// <summary>Runs the queries that procedures take.</summary>
    public IProcedureQueries ProcedureQueries => _procedureQueries ??= new ProcedureQueries(this);

    /// <summary>The transactions that run, as SHOW lists them.</summary>
    public TransactionLists RunningTransactions { get; } = new(Transactions, Access, Options.Clock);

    /// <summary>The clock.</summary>
    public IClock Clock => Options.Clock;
}
