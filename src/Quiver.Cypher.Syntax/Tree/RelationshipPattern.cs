using Quiver.Model;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>-[variable:Types*range {properties} WHERE predicate]-></c>, every part optional.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Variable">What the relationship (with a length: the list of relationships) is called.</param>
/// <param name="Types">Which types it may have.</param>
/// <param name="Direction">The direction as seen from the left node; <c>&lt;--&gt;</c> and <c>--</c> are Both.</param>
/// <param name="Length">How many relationships, if of variable length; null means exactly one, not in a list.</param>
/// <param name="Properties">A <see cref="MapExpression"/> or <see cref="Parameter"/> whose entries each must equal.</param>
/// <param name="Where">A predicate that may use the variable; never together with a length.</param>
public sealed record RelationshipPattern(
    SourceExtent Extent,
    Variable? Variable,
    LabelExpression? Types,
    Direction Direction,
    LengthRange? Length,
    Expression? Properties,
    Expression? Where
) : SyntaxNode(Extent);
