using Quiver.Model.Values;
using Quiver.Storage.Schema;

namespace Quiver.Storage.Indexes;

/// <summary>Makes an entity's entries of an index from its values. Not thread safe.</summary>
/// <param name="index">The index, not of kind lookup.</param>
/// <param name="sorter">Where the entries go.</param>
internal sealed class IndexEntryWriter(IndexDefinition index, IndexSorter sorter)
{
    private readonly KeyBuffer _key = new();
    private readonly TextGrams _grams = new();

    /// <summary>Adds the entries of an entity of the index's label or type. Without all properties there are none.</summary>
    public void Add(GraphReader graph, long id)
    {
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
                sorter.Add(_key.Span, id);
                return;
            }
            value = graph.Property(index.Entity, id, index.Keys[i]);
        }
    }

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
                sorter.Add(_key.Span, id);
                break;
            case IndexKind.Text when value.Kind == ValueKind.String:
                AddText(value.AsUtf8(), id);
                break;
            case IndexKind.Point when value.Kind == ValueKind.Point:
                PointCurve.Append(value.AsPoint(), _key);
                sorter.Add(_key.Span, id);
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
            sorter.Add(_key.Span, id);
        }
        else if (index.Kind == IndexKind.Text)
        {
            foreach (int gram in _grams.Of(utf8))
            {
                TextGrams.Append(gram, _key);
                sorter.Add(_key.Span, id);
            }
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
        sorter.Add(_key.Span, id);
    }
}
