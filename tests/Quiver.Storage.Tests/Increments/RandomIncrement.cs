using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Increments;
using Quiver.Storage.Tests.Histories;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Tests.Increments;

/// <summary>A random increment over a graph, in several chunks, and what it does to a model of the graph, which others may have changed meanwhile.</summary>
internal sealed class RandomIncrement
{
    public const string UniqueLabel = "U";
    public const string UniqueKey = "number";
    public const int Numbers = 40;

    private static readonly string[] Labels = ["A", "B", "C", "Fresh", UniqueLabel];
    private static readonly string[] Types = ["R", "S", "T", "FRESH"];
    private static readonly string[] Keys = ["x", "y", "z", "fresh"];

    private readonly Random _random;
    private readonly HistoryModel _base;
    private readonly NameList _labels;
    private readonly NameList _types;
    private readonly NameList _keys;
    private readonly IncrementWriter[] _writers;
    private readonly List<Action<HistoryModel>> _steps = [];
    private readonly HashSet<long> _touchedNodes = [];
    private readonly HashSet<long> _deletedNodes = [];
    private readonly HashSet<long> _touchedRelationships = [];
    private readonly Dictionary<long, long> _replaced = [];
    private long _newNodes;
    private long _newRelationships;
    private (long Node, long Relationship) _first;

    private RandomIncrement(
        IFileSystem files,
        (Snapshot Graph, Guid LogId) database,
        HistoryModel model,
        Random random
    )
    {
        var graph = database.Graph;
        _random = random;
        _base = model.Clone();
        _labels = new(graph.Tokens.Labels);
        _types = new(graph.Tokens.RelationshipTypes);
        _keys = new(graph.Tokens.PropertyKeys);
        var id = Guid.NewGuid();
        Folder = Increment.FolderOf("/disk/databases/db", id);
        files.CreateDirectory(Folder);
        _writers = new IncrementWriter[1 + random.Next(3)];
        var chunks = new IncrementChunks();
        for (int i = 0; i < _writers.Length; i++)
        {
            _writers[i] = new(files, Folder, chunks);
        }
        AddNodes();
        DeleteNodes();
        ChangeNodes();
        ChangeRelationships();
        AddRelationships();
        foreach (var writer in _writers)
        {
            writer.Flush();
        }
        Increment = new Increment
        {
            Id = id,
            Folder = Folder,
            Chunks = chunks.Files,
            LogId = database.LogId,
            Sequence = graph.Sequence,
            Names = new(_labels.Table, _types.Table, _keys.Table),
            KnownNames = (_labels.Known, _types.Known, _keys.Known),
            NewNodes = _newNodes,
            NewRelationships = _newRelationships,
            KeyConstraints =
            [
                .. graph.Schema.Constraints.Where(static c => c.IsUnique).Select(static c => c.Id),
            ],
        };
    }

    public string Folder { get; }

    public Increment Increment { get; }

    public static RandomIncrement Build(
        IFileSystem files,
        Database database,
        HistoryModel model,
        Random random
    )
    {
        using var graph = database.Latest();
        return new(files, (graph, database.LogId), model, random);
    }

    /// <summary>Does to a model what the merge is to do.</summary>
    public void Apply(HistoryModel model, (long Node, long Relationship) firstIds)
    {
        _first = firstIds;
        _replaced.Clear();
        foreach (var step in _steps)
        {
            step(model);
        }
    }

    private IncrementWriter AnyWriter => _writers[_random.Next(_writers.Length)];

    private long Real(long id, bool isNode)
    {
        return id < IncrementIds.First ? id
            : _replaced.TryGetValue(id, out long other) && isNode ? other
            : id - IncrementIds.First + (isNode ? _first.Node : _first.Relationship);
    }

    private void AddNodes()
    {
        var taken = _base
            .Nodes.Values.Where(static node => node.Properties.ContainsKey(UniqueKey))
            .Select(static node => node.Properties[UniqueKey])
            .ToHashSet(StringComparer.Ordinal);
        for (int count = _random.Next(6); count > 0; count--)
        {
            long id = IncrementIds.First + _newNodes++;
            var labels = new SortedSet<string>(
                Labels[..^1].Where(_ => _random.Next(3) == 0),
                StringComparer.Ordinal
            );
            var properties = new SortedDictionary<string, string>(StringComparer.Ordinal);
            string number = _random.Next(Numbers).ToString(null, null);
            string? key = null;
            if (_random.Next(2) == 0 && taken.Add(number))
            {
                key = number;
                labels.Add(UniqueLabel);
                properties[UniqueKey] = number;
            }
            foreach (string name in Keys.Where(_ => _random.Next(2) == 0))
            {
                properties[name] = _random.Next(100).ToString(null, null);
            }
            var writer = AnyWriter;
            writer.BeginNode(new(id), [.. labels.Select(_labels.Of).Order()]);
            foreach (var (name, text) in properties.OrderBy(pair => _keys.Of(pair.Key)))
            {
                var value = Value.Integer(int.Parse(text, null));
                writer.AddNodeProperty(_keys.Of(name), Encode(value));
            }
            _steps.Add(model =>
            {
                var other = model.Nodes.FirstOrDefault(node =>
                    key is not null
                    && node.Value.Labels.Contains(UniqueLabel)
                    && node.Value.Properties.GetValueOrDefault(UniqueKey) == key
                );
                if (other.Value is not null)
                {
                    _replaced[id] = other.Key;
                }
                else
                {
                    model.Nodes.Add(Real(id, isNode: true), new([.. labels], new(properties)));
                }
            });
        }
    }

