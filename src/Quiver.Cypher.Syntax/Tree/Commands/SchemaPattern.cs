using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree.Commands;

/// <summary>What an index or constraint is about: nodes of a label, or relationships of a type.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="IsRelationship">Whether it is about relationships.</param>
/// <param name="Variable">The name that its properties are written with.</param>
/// <param name="Tokens">The label or type, several for a full-text index; empty for all, as a lookup index has it.</param>
public sealed record SchemaPattern(
    SourceExtent Extent,
    bool IsRelationship,
    Variable Variable,
    ImmutableArray<Name> Tokens
) : SyntaxNode(Extent);
