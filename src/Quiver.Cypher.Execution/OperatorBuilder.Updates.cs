using System.Diagnostics;
using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Operators;
using Quiver.Cypher.Execution.Writing;
using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Plans;
using Quiver.Cypher.Planning.Updates;

namespace Quiver.Cypher.Execution;

/// <summary>The operators that change the graph.</summary>
internal sealed partial class OperatorBuilder
{
    private Operator BuildUpdate(UnaryNode node)
    {
        var source = Build(node.Source);
        var schema = SchemaOf(node.Source);
        var output = OutputOf(node, node.Source);
        var compiler = new ExpressionCompiler(schema, context);
        switch (node)
        {
            case Eager:
                return new EagerOperator(context, source);
            case EmptyResult:
                return new EmptyResultOperator(context, source);
            case Create create:
                return new CreateOperator(
                    context,
                    source,
                    CreatorOf(create.Nodes, create.Relationships, schema),
                    output,
                    [.. MadeBy(create.Nodes, create.Relationships).Select(output.Find)]
                );
            case ChangeEntities changes:
                var changer = new EntityChanger(
                    [.. changes.Items.Select(i => Compile(i, compiler))],
                    ChangeAnalysis.ReadsOwnChanges(changes.Items),
                    ChangeAnalysis.ReadsOnlyItself(changes.Items)
                );
                return new ChangeOperator(
                    context,
                    source,
                    changer,
                    UpdateAnalysis.IsSettled(node.Source),
                    output
                );
            case Delete delete:
                return new DeleteOperator(
                    context,
                    source,
                    compiler.Compile(delete.Entities),
                    delete.Detaches,
                    output
                );
            default:
                throw new UnreachableException($"No operator for {node.Name}.");
        }
    }

    private ForeachOperator BuildForeach(
        Foreach node,
        (Operator Left, Operator Right) sides,
        ArgumentRows arguments
    )
    {
        bool isSingleClause = node.Right is IUpdatingNode && !node.Right.Children[0].Writes;
        var settings = new ForeachSettings(
            CompilerOver(node.Left).Compile(node.List),
            arguments,
            isSingleClause
        );
        var output = OutputOf(node, node.Left);
        return new ForeachOperator(context, sides.Left, sides.Right, settings, output);
    }

    private static Variable[] MadeBy(
        IReadOnlyList<NodeCreation> nodes,
        IReadOnlyList<RelationshipCreation> relationships
    ) => [.. nodes.Select(static n => n.Node), .. relationships.Select(static r => r.Relationship)];

    private EntityCreator CreatorOf(
        IReadOnlyList<NodeCreation> nodes,
        IReadOnlyList<RelationshipCreation> relationships,
        RowSchema schema
    )
    {
        var compiler = new ExpressionCompiler(schema, context);
        var made = new NodeTemplate[nodes.Count];
        for (int i = 0; i < made.Length; i++)
        {
            made[i] = new NodeTemplate(
                [.. nodes[i].Labels],
                compiler.Compile(nodes[i].DynamicLabels),
                PropertiesOf(nodes[i].Properties, compiler)
            );
        }
        EndTemplate End(Variable node)
        {
            int index = nodes.TakeWhile(n => n.Node != node).Count();
            return index < nodes.Count
                ? new EndTemplate(node.Name, index, Slot: -1)
                : new EndTemplate(node.Name, Made: -1, schema.SlotOf(node));
        }
        var joined = new RelationshipTemplate[relationships.Count];
        for (int i = 0; i < joined.Length; i++)
        {
            var relationship = relationships[i];
            joined[i] = new RelationshipTemplate(
                relationship.Relationship.Name,
                End(relationship.Start),
                End(relationship.End),
                relationship.Type,
                relationship.DynamicType is null
                    ? null
                    : compiler.Compile(relationship.DynamicType),
                PropertiesOf(relationship.Properties, compiler)
            );
        }
        return new EntityCreator(made, joined);
    }

    private static PropertyTemplate? PropertiesOf(
        BoundExpression? properties,
        ExpressionCompiler compiler
    )
    {
        if (properties is null)
        {
            return null;
        }
        if (properties is not BoundMap map)
        {
            return new PropertyTemplate(compiler.Compile(properties));
        }
        var byKey = new Dictionary<string, BoundExpression>(StringComparer.Ordinal);
        for (int i = 0; i < map.Keys.Count; i++)
        {
            byKey[map.Keys[i]] = map.Values[i];
        }
        return new PropertyTemplate([.. byKey.Keys], compiler.Compile([.. byKey.Values]));
    }

    private static CompiledChange Compile(EntityChange change, ExpressionCompiler compiler)
    {
        var entity = compiler.Compile(change.Entity);
        switch (change)
        {
            case PropertyChange property:
                var value = compiler.Compile(property.Value);
                return new CompiledPropertyChange(
                    entity,
                    property.Key,
                    property.DynamicKey is null
                        ? [value]
                        : [value, compiler.Compile(property.DynamicKey)]
                );
            case PropertiesChange properties:
                return new CompiledPropertiesChange(
                    entity,
                    compiler.Compile(properties.Value),
                    properties.KeepsOthers
                );
            case LabelsChange labels:
                return new CompiledLabelsChange(
                    entity,
                    [.. labels.Labels],
                    compiler.Compile(labels.DynamicLabels),
                    labels.Removes
                );
            default:
                throw new UnreachableException(change.GetType().Name);
        }
    }
}
