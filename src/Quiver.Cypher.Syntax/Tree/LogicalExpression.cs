using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary>AND, OR or XOR over two or more operands, flattened so that long chains stay shallow.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Operator">The connective between all operands.</param>
/// <param name="Operands">The operands; at least two.</param>
public sealed record LogicalExpression(
    SourceExtent Extent,
    LogicalOperator Operator,
    ImmutableArray<Expression> Operands
) : Expression(Extent);
