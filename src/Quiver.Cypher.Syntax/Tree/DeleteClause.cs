using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary>DELETE, DETACH DELETE or NODETACH DELETE.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Detach">Whether a node's relationships go with it.</param>
/// <param name="Expressions">Nodes, relationships and paths; at least one.</param>
public sealed record DeleteClause(
    SourceExtent Extent,
    bool Detach,
    ImmutableArray<Expression> Expressions
) : UpdatingClause(Extent);
