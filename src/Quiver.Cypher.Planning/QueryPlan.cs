using Quiver.Cypher.Planning.Notifications;
using Quiver.Cypher.Planning.Plans;
using Quiver.Cypher.Syntax.Tree.Commands;

namespace Quiver.Cypher.Planning;

/// <summary>A query made ready to run. Immutable: may be kept and run many times, with different parameters, by several threads.</summary>
public sealed class QueryPlan
{
    /// <summary>The root operator.</summary>
    public required ProduceResults Root { get; init; }

    /// <summary>The number of operators; their <see cref="PlanNode.Id"/> are below it.</summary>
    public required int NodeCount { get; init; }

    /// <summary>The result's column names, as many as the root has columns.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>What is to be done instead of running the operators, which then give no rows; null for queries.</summary>
    public Command? Command { get; init; }

    /// <summary>The names of the parameters that the query uses, in order of first use.</summary>
    public required IReadOnlyList<string> Parameters { get; init; }

    /// <summary>What the query does to the database.</summary>
    public required QueryType QueryType { get; init; }

    /// <summary>What the client wants of it.</summary>
    public required PlanMode Mode { get; init; }

    /// <summary>Hints and warnings about the query.</summary>
    public required IReadOnlyList<PlanNotification> Notifications { get; init; }
}
