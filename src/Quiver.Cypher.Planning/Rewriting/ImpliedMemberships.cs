using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;

namespace Quiver.Cypher.Planning.Rewriting;

/// <summary>
/// Finds what a disjunction says about one property alone: <c>a.id = 1 AND b.id = 2 OR a.id = 2 AND b.id = 1</c> needs both ends, but it can only hold
/// where <c>a.id IN [1, 2]</c> and <c>b.id IN [2, 1]</c>, and these an index can answer.
/// </summary>
internal static class ImpliedMemberships
{
    /// <summary>The memberships that hold wherever a condition holds: one for each property that every alternative compares with values that can be had before.</summary>
    public static IEnumerable<BoundIn> Of(BoundExpression predicate)
    {
        if (predicate is not BoundOr or)
        {
            yield break;
        }
        // A comparison that is a whole alternative is come to in every row, so its value may be any.
        bool areBare = or.Operands.All(static o => o is BoundComparison);
        var subjects = Conjuncts(or.Operands[0])
            .SelectMany(c => Equated(c, areBare))
            .Select(static e => e.Subject)
            .Distinct();
        foreach (var subject in subjects)
        {
            if (TryList(or, subject, areBare) is { } values)
            {
                yield return new BoundIn(
                    subject,
                    new BoundList([.. values.Distinct()], CypherType.ListOf(CypherType.Any))
                );
            }
        }
    }

    /// <summary>The values that the alternatives compare a property with; null when one of them does not.</summary>
    private static List<BoundExpression>? TryList(BoundOr or, BoundProperty subject, bool areBare)
    {
        var values = new List<BoundExpression>();
        foreach (var alternative in or.Operands)
        {
            var value = Conjuncts(alternative)
                .SelectMany(c => Equated(c, areBare))
                .FirstOrDefault(e => e.Subject == subject)
                .Value;
            if (value is null)
            {
                return null;
            }
            values.Add(value);
        }
        return values;
    }

    private static IReadOnlyList<BoundExpression> Conjuncts(BoundExpression alternative) =>
        alternative is BoundAnd and ? and.Operands : [alternative];

    // Of a.x = b.y either side may be the one that is found by the other.
    private static IEnumerable<(BoundProperty Subject, BoundExpression Value)> Equated(
        BoundExpression condition,
        bool isBare
    )
    {
        if (condition is not BoundComparison { Operator: ComparisonOperator.Equal } equality)
        {
            yield break;
        }
        if (IsSubject(equality.Left) && IsValueFor(equality.Left, equality.Right, isBare))
        {
            yield return ((BoundProperty)equality.Left, equality.Right);
        }
        if (IsSubject(equality.Right) && IsValueFor(equality.Right, equality.Left, isBare))
        {
            yield return ((BoundProperty)equality.Right, equality.Left);
        }
    }

    private static bool IsSubject(BoundExpression expression) =>
        expression is BoundProperty { Operand: BoundVariable };

    private static bool IsValueFor(BoundExpression subject, BoundExpression value, bool isBare) =>
        (isBare ? IsSteady(value) : IsPlain(value))
        && !FreeVariables
            .Of(value)
            .Contains(((BoundVariable)((BoundProperty)subject).Operand).Variable);

    // The membership asks for every value of every row, the disjunction only for those of the alternatives that it comes to. So
    // nothing is taken along that could fail where the disjunction would not.
    private static bool IsPlain(BoundExpression value) =>
        value switch
        {
            BoundLiteral or BoundParameter or BoundVariable => true,
            BoundProperty property => IsEntity(property.Operand),
            _ => false,
        };

    private static bool IsSteady(BoundExpression value) =>
        !value.Contains(static e =>
            e is BoundSubquery or BoundFunction { Signature.IsDeterministic: false }
        );

    private static bool IsEntity(BoundExpression expression) =>
        expression.Type.IsOnly(TypeKinds.Node | TypeKinds.Relationship)
        && expression
            is BoundVariable
                or BoundFunction
                {
                    Signature.Name: "startNode" or "endNode",
                    Arguments: [BoundVariable],
                };
}
