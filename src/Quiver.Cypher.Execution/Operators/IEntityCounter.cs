namespace Quiver.Cypher.Execution.Operators;

/// <summary>A number of nodes or relationships that a snapshot knows without counting.</summary>
internal interface IEntityCounter
{
    /// <summary>The number in the graph as the query reads it now.</summary>
    long Count(QueryContext context);
}
