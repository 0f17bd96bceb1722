namespace Quiver.Cypher.Syntax.Tree;

/// <summary>One column of a projection.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Expression">What the column holds.</param>
/// <param name="Alias">The name after AS, if any.</param>
/// <param name="ColumnName">What the column is called: the alias, else a variable's name, else the exact text of the expression.</param>
public sealed record ProjectionItem(
    SourceExtent Extent,
    Expression Expression,
    Variable? Alias,
    string ColumnName
) : SyntaxNode(Extent);
