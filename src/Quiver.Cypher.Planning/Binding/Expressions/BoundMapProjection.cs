namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>A map made from an entity or map: <c>n {.*, .a, b: expression}</c>; null when the source is null.</summary>
/// <param name="Source">The node, relationship or map.</param>
/// <param name="IncludesAll">Whether all entries of the source come first (<c>.*</c>).</param>
/// <param name="Keys">The keys of the further entries; where a key occurs twice the last one counts.</param>
/// <param name="Values">The further entries' expressions (<c>.a</c> is bound as a property of the source).</param>
public sealed record BoundMapProjection(
    BoundExpression Source,
    bool IncludesAll,
    EquatableList<string> Keys,
    EquatableList<BoundExpression> Values
) : BoundExpression(CypherType.Map)
{
    /// <inheritdoc/>
    public override EquatableList<BoundExpression> Children => [Source, .. Values];

    /// <inheritdoc/>
    public override BoundExpression WithChildren(IReadOnlyList<BoundExpression> children) =>
        this with
        {
            Source = children[0],
            Values = [.. children.Skip(1)],
        };
}
