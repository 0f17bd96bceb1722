using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree.Commands;

/// <summary>CREATE CONSTRAINT.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Name">The constraint's name: text or a parameter; null when it has none.</param>
/// <param name="IfNotExists">Whether an equivalent constraint or one of the same name is no error.</param>
/// <param name="Pattern">What is constrained.</param>
/// <param name="Properties">The property keys; one for existence and types.</param>
/// <param name="Type">What must hold.</param>
/// <param name="ValueTypes">The types that values may have, each once in their order; empty unless the constraint is about types.</param>
/// <param name="Options">A map or parameter, if any.</param>
public sealed record CreateConstraintCommand(
    SourceExtent Extent,
    Expression? Name,
    bool IfNotExists,
    SchemaPattern Pattern,
    ImmutableArray<Name> Properties,
    ConstraintType Type,
    ImmutableArray<PropertyType> ValueTypes,
    Expression? Options
) : SchemaCommand(Extent, Name);
