namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>$(expression)</c>, <c>$all(expression)</c> or <c>$any(expression)</c>: a label or type, or a list of them, computed for each row.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Expression">Text, or a list of text.</param>
/// <param name="MatchesAny">Whether one of several labels is enough.</param>
public sealed record DynamicLabel(SourceExtent Extent, Expression Expression, bool MatchesAny)
    : LabelExpression(Extent);
