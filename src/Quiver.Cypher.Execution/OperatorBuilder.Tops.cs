using Quiver.Cypher.Execution.Operators;
using Quiver.Cypher.Execution.Tokens;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Execution;

/// <content>Top, whose bound is looked at far below it.</content>
internal sealed partial class OperatorBuilder
{
    private Dictionary<PlanNode, (EarlyCut Cut, RowBound Bound)>? _bounds;

    private TopOperator BuildTop(Top top)
    {
        var bound = Announce(top);
        var source = Build(top.Source);
        var schema = SchemaOf(top.Source);
        var settings = new TopSettings(TopCountOf(top), schema.Width, top.Source.Writes);
        return new TopOperator(
            context,
            source,
            KeysOf(top.Items, schema),
            settings,
            OutputOf(top, top.Source),
            bound
        );
    }

    /// <summary>How many rows are kept: LIMIT, and SKIP with it. Who wants all of them, however many, writes the highest number there is.</summary>
    private long TopCountOf(Top top)
    {
        long skipped = top.Skip is null ? 0 : RowCountOf(top.Skip, "SKIP");
        return skipped + Math.Min(RowCountOf(top.Limit, "LIMIT"), MaxRowCount - skipped);
    }

    /// <summary>Notes where rows are compared with what a Top keeps; null when only Top does so.</summary>
    private RowBound? Announce(Top top)
    {
        // Where a transaction writes, and where rows of many left rows come together, groups are made otherwise.
        bool isPossible =
            top.Cut is not null
            && _rowNumber is null
            && context.Writer is null
            && (top.Cut.Groups is null || HasUniqueKey(top.Cut.Groups));
        if (!isPossible)
        {
            return null;
        }
        var bound = new RowBound(top.Items[0].IsDescending);
        (_bounds ??= []).Add(top.Cut!.Place, (top.Cut, bound));
        return bound;
    }

    /// <summary>Whether no two rows have one key, but where it is null or not a number. A constraint holds for what is committed: in between a transaction may have equal values twice.</summary>
    private bool HasUniqueKey(EagerAggregation groups)
    {
        if (context.Writer is not null)
        {
            return false;
        }
        if (groups.HasUniqueKey || groups.UniqueIf is not { } condition)
        {
            return groups.HasUniqueKey;
        }
        var tokens = context.Snapshot.Tokens;
        var counts = context.Snapshot.Counts;
        int type = tokens.RelationshipType(condition.Type).Value;
        var ends = (tokens.Label(condition.Label).Value, type);
        long ofLabel = condition.IsStart
            ? counts.RelationshipsByStartLabel.GetValueOrDefault(ends)
            : counts.RelationshipsByEndLabel.GetValueOrDefault(ends);
        return ofLabel == counts.RelationshipsByType.GetValueOrDefault(type);
    }

    private Operator Bounded(Operator made, PlanNode node)
    {
        if (!_bounds!.Remove(node, out var noted))
        {
            return made;
        }
        var (cut, bound) = noted;
        var schema = SchemaOf(node);
        (int, PropertyKeyReference)? grouped =
            cut.GroupedNode is null || cut.GroupedProperty is null
                ? null
                : (schema.SlotOf(cut.GroupedNode), new PropertyKeyReference(cut.GroupedProperty));
        return new BoundedRowsOperator(context, made, schema.SlotOf(cut.Key), bound, grouped);
    }
}
