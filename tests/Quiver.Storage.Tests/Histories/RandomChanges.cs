using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Transactions;

namespace Quiver.Storage.Tests.Histories;

/// <summary>Makes random changes in a transaction and, the same, in a model.</summary>
internal sealed class RandomChanges(Random random)
{
    private static readonly string[] Labels = ["A", "B", "C"];
    private static readonly string[] Types = ["R", "S", "T"];
    private static readonly string[] Keys = ["x", "y", "z"];

    /// <summary>Makes some changes; reads through the transaction between them to seal runs of its own.</summary>
    public void Change(WriteTransaction transaction, HistoryModel model, int changes)
    {
        for (int i = 0; i < changes; i++)
        {
            ChangeOnce(transaction, model);
            if (random.Next(6) == 0)
            {
                using var own = transaction.Read();
                Assert.Equal(model.Describe(), HistoryModel.Describe(own));
            }
        }
    }

    private void ChangeOnce(WriteTransaction transaction, HistoryModel model)
    {
        int what = model.Nodes.Count < 3 ? 0 : random.Next(20);
        switch (what)
        {
            case < 4:
                CreateNode(transaction, model);
                break;
            case < 9:
                CreateRelationship(transaction, model);
                break;
            case < 12:
                ChangeLabel(transaction, model);
                break;
            case < 15:
                ChangeNodeProperty(transaction, model);
                break;
            case < 17:
                ChangeRelationshipProperty(transaction, model);
                break;
            case < 19:
                DeleteRelationship(transaction, model);
                break;
            default:
                DeleteNode(transaction, model);
                break;
        }
    }

    private void CreateNode(WriteTransaction transaction, HistoryModel model)
    {
        var labels = new SortedSet<string>(
            Labels.Where(_ => random.Next(3) == 0),
            StringComparer.Ordinal
        );
        var node = transaction.CreateNode([.. labels.Select(transaction.Label)]);
        model.Nodes.Add(node.Value, new(labels, new(StringComparer.Ordinal)));
    }

    private void CreateRelationship(WriteTransaction transaction, HistoryModel model)
    {
        long start = AnyOf(model.Nodes.Keys);
        long end = random.Next(5) == 0 ? start : AnyOf(model.Nodes.Keys);
        string type = AnyOf(Types);
        var id = transaction.CreateRelationship(
            new(start),
            transaction.RelationshipType(type),
            new(end)
        );
        model.Relationships.Add(id.Value, new(type, start, end, new(StringComparer.Ordinal)));
    }

    private void ChangeLabel(WriteTransaction transaction, HistoryModel model)
    {
        long node = AnyOf(model.Nodes.Keys);
        string label = AnyOf(Labels);
        if (random.Next(2) == 0)
        {
            transaction.AddLabel(new(node), transaction.Label(label));
            model.Nodes[node].Labels.Add(label);
        }
        else
        {
            transaction.RemoveLabel(new(node), transaction.Label(label));
            model.Nodes[node].Labels.Remove(label);
        }
    }

    private void ChangeNodeProperty(WriteTransaction transaction, HistoryModel model)
    {
        long node = AnyOf(model.Nodes.Keys);
        string key = AnyOf(Keys);
        var value = RandomValue();
        transaction.SetProperty(new NodeId(node), transaction.PropertyKey(key), value);
        Set(model.Nodes[node].Properties, key, value);
    }

    private void ChangeRelationshipProperty(WriteTransaction transaction, HistoryModel model)
    {
        if (model.Relationships.Count > 0)
        {
            long id = AnyOf(model.Relationships.Keys);
            string key = AnyOf(Keys);
            var value = RandomValue();
            transaction.SetProperty(new RelationshipId(id), transaction.PropertyKey(key), value);
            Set(model.Relationships[id].Properties, key, value);
        }
    }

    private void DeleteRelationship(WriteTransaction transaction, HistoryModel model)
    {
        if (model.Relationships.Count > 0)
        {
            long id = AnyOf(model.Relationships.Keys);
            transaction.DeleteRelationship(new(id));
            model.Relationships.Remove(id);
        }
    }

    private void DeleteNode(WriteTransaction transaction, HistoryModel model)
    {
        long node = AnyOf(model.Nodes.Keys);
        var own = model
            .Relationships.Where(r => r.Value.Start == node || r.Value.End == node)
            .Select(r => r.Key)
            .ToList();
        bool detach = own.Count > 0 || random.Next(2) == 0;
        transaction.DeleteNode(new(node), detach);
        model.Nodes.Remove(node);
        own.ForEach(id => model.Relationships.Remove(id));
    }

    private static void Set(SortedDictionary<string, string> properties, string key, Value value)
    {
        if (value.IsNull)
        {
            properties.Remove(key);
        }
        else
        {
            properties[key] = value.ToString();
        }
    }

    private Value RandomValue() =>
        random.Next(6) switch
        {
            0 => Value.Null,
            1 => Value.String(new string('é', random.Next(40))),
            2 => Value.Float(random.NextDouble()),
            3 => Value.List(
                Value.String("in a list"),
                Value.String(new string('x', random.Next(9)))
            ),
            4 => Value.True,
            _ => Value.Integer(random.NextInt64(-1000, 1000)),
        };

    private T AnyOf<T>(IReadOnlyCollection<T> items) => items.ElementAt(random.Next(items.Count));
}
