namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>v</c>: a variable's value under the variable's name.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Variable">The variable.</param>
public sealed record VariableSelector(SourceExtent Extent, Variable Variable)
    : MapProjectionItem(Extent);
