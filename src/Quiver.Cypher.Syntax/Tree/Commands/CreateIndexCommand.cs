using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree.Commands;

/// <summary>CREATE INDEX.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Name">The index's name: text or a parameter; null when it has none.</param>
/// <param name="Type">The kind of index.</param>
/// <param name="IfNotExists">Whether an equivalent index or one of the same name is no error.</param>
/// <param name="Pattern">What is indexed; without labels or types for a lookup index.</param>
/// <param name="Properties">The property keys, the most significant first; empty for a lookup index.</param>
/// <param name="Included">The further properties of a vector index, which the conditions of its searches may be about.</param>
/// <param name="Options">A map or parameter, if any.</param>
public sealed record CreateIndexCommand(
    SourceExtent Extent,
    Expression? Name,
    IndexType Type,
    bool IfNotExists,
    SchemaPattern Pattern,
    ImmutableArray<Name> Properties,
    ImmutableArray<Name> Included,
    Expression? Options
) : SchemaCommand(Extent, Name);
