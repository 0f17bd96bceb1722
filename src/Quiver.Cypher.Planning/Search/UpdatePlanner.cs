using System.Diagnostics;
using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Binding.Labels;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Quiver.Cypher.Planning.Updates;
using Quiver.Model;

namespace Quiver.Cypher.Planning.Search;

/// <summary>Plans clauses that change the graph.</summary>
/// <param name="context">What the planners share.</param>
/// <param name="subqueries">Plans the subqueries in values.</param>
/// <param name="matches">Plans what MERGE looks for.</param>
/// <param name="clauses">Plans what FOREACH does.</param>
internal sealed class UpdatePlanner(
    PlanningContext context,
    SubqueryPlanner subqueries,
    MatchPlanner matches,
    ClausePlanner clauses
)
{
    /// <summary>Plans a clause over the rows from before it.</summary>
    public PlanNode Plan(PlanNode source, BoundClause clause)
    {
        var plan = clause switch
        {
            BoundCreate create => Create(source, create),
            BoundChanges changes => Change(source, changes.Items),
            BoundDelete delete => Delete(source, delete),
            BoundMerge merge => Merge(source, merge),
            BoundForeach each => Foreach(source, each),
            _ => throw new UnreachableException(clause.GetType().Name),
        };
        plan.EstimatedRows = Math.Max(plan.EstimatedRows, source.EstimatedRows);
        return plan;
    }

    private static PlanNode WithPaths(PlanNode plan, IReadOnlyList<ProjectionItem> paths) =>
        paths.Count == 0
            ? plan
            : new Projection(plan, paths) { EstimatedRows = plan.EstimatedRows };

    private PlanNode Create(PlanNode source, BoundCreate create)
    {
        var plan = source;
        var nodes = create.Nodes.Select(n => n.Map(e => Extract(ref plan, e))).ToList();
        var relationships = create
            .Relationships.Select(r => r.Map(e => Extract(ref plan, e)))
            .ToList();
        NoteLabels(nodes);
        var made = new Create(plan, nodes, relationships) { EstimatedRows = plan.EstimatedRows };
        return WithPaths(made, create.Paths);
    }

    // A value with a subquery sees what the items before it did.
    private ChangeEntities Change(PlanNode source, IEnumerable<EntityChange> changes)
    {
        var items = new List<EntityChange>();
        foreach (var change in changes)
        {
            if (items.Count > 0 && AsksGraph(change))
            {
                source = new ChangeEntities(source, items) { EstimatedRows = source.EstimatedRows };
                items = [];
            }
            items.Add(change.Map(e => Extract(ref source, e)));
        }
        return new ChangeEntities(source, items) { EstimatedRows = source.EstimatedRows };
    }

    private static bool AsksGraph(EntityChange change) =>
        change.Expressions.Any(static e =>
            e.Contains(static x => x is BoundSubquery or BoundListSubquery)
        );

    private Delete Delete(PlanNode source, BoundDelete delete)
    {
        var entities = delete.Entities.Select(e => Extract(ref source, e)).ToList();
        return new Delete(source, entities, delete.Detaches);
    }

    private PlanNode Merge(PlanNode source, BoundMerge merge)
    {
        if (merge.Values.Count > 0)
        {
            (source, var values) = subqueries.Extract(source, merge.Values);
            source = new Projection(source, values) { EstimatedRows = source.EstimatedRows };
        }
        PlanNode plan = merge.OnMatch.Concat(merge.OnCreate).Any(AsksGraph)
            ? MergeWithSubqueries(source, merge)
            : Merge(source, merge, made: null);
        return WithPaths(plan, merge.Create.Paths);
    }

    private Merge Merge(PlanNode source, BoundMerge merge, Variable? made)
    {
        var right = matches.PlanFor(source, merge.Match);
        NoteLabels(merge.Create.Nodes);
        return new Merge(source, right, merge.Create.Nodes, merge.Create.Relationships, made)
        {
            OnMatch = made is null ? merge.OnMatch : [],
            OnCreate = made is null ? merge.OnCreate : [],
            IsUndirected = merge.Match.Relationships.Any(static r => r.Direction == Direction.Both),
            EstimatedRows = source.EstimatedRows * Math.Max(1, right.EstimatedRows),
        };
    }

    // Row by row, a Merge that tells whether it made its row, and then the changes of whichever kind it is: those of the other kind change null.
    private Eager MergeWithSubqueries(PlanNode source, BoundMerge merge)
    {
        // What a row changes must be seen neither below it nor, half done, above it.
        source = new Eager(source) { EstimatedRows = source.EstimatedRows };
        var made = context.Variables.Anonymous(CypherType.Boolean);
        var row = new Argument(source.Output) { EstimatedRows = 1 };
        var isMade = new BoundVariable(made);
        var items = merge
            .OnMatch.Select(c => c.Map(e => When(new BoundNot(isMade), e)))
            .Concat(merge.OnCreate.Select(c => c.Map(e => When(isMade, e))));
        var changes = Change(Merge(row, merge, made), items);
        double rows = source.EstimatedRows * Math.Max(1, changes.EstimatedRows);
        return new Eager(new Apply(source, changes) { EstimatedRows = rows })
        {
            EstimatedRows = rows,
        };
    }

    private static BoundCase When(BoundExpression condition, BoundExpression value) =>
        new([new CaseAlternative(condition, value)], Default: null, value.Type);

    private Foreach Foreach(PlanNode source, BoundForeach each)
    {
        (source, var list) = subqueries.Extract(source, each.List);
        var arguments = source.Output.Where(each.Imports.Contains).Append(each.Element);
        var right = clauses.Plan(each.Body, [.. arguments]);
        return new Foreach(source, right, list, each.Element);
    }

    private BoundExpression Extract(ref PlanNode source, BoundExpression expression)
    {
        (source, var extracted) = subqueries.Extract(source, expression);
        return extracted;
    }

    private void NoteLabels(IEnumerable<NodeCreation> nodes)
    {
        foreach (var node in nodes)
        {
            foreach (string label in node.Labels)
            {
                context.Labels.Add(
                    new BoundHasLabels(new BoundVariable(node.Node), new BoundLabelName(label))
                );
            }
        }
    }
}
