using Quiver.Storage.Schema;

namespace Quiver.Storage.Indexes;

/// <summary>All entities of the labels or types of an index, each once. Not thread safe.</summary>
public sealed class IndexedEntities
{
    private readonly Snapshot _graph;
    private readonly IndexDefinition _index;
    private readonly GraphReader _reader;
    private readonly long[] _starts;
    private readonly long[] _ends;
    private NodeScan? _nodes;
    private RelationshipScan? _relationships;
    private int _token;

    /// <summary>Begins at the first.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="index">The index, not of kind lookup.</param>
    /// <param name="batchRows">The most that are asked for at once.</param>
    public IndexedEntities(Snapshot graph, IndexDefinition index, int batchRows)
    {
        _graph = graph;
        _index = index;
        _reader = graph.Reader();
        bool isNode = index.Entity == EntityKind.Node;
        _starts = new long[isNode ? 0 : batchRows];
        _ends = new long[isNode ? 0 : batchRows];
        Open();
    }

    /// <summary>Fills the array from its start with the next ids; returns how many, 0 at the end.</summary>
    public int Next(long[] ids)
    {
        while (true)
        {
            int count = _nodes?.Next(ids) ?? _relationships!.Next(ids, _starts, _ends);
            if (count > 0 && (count = WithoutEarlier(ids.AsSpan(0, count))) == 0)
            {
                continue;
            }
            if (count > 0 || _token == _index.Tokens.Length - 1)
            {
                return count;
            }
            _token++;
            Open();
        }
    }

    private void Open()
    {
        int token = _index.Tokens[_token];
        if (_index.Entity == EntityKind.Node)
        {
            _nodes = _graph.ScanNodes(new(token));
        }
        else
        {
            _relationships = _graph.ScanRelationships(new(token));
        }
    }

    /// <summary>Keeps the nodes that have none of the labels that were gone through before; a relationship has one type.</summary>
    private int WithoutEarlier(Span<long> ids)
    {
        if (_token == 0 || _index.Entity == EntityKind.Relationship)
        {
            return ids.Length;
        }
        int kept = 0;
        foreach (long id in ids)
        {
            bool isNew = true;
            for (int i = 0; i < _token && isNew; i++)
            {
                isNew = !_reader.IsOf(EntityKind.Node, id, _index.Tokens[i]);
            }
            if (isNew)
            {
                ids[kept++] = id;
            }
        }
        return kept;
    }
}
