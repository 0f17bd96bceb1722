using System.Diagnostics;
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
