using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Updates;

/// <summary>A relationship to be made for each row.</summary>
/// <param name="Relationship">The column of the relationship.</param>
/// <param name="Start">The column of the node that it starts at; may be made for the same row.</param>
/// <param name="End">The column of the node that it ends at.</param>
/// <param name="Type">Its type; null when that is computed.</param>
/// <param name="DynamicType">Its type as text; null when it is written in the query.</param>
/// <param name="Properties">A map; null for none.</param>
public sealed record RelationshipCreation(
    Variable Relationship,
    Variable Start,
    Variable End,
    string? Type,
    BoundExpression? DynamicType,
    BoundExpression? Properties
)
{
    internal IEnumerable<BoundExpression> Expressions =>
        new[] { DynamicType, Properties }.OfType<BoundExpression>();

    internal RelationshipCreation Map(Func<BoundExpression, BoundExpression> map) =>
        this with
        {
            DynamicType = DynamicType is null ? null : map(DynamicType),
            Properties = Properties is null ? null : map(Properties),
        };

    /// <summary>The relationship as plans show it.</summary>
    public override string ToString()
    {
        string type = Type is null ? $":$({DynamicType})" : Plans.PlanText.Label(Type);
        string properties = Properties is null ? "" : $" {Properties}";
        return $"({Plans.PlanText.Variable(Start)})-[{Plans.PlanText.Variable(Relationship)}{type}{properties}]->({Plans.PlanText.Variable(End)})";
    }
}
