using System.Buffers;
using Quiver.Model.Values;
using Quiver.Storage.FullText;
using Quiver.Storage.Schema;

namespace Quiver.Storage.Indexes;

/// <summary>Makes entities' entries of an index from their values, and sorts them. Not thread safe.</summary>
/// <param name="index">The index, not of kind lookup.</param>
/// <param name="space">Where to sort.</param>
internal sealed class IndexEntryWriter(IndexDefinition index, SortingSpace space) : IDisposable
{
    private readonly KeyBuffer _key = new();
    private readonly IndexSorter? _sorter = index.Kind == IndexKind.Text ? null : new(space);
    private readonly FullTextEntries? _fields =
        index.Kind == IndexKind.FullText ? new(index) : null;
    private readonly GramSorter? _grams = index.Kind == IndexKind.Text ? new(space) : null;

    /// <summary>Is told of each entry whose key another one has: the least id with that key, and the entry's own. Not of text indexes, where that means nothing.</summary>
    public Action<long, long>? Duplicate
    {
        init => _sorter?.Duplicate = value;
    }

    /// <summary>How many entries were written.</summary>
    public long EntryCount => _grams?.EntryCount ?? _sorter!.EntryCount;

    /// <summary>Adds the entries of an entity of the index's label or type. Without all properties there are none, but in a full-text index, which takes each by itself.</summary>
    public void Add(GraphReader graph, long id)
    {
        if (_fields is not null)
        {
            for (int field = 0; field < index.Keys.Length; field++)
            {
                AddField(field, graph.Property(index.Entity, id, index.Keys[field]), id);
            }
            return;
        }
        var value = graph.Property(index.Entity, id, index.Keys[0]);
        if (index.Keys.Length == 1)
        {
            Add(value, id);
            return;
        }
        _key.Clear();
        for (int i = 0; !value.IsNull; )
        {
            IndexKeyEncoder.Append(value, _key);
            if (++i == index.Keys.Length)
            {
                _sorter!.Add(_key.Span, id);
                return;
            }
            value = graph.Property(index.Entity, id, index.Keys[i]);
        }
    }

    /// <summary>Adds the entries of one property of a full-text index.</summary>
    public void AddField(int field, in Value value, long id) =>
        _fields!.Add(field, value, id, _sorter!);

    /// <summary>Adds the entries of a value, for an index over one property.</summary>
    public void Add(in Value value, long id)
    {
        if (value.IsNull)
        {
            return;
        }
        _key.Clear();
        switch (index.Kind)
        {
            case IndexKind.Range:
                IndexKeyEncoder.Append(value, _key);
                _sorter!.Add(_key.Span, id);
                break;
            case IndexKind.Text when value.Kind == ValueKind.String:
                AddText(value.AsUtf8(), id);
                break;
            case IndexKind.Point when value.Kind == ValueKind.Point:
                PointCurve.Append(value.AsPoint(), _key);
                _sorter!.Add(_key.Span, id);
                break;
            default:
                break;
        }
    }

    /// <summary>Adds the entries of text, for an index over one property.</summary>
    public void AddText(ReadOnlySpan<byte> utf8, long id)
    {
        if (index.Kind == IndexKind.Range)
        {
            _key.Clear();
            IndexKeyEncoder.AppendText(utf8, _key);
            _sorter!.Add(_key.Span, id);
        }
        else if (index.Kind == IndexKind.Text)
        {
            _grams!.Add(utf8, id);
        }
    }

    /// <summary>Adds the entries of values of all properties, none of which is null.</summary>
    public void Add(ReadOnlySpan<Value> values, long id)
    {
        _key.Clear();
        foreach (ref readonly var value in values)
        {
            IndexKeyEncoder.Append(value, _key);
        }
        _sorter!.Add(_key.Span, id);
    }

    /// <summary>Writes all entries in order; returns the checksum of the run. Called once.</summary>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public uint WriteTo(IBufferWriter<byte> output, CancellationToken cancellation) =>
        _grams?.WriteTo(output, cancellation) ?? _sorter!.WriteTo(output, cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        _grams?.Dispose();
        _sorter?.Dispose();
    }
}
