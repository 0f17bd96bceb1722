using System.Text;
using Quiver.Import.Values;

namespace Quiver.Import.Pipeline;

/// <summary>Reads the identifiers of a block's rows from the columns that they consist of. One per thread.</summary>
internal sealed class IdReader(RowReader rows) : IDisposable
{
    private readonly ColumnChunk _ids = new();
    private readonly List<ColumnChunk> _parts = [];
    private readonly List<ColumnChunk> _unnamed = [];

    /// <summary>
    /// The identifiers, valid until the next call. Parts that are properties are parsed into the chunk, or again into it, when one is given.
    /// </summary>
    public ColumnChunk Read(IdPlan ids, RowChunk? chunk)
    {
        if (ids.Parts is [var only] && !ids.Space.KeepsPartsApart)
        {
            var target = Property(only, chunk) ?? _ids;
            rows.ParseIds(only.Column, ids.Space, target);
            return target;
        }
        _parts.Clear();
        foreach (var part in ids.Parts)
        {
            var target = Property(part, chunk) ?? Unnamed(_parts.Count);
            rows.ParseIds(part.Column, ids.Space, target);
            _parts.Add(target);
        }
        IdJoin.Join(_parts, ids.Space.KeepsPartsApart, _ids);
        return _ids;
    }

    /// <summary>An identifier as messages show it.</summary>
    public string Show(IdPlan ids, int row)
    {
        var parts = ids.Parts.Select(part => rows.Show(row, part.Column.Position)).ToList();
        return ids.Space.KeepsPartsApart && parts.Count > 1 && parts.Exists(part => part.Length > 0)
            ? $"({string.Join(", ", parts)})"
            : string.Concat(parts);
    }

    /// <summary>An identifier of any columns as the report shows it. It stays valid until the next call for the same <paramref name="scratch"/>.</summary>
    public ReadOnlySpan<byte> Content(IdPlan ids, int row, ref byte[] scratch)
    {
        if (ids.Parts is [var only])
        {
            return rows.Content(row, only.Column.Position, ref scratch);
        }
        scratch = Encoding.UTF8.GetBytes(Show(ids, row));
        return scratch;
    }

    public void Dispose()
    {
        _ids.Dispose();
        foreach (var part in _unnamed)
        {
            part.Dispose();
        }
    }

    private static ColumnChunk? Property(IdPart part, RowChunk? chunk) =>
        part.Key is { } key && chunk is not null ? chunk.Find(key) ?? chunk.Add(key) : null;

    private ColumnChunk Unnamed(int part)
    {
        while (_unnamed.Count <= part)
        {
            _unnamed.Add(new ColumnChunk());
        }
        return _unnamed[part];
    }
}
