using Quiver.Cypher.Execution.Expressions;

namespace Quiver.Cypher.Execution.Writing;

/// <summary>A relationship to be made for each row.</summary>
/// <param name="Name">Its variable, for messages.</param>
/// <param name="Start">The node that it starts at.</param>
/// <param name="End">The node that it ends at.</param>
/// <param name="Type">Its type; null when that is computed.</param>
/// <param name="DynamicType">Its type as text; null when the query writes it.</param>
/// <param name="Properties">Its properties; null for none.</param>
internal sealed record RelationshipTemplate(
    string Name,
    EndTemplate Start,
    EndTemplate End,
    string? Type,
    VectorExpression? DynamicType,
    PropertyTemplate? Properties
);
