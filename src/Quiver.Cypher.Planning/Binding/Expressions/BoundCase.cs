namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>The result of the first branch whose condition is true. A simple CASE is bound to comparisons with its operand.</summary>
/// <param name="Alternatives">The branches in order.</param>
/// <param name="Default">The value when none is true; null stands for Cypher's null.</param>
/// <param name="Type">What is known about the value.</param>
public sealed record BoundCase(
    EquatableList<CaseAlternative> Alternatives,
    BoundExpression? Default,
    CypherType Type
) : BoundExpression(Type)
{
    /// <inheritdoc/>
    public override EquatableList<BoundExpression> Children
    {
        get
        {
            var children = new List<BoundExpression>();
            foreach (var alternative in Alternatives)
            {
                children.Add(alternative.Condition);
                children.Add(alternative.Result);
            }
            if (Default is not null)
            {
                children.Add(Default);
            }
            return [.. children];
        }
    }

    /// <inheritdoc/>
    public override BoundExpression WithChildren(IReadOnlyList<BoundExpression> children)
    {
        var alternatives = new CaseAlternative[Alternatives.Count];
        for (int i = 0; i < alternatives.Length; i++)
        {
            alternatives[i] = new CaseAlternative(children[2 * i], children[(2 * i) + 1]);
        }
        return this with
        {
            Alternatives = [.. alternatives],
            Default = Default is null ? null : children[^1],
        };
    }
}
