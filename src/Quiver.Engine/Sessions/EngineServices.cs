using Quiver.Engine.Databases;
using Quiver.Engine.Plans;
using Quiver.Foundation;

namespace Quiver.Engine.Sessions;

/// <summary>What all sessions of an engine share.</summary>
/// <param name="Options">The engine's options.</param>
/// <param name="Databases">The databases.</param>
/// <param name="Planner">Makes and keeps plans.</param>
/// <param name="Transactions">The transactions that run.</param>
internal sealed record EngineServices(
    EngineOptions Options,
    DatabaseSet Databases,
    QueryPlanner Planner,
    TransactionRegistry Transactions
)
{
    /// <summary>The clock.</summary>
    public IClock Clock => Options.Clock;
}
