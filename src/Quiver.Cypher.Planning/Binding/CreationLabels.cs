using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>The labels of a conjunction, one by one.</summary>
internal static class CreationLabels
{
    /// <summary>The labels that are written in the query, each once.</summary>
    public static EquatableList<string> Names(Tree.LabelExpression? labels) =>
        [.. All(labels).OfType<Tree.LabelName>().Select(static l => l.Name).Distinct()];

    /// <summary>The labels that are computed.</summary>
    public static IEnumerable<Tree.DynamicLabel> Dynamic(Tree.LabelExpression? labels) =>
        All(labels).OfType<Tree.DynamicLabel>();

    private static IEnumerable<Tree.LabelExpression> All(Tree.LabelExpression? labels) =>
        labels switch
        {
            null => [],
            Tree.LabelConjunction and => and.Operands.SelectMany(All),
            _ => [labels],
        };
}
