using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>A query inside an expression. Stands only between binding and planning, which makes operators of it.</summary>
/// <param name="Result">What becomes of its rows.</param>
/// <param name="Query">The query.</param>
/// <param name="Imports">The variables around it that it uses.</param>
/// <param name="Text">Its source text.</param>
/// <param name="Type">What is known about the value.</param>
internal sealed record BoundSubquery(
    SubqueryResult Result,
    BoundQuery Query,
    EquatableList<Variable> Imports,
    string Text,
    CypherType Type
) : BoundLeaf(Type);
