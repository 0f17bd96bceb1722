using Quiver.Cypher.Execution.Expressions;

namespace Quiver.Cypher.Execution.Writing;

/// <summary>A node to be made for each row.</summary>
/// <param name="Labels">The labels that the query writes.</param>
/// <param name="DynamicLabels">Further labels.</param>
/// <param name="Properties">Its properties; null for none.</param>
internal sealed record NodeTemplate(
    string[] Labels,
    VectorExpression[] DynamicLabels,
    PropertyTemplate? Properties
);
