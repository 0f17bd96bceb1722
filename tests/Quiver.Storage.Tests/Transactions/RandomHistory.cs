using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Transactions;

namespace Quiver.Storage.Tests.Transactions;

/// <summary>Does the same random changes to a transaction and to a plain graph.</summary>
internal sealed class RandomHistory(Random random)
{
    public void Change(WriteTransaction transaction, PlainGraph graph)
    {
        switch (random.Next(12))
        {
            case 0 or 1 or 2:
                CreateNode(transaction, graph);
                break;
            case 3 or 4 or 5 when graph.Nodes.Count > 0:
                CreateRelationship(transaction, graph);
                break;
            case 6 when graph.Nodes.Count > 0:
                ChangeLabel(transaction, graph);
                break;
            case 7 or 8 when graph.Nodes.Count > 0:
                var (node, plain) = Pick(graph.Nodes);
                SetProperty(
                    plain.Properties,
                    transaction,
                    (key, value) => transaction.SetProperty(new NodeId(node), key, value)
                );
                break;
            case 9 when graph.Relationships.Count > 0:
                var (relationship, found) = Pick(graph.Relationships);
                SetProperty(
                    found.Properties,
                    transaction,
                    (key, value) =>
                        transaction.SetProperty(new RelationshipId(relationship), key, value)
                );
                break;
            case 10 when graph.Relationships.Count > 0:
                long deleted = Pick(graph.Relationships).Id;
                transaction.DeleteRelationship(new RelationshipId(deleted));
                graph.Relationships.Remove(deleted);
                break;
            case 11 when graph.Nodes.Count > 0:
                DeleteNode(transaction, graph);
                break;
            default:
                break;
        }
    }

    private void CreateNode(WriteTransaction transaction, PlainGraph graph)
    {
        var labels = Enumerable
            .Range(0, random.Next(3))
            .Select(_ => transaction.Label($"L{random.Next(5)}"))
            .Distinct()
            .ToArray();
        var node = transaction.CreateNode(labels);
        graph.Nodes.Add(node.Value, new PlainNode([.. labels.Select(l => l.Value)], []));
    }

    private void CreateRelationship(WriteTransaction transaction, PlainGraph graph)
    {
        long start = Pick(graph.Nodes).Id;
        long end = random.Next(6) == 0 ? start : Pick(graph.Nodes).Id;
        var type = transaction.RelationshipType($"T{random.Next(4)}");
        var relationship = transaction.CreateRelationship(new NodeId(start), type, new NodeId(end));
        graph.Relationships.Add(
            relationship.Value,
            new PlainRelationship(type.Value, start, end, [])
        );
    }

    private void ChangeLabel(WriteTransaction transaction, PlainGraph graph)
    {
        var (node, plain) = Pick(graph.Nodes);
        var label = transaction.Label($"L{random.Next(5)}");
        if (random.Next(2) == 0)
        {
            transaction.AddLabel(new NodeId(node), label);
            plain.Labels.Add(label.Value);
        }
        else
        {
            transaction.RemoveLabel(new NodeId(node), label);
            plain.Labels.Remove(label.Value);
        }
    }

    private void SetProperty(
        Dictionary<int, Value> properties,
        WriteTransaction transaction,
        Action<PropertyKeyId, Value> set
    )
    {
        var key = transaction.PropertyKey($"p{random.Next(5)}");
        var value = random.Next(5) switch
        {
            0 => Value.Null,
            1 => Value.Integer(random.Next()),
            2 => Value.String(new string('ü', random.Next(20))),
            3 => Value.Float(random.NextDouble()),
            _ => Value.List(Value.Integer(1), Value.Integer(random.Next())),
        };
        set(key, value);
        if (value.IsNull)
        {
            properties.Remove(key.Value);
        }
        else
        {
            properties[key.Value] = value;
        }
    }

    private void DeleteNode(WriteTransaction transaction, PlainGraph graph)
    {
        long node = Pick(graph.Nodes).Id;
        transaction.DeleteNode(new NodeId(node), detach: true);
        graph.Nodes.Remove(node);
        foreach (var (id, relationship) in graph.Relationships)
        {
            if (relationship.Start == node || relationship.End == node)
            {
                graph.Relationships.Remove(id);
            }
        }
    }

    private (long Id, T Entity) Pick<T>(Dictionary<long, T> entities)
    {
        var (id, entity) = entities.ElementAt(random.Next(entities.Count));
        return (id, entity);
    }
}
