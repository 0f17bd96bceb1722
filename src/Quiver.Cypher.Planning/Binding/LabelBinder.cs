using System.Diagnostics;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Binding.Labels;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Binds label expressions.</summary>
internal static class LabelBinder
{
    /// <summary>Binds a label expression of a node or relationship.</summary>
    public static BoundLabels Bind(Tree.LabelExpression labels) =>
        labels switch
        {
            Tree.LabelName name => new BoundLabelName(name.Name),
            Tree.LabelWildcard => new BoundLabelWildcard(),
            Tree.LabelNegation negation => new BoundLabelNot(Bind(negation.Operand)),
            Tree.LabelConjunction and => new BoundLabelAnd([.. and.Operands.Select(Bind)]),
            Tree.LabelDisjunction or => new BoundLabelOr([.. or.Operands.Select(Bind)]),
            _ => throw new UnreachableException(labels.GetType().Name),
        };

    /// <summary>Whether part of a label expression is computed for each row.</summary>
    public static bool IsDynamic(Tree.LabelExpression labels) =>
        labels switch
        {
            Tree.DynamicLabel => true,
            Tree.LabelNegation negation => IsDynamic(negation.Operand),
            Tree.LabelConjunction and => and.Operands.Any(IsDynamic),
            Tree.LabelDisjunction or => or.Operands.Any(IsDynamic),
            _ => false,
        };

    /// <summary>The condition that a node or relationship satisfies a label expression.</summary>
    /// <param name="owner">The node or relationship.</param>
    /// <param name="labels">The label expression.</param>
    /// <param name="names">Binds what a computed part of it names.</param>
    public static BoundExpression Test(
        BoundExpression owner,
        Tree.LabelExpression labels,
        Func<Tree.DynamicLabel, BoundExpression> names
    ) =>
        labels switch
        {
            _ when !IsDynamic(labels) => new BoundHasLabels(owner, Bind(labels)),
            Tree.DynamicLabel computed => new BoundHasComputedLabels(
                owner,
                names(computed),
                computed.MatchesAny
            ),
            Tree.LabelNegation negation => new BoundNot(Test(owner, negation.Operand, names)),
            Tree.LabelConjunction and => new BoundAnd([
                .. and.Operands.Select(o => Test(owner, o, names)),
            ]),
            Tree.LabelDisjunction or => new BoundOr([
                .. or.Operands.Select(o => Test(owner, o, names)),
            ]),
            _ => throw new UnreachableException(labels.GetType().Name),
        };

    /// <summary>Warns of names that the database does not know.</summary>
    /// <param name="labels">The label expression.</param>
    /// <param name="owner">What has the labels.</param>
    /// <param name="warnings">Where warnings go.</param>
    public static void Warn(Tree.LabelExpression labels, CypherType owner, BindingWarnings warnings)
    {
        switch (labels)
        {
            case Tree.LabelName name when owner.IsOnly(TypeKinds.Node):
                warnings.UseLabel(name.Name, name.Position);
                break;
            case Tree.LabelName name when owner.IsOnly(TypeKinds.Relationship):
                warnings.UseRelationshipType(name.Name, name.Position);
                break;
            case Tree.LabelNegation negation:
                Warn(negation.Operand, owner, warnings);
                break;
            case Tree.LabelConjunction and:
                WarnAll(and.Operands, owner, warnings);
                break;
            case Tree.LabelDisjunction or:
                WarnAll(or.Operands, owner, warnings);
                break;
            default:
                break;
        }
    }

    /// <summary>The names of an expression that is a name or names with bars between; null for any other.</summary>
    public static EquatableList<string>? AsAlternatives(BoundLabels labels) =>
        labels switch
        {
            BoundLabelName name => [name.Name],
            BoundLabelOr any when any.Operands.All(static o => o is BoundLabelName) =>
            [
                .. any.Operands.Cast<BoundLabelName>().Select(static n => n.Name).Distinct(),
            ],
            _ => null,
        };

    private static void WarnAll(
        IEnumerable<Tree.LabelExpression> operands,
        CypherType owner,
        BindingWarnings warnings
    )
    {
        foreach (var operand in operands)
        {
            Warn(operand, owner, warnings);
        }
    }
}
