using System.Runtime.CompilerServices;
using System.Text;
using Quiver.Foundation.Text;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Json;
using Quiver.Model.Temporal;
using Quiver.Storage;

namespace Quiver.Apoc.Export;

/// <summary>All properties of a batch of nodes or of relationships, read column by column, and their JSON row by row. Keeps its memory from one batch to the next.</summary>
/// <param name="snapshot">The graph.</param>
/// <param name="ofNodes">Whether ids are those of nodes.</param>
internal sealed class PropertyColumns(Snapshot snapshot, bool ofNodes)
{
    // More keys than these are hardly all used by each entity: then one entity after the other is read.
    private const int MaxColumns = 128;

    private readonly List<PropertyKeyId> _keys = [];
    private readonly Dictionary<int, KeyText> _texts = [];
    private readonly List<ColumnBuilder> _builders = [];
    private readonly List<ColumnVector> _columns = [];
    private readonly List<KeyText> _names = [];

    /// <summary>Reads the properties of a batch.</summary>
    /// <returns>False, and nothing is read, where there are too many different keys.</returns>
    public bool TryRead(ReadOnlySpan<long> ids)
    {
        _keys.Clear();
        if (ofNodes)
        {
            snapshot.ReadNodeKeys(ids, _keys);
        }
        else
        {
            snapshot.ReadRelationshipKeys(ids, _keys);
        }
        if (_keys.Count > MaxColumns)
        {
            return false;
        }
        for (int i = 0; i < _columns.Count; i++)
        {
            _builders[i].Recycle(_columns[i]);
        }
        _columns.Clear();
        _names.Clear();
        for (int i = 0; i < _keys.Count; i++)
        {
            if (i == _builders.Count)
            {
                _builders.Add(new ColumnBuilder());
            }
            if (ofNodes)
            {
                snapshot.ReadNodeProperty(_keys[i], ids, _builders[i]);
            }
            else
            {
                snapshot.ReadRelationshipProperty(_keys[i], ids, _builders[i]);
            }
            _columns.Add(_builders[i].Build());
            _names.Add(TextOf(_keys[i]));
        }
        return true;
    }

    /// <summary>Appends the properties of a row of the batch, unless it has none: <c>,"properties":{…}</c>.</summary>
    /// <returns>How many they are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Append(JsonText json, int row)
    {
        int count = 0;
        for (int i = 0; i < _columns.Count; i++)
        {
            var column = _columns[i];
            if (!column.IsNull(row))
            {
                json.Append(count++ == 0 ? _names[i].AsFirst : _names[i].AsNext);
                AppendValue(json, column, row);
            }
        }
        if (count > 0)
        {
            json.AppendLiteral("}"u8);
        }
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AppendValue(JsonText json, ColumnVector column, int row)
    {
        switch (column.Kind)
        {
            case VectorKind.Text:
                json.AppendString(((TextVector)column).Utf8(row));
                break;
            case VectorKind.Integer:
                json.AppendInteger(((WordVector)column).Items[row]);
                break;
            case VectorKind.Float:
                JsonValueText.AppendFloat(json, ((FloatVector)column).Items[row]);
                break;
            case VectorKind.Boolean:
                JsonValueText.AppendBoolean(json, ((WordVector)column).Items[row] != 0);
                break;
            case VectorKind.Date:
                var date = LocalDate.FromEpochDay(((WordVector)column).Items[row]);
                JavaTemporalText.AppendQuotedDate(json, date);
                break;
            default:
                JsonValueText.Append(json, column[row]);
                break;
        }
    }

    private KeyText TextOf(PropertyKeyId key)
    {
        if (!_texts.TryGetValue(key.Value, out var text))
        {
            string name = snapshot.Tokens.PropertyKeys[key.Value];
            text = new KeyText(name);
            _texts.Add(key.Value, text);
        }
        return text;
    }

    /// <summary>A key with what stands before it: the first of an object, and a later one.</summary>
    private sealed class KeyText(string name)
    {
        public byte[] AsFirst { get; } = Of(",\"properties\":{\"", name);

        public byte[] AsNext { get; } = Of(",\"", name);

        private static byte[] Of(string before, string name) =>
            [.. Encoding.UTF8.GetBytes(before), .. JsonText.Escape(name), .. "\":"u8];
    }
}