    private void DeleteNodes()
    {
        for (int count = _random.Next(2); count > 0 && TryChooseNode(out long id); count--)
        {
            _deletedNodes.Add(id);
            AnyWriter.DeleteNode(new(id));
            foreach (var (other, relationship) in _base.Relationships)
            {
                bool isAt = relationship.Start == id || relationship.End == id;
                if (isAt && _touchedRelationships.Add(other))
                {
                    AnyWriter.DeleteRelationship(new(other), RecordOf(relationship));
                    _steps.Add(model => model.Relationships.Remove(other));
                }
            }
            _steps.Add(model =>
            {
                model.Nodes.Remove(id);
                var at = model.Relationships.Where(r => r.Value.Start == id || r.Value.End == id);
                at.ToList().ForEach(r => model.Relationships.Remove(r.Key));
            });
        }
    }

    private void ChangeNodes()
    {
        for (int count = _random.Next(4); count > 0 && TryChooseNode(out long id); count--)
        {
            var writer = AnyWriter;
            string label = Labels[_random.Next(Labels.Length - 1)];
            string key = Keys[_random.Next(Keys.Length)];
            bool isAdded = _random.Next(2) == 0;
            var value = Value.Integer(_random.Next(100));
            bool isSet = _random.Next(3) > 0;
            if (isAdded)
            {
                writer.AddLabel(new(id), _labels.Of(label));
            }
            else
            {
                writer.RemoveLabel(new(id), _labels.Of(label));
            }
            if (isSet)
            {
                writer.SetProperty(new NodeId(id), _keys.Of(key), Encode(value));
            }
            else
            {
                writer.RemoveProperty(new NodeId(id), _keys.Of(key));
            }
            _steps.Add(model =>
            {
                if (!model.Nodes.TryGetValue(id, out var node))
                {
                    return;
                }
                _ = isAdded ? node.Labels.Add(label) : node.Labels.Remove(label);
                node.Properties.Remove(key);
                if (isSet)
                {
                    node.Properties[key] = value.ToString();
                }
            });
        }
    }

    private void ChangeRelationships()
    {
        for (int count = _random.Next(4); count > 0 && _base.Relationships.Count > 0; count--)
        {
            var (id, relationship) = _base.Relationships.ElementAt(
                _random.Next(_base.Relationships.Count)
            );
            if (!_touchedRelationships.Add(id))
            {
                continue;
            }
            if (_random.Next(2) == 0)
            {
                AnyWriter.DeleteRelationship(new(id), RecordOf(relationship));
                _steps.Add(model => model.Relationships.Remove(id));
                continue;
            }
            string key = Keys[_random.Next(Keys.Length)];
            var value = Value.Integer(_random.Next(100));
            AnyWriter.SetProperty(
                new RelationshipId(id),
                RecordOf(relationship),
                _keys.Of(key),
                Encode(value)
            );
            _steps.Add(model =>
            {
                if (model.Relationships.TryGetValue(id, out var found))
                {
                    found.Properties[key] = value.ToString();
                }
            });
        }
    }

    private void AddRelationships()
    {
        long[] ends =
        [
            .. _base.Nodes.Keys.Where(id => !_deletedNodes.Contains(id)),
            .. Enumerable.Range(0, (int)_newNodes).Select(i => IncrementIds.First + i),
        ];
        for (int count = ends.Length == 0 ? 0 : _random.Next(8); count > 0; count--)
        {
            long id = IncrementIds.First + _newRelationships++;
            long start = ends[_random.Next(ends.Length)];
            long end = ends[_random.Next(ends.Length)];
            string type = Types[_random.Next(Types.Length)];
            string key = Keys[_random.Next(Keys.Length)];
            var value = Value.Integer(_random.Next(100));
            var writer = AnyWriter;
            var record = new RelationshipRecord(new(_types.Of(type)), new(start), new(end));
            writer.BeginRelationship(new(id), record);
            writer.AddRelationshipProperty(_keys.Of(key), Encode(value));
            _steps.Add(model =>
            {
                long from = Real(start, isNode: true);
                long to = Real(end, isNode: true);
                if (model.Nodes.ContainsKey(from) && model.Nodes.ContainsKey(to))
                {
                    var properties = new SortedDictionary<string, string>(StringComparer.Ordinal)
                    {
                        [key] = value.ToString(),
                    };
                    model.Relationships.Add(
                        Real(id, isNode: false),
                        new(type, from, to, properties)
                    );
                }
            });
        }
    }

    private bool TryChooseNode(out long id)
    {
        id = -1;
        if (_base.Nodes.Count == 0)
        {
            return false;
        }
        id = _base.Nodes.Keys.ElementAt(_random.Next(_base.Nodes.Count));
        return _touchedNodes.Add(id);
    }

    private RelationshipRecord RecordOf(HistoryModel.Relationship relationship) =>
        new(new(_types.Of(relationship.Type)), new(relationship.Start), new(relationship.End));

    private static byte[] Encode(Value value)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        ValueBinary.Write(value, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    private sealed class NameList(TokenNames known)
    {
        private readonly List<string> _names = [.. known.All];

        public int Known => known.Count;

        public TokenNames Table => new(_names);

        public int Of(string name)
        {
            int at = _names.IndexOf(name);
            if (at < 0)
            {
                at = _names.Count;
                _names.Add(name);
            }
            return at;
        }
    }
}
