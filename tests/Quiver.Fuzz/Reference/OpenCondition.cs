using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Values;

namespace Quiver.Fuzz.Reference;

/// <summary>A map or WHERE inside a pattern, which is checked when all variables are bound.</summary>
/// <param name="Entity">The node or relationship.</param>
/// <param name="Properties">The map of properties that it must have, if any.</param>
/// <param name="Where">What must be true, if anything.</param>
internal sealed record OpenCondition(Value Entity, Expression? Properties, Expression? Where);
