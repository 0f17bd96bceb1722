using Quiver.Cypher.Execution.Expressions;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>What a Foreach runs over.</summary>
/// <param name="List">The list, over the left rows.</param>
/// <param name="Arguments">Where the right side finds a left row and an element behind it.</param>
/// <param name="IsSingleClause">Whether the right side is one clause.</param>
internal sealed record ForeachSettings(
    VectorExpression List,
    ArgumentRows Arguments,
    bool IsSingleClause
);
