using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>Tells which changes come to the same whether they are made for one row after the other, or operator by operator for many rows at once.</summary>
internal static class IndependentUpdates
{
    /// <summary>
    /// Whether that holds of the changes of a plan: one operator over the rows of the left side, which makes its changes row by row anyway; or nodes and relationships that are made, and changes
    /// of these alone, which no other row can see.
    /// </summary>
    public static bool Are(PlanNode plan) =>
        plan switch
        {
            ChangeEntities { Source: Argument } => true,
            Delete { Source: Argument, Detaches: true } delete => delete.Entities.All(
                static entity => entity is BoundVariable
            ),
            _ => MakesOwn(plan, []),
        };

    private static bool MakesOwn(PlanNode plan, HashSet<Variable> changed)
    {
        // The only expressions that see what is made for other rows.
        if (plan.Expressions.Any(ReadsGraph))
        {
            return false;
        }
        switch (plan)
        {
            case Create create:
                changed.ExceptWith(create.Nodes.Select(static n => n.Node));
                changed.ExceptWith(create.Relationships.Select(static r => r.Relationship));
                return create.Source is Argument
                    ? changed.Count == 0
                    : MakesOwn(create.Source, changed);
            case ChangeEntities changes:
                foreach (var item in changes.Items)
                {
                    if (item.Entity is not BoundVariable { Variable: var entity })
                    {
                        return false;
                    }
                    changed.Add(entity);
                }
                return MakesOwn(changes.Source, changed);
            default:
                return false;
        }
    }

    private static bool ReadsGraph(BoundExpression expression) =>
        expression is BoundDegree or BoundFunction { Signature.ReadsGraph: true }
        || expression.Children.Any(ReadsGraph);
}
