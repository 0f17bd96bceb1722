namespace Quiver.Cypher.Planning.Binding.Labels;

/// <summary>Writes label expressions as plans show them.</summary>
internal static class LabelText
{
    /// <summary>The expression without a leading colon.</summary>
    public static string Format(BoundLabels labels) =>
        labels switch
        {
            BoundLabelName name => Identifiers.Quote(name.Name),
            BoundLabelWildcard => "%",
            BoundLabelNot not => "!" + Inner(not.Operand),
            BoundLabelAnd and => string.Join("&", and.Operands.Select(Inner)),
            BoundLabelOr or => string.Join("|", or.Operands.Select(Format)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string Inner(BoundLabels labels) =>
        labels is BoundLabelOr or BoundLabelAnd ? $"({Format(labels)})" : Format(labels);
}
