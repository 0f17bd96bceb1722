using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Writing;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Delete and DetachDelete: the source's rows, when what they name is deleted.</summary>
internal sealed class DeleteOperator(
    QueryContext context,
    Operator source,
    VectorExpression[] entities,
    bool detaches,
    OutputColumns output
) : UpdateOperator(context, source)
{
    // In a set, and among the locks.
    private const long EntityBytes = 48;

    private long _chargedBytes;

    /// <inheritdoc/>
    protected override IEnumerable<Batch> Apply(List<Batch> input)
    {
        // All is evaluated before anything is deleted: a value may be read from what another row deletes.
        var nodes = new HashSet<long>();
        var relationships = new HashSet<long>();
        foreach (var rows in input)
        {
            foreach (var entity in entities)
            {
                var column = entity.Evaluate(rows, Context);
                for (int row = 0; row < column.Count; row++)
                {
                    Collect(column[row], nodes, relationships);
                }
            }
            Charge(nodes.Count + relationships.Count);
        }
        Delete(nodes, relationships);
        Charge(0);
        foreach (var rows in input)
        {
            yield return new Batch(output.Pass(rows), rows.RowCount);
        }
    }

    private void Charge(int entities)
    {
        long bytes = entities * EntityBytes;
        Context.Memory.Change(bytes - _chargedBytes);
        _chargedBytes = bytes;
    }

    private static void Collect(Value value, HashSet<long> nodes, HashSet<long> relationships)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                break;
            case ValueKind.Node:
                nodes.Add(value.Bits);
                break;
            case ValueKind.Relationship:
                relationships.Add(value.Bits);
                break;
            case ValueKind.Path:
                var path = value.AsPath();
                foreach (var node in path.Nodes)
                {
                    nodes.Add(node.Value);
                }
                foreach (var relationship in path.Relationships)
                {
                    relationships.Add(relationship.Value);
                }
                break;
            default:
                throw RuntimeErrors.NotDeletable(value);
        }
    }

    private void Delete(HashSet<long> nodes, HashSet<long> relationships)
    {
        var writer = Context.RequireWriter();
        // What an earlier transaction of the same query has deleted is deleted.
        var snapshot = Context.Snapshot;
        nodes.RemoveWhere(id => !snapshot.Exists(new NodeId(id)));
        relationships.RemoveWhere(id => !snapshot.Exists(new RelationshipId(id)));
        if (detaches)
        {
            AddRelationshipsOf(nodes, relationships);
        }
        var targets = new LockTargets();
        foreach (long node in nodes)
        {
            targets.Add(Value.Node(new NodeId(node)), withExistence: true, Context);
        }
        foreach (long relationship in relationships)
        {
            targets.Add(
                Value.Relationship(new RelationshipId(relationship)),
                withExistence: false,
                Context
            );
        }
        targets.Lock(Context);
        foreach (long id in relationships)
        {
            var relationship = new RelationshipId(id);
            if (!writer.IsDeleted(ValueKind.Relationship, id))
            {
                writer.DeleteRelationship(relationship, Context.ReadRelationship(relationship));
            }
        }
        foreach (long node in nodes)
        {
            writer.DeleteNode(new NodeId(node));
        }
    }

    private void AddRelationshipsOf(HashSet<long> nodes, HashSet<long> relationships)
    {
        var expansion = Context.Snapshot.Expand(Direction.Both, []);
        int[] rows = new int[Batch.Capacity];
        long[] ids = new long[Batch.Capacity];
        long[] neighbours = new long[Batch.Capacity];
        foreach (long[] some in nodes.Chunk(Batch.Capacity))
        {
            expansion.Start(some);
            for (int count; (count = expansion.Next(rows, ids, neighbours)) > 0; )
            {
                Context.Cancellation.ThrowIfCancellationRequested();
                foreach (long id in ids.AsSpan(0, count))
                {
                    relationships.Add(id);
                }
                Charge(nodes.Count + relationships.Count);
            }
        }
    }
}
