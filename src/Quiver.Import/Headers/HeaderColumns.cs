using System.Buffers;
using System.Collections;
using System.Text;
using Quiver.Foundation;
using Quiver.Storage.Tokens;

namespace Quiver.Import.Headers;

/// <summary>
/// The columns of a header, of which there may be a million in all files: fields <c>name:type</c> are kept as bytes, and become objects, each time anew, when they are asked for.
/// </summary>
/// <param name="capacity">How many fields there are at most.</param>
/// <param name="nameBytes">Bytes of the names of plain fields at most.</param>
internal sealed class HeaderColumns(int capacity, int nameBytes) : IReadOnlyList<HeaderColumn>
{
    private const int IsOther = -1;

    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\n\v\f\r"u8);

    private readonly Field[] _fields = new Field[capacity];
    private readonly byte[] _names = GC.AllocateUninitializedArray<byte>(nameBytes);
    private readonly List<HeaderColumn> _others = [];
    private int _nameEnd;

    private ReadOnlySpan<Field> Fields => _fields.AsSpan(0, Count);

    /// <summary>How many columns there are.</summary>
    public int Count { get; private set; }

    /// <summary>The columns that are not plain, in order: all that are no property, and properties that are arrays, points or vectors or have a group or options.</summary>
    public IReadOnlyList<HeaderColumn> Others => _others;

    /// <summary>Whether the name of any plain column, which are ASCII, has white space.</summary>
    public bool HasBlanks => _names.AsSpan(0, _nameEnd).ContainsAny(Blanks);

    /// <inheritdoc/>
    public HeaderColumn this[int index]
    {
        get
        {
            var (position, first, length, type, _) = Fields[index];
            return length == IsOther
                ? _others[first]
                : new(position, null, ColumnRole.Property, type, false, "", HeaderOptions.None)
                {
                    Header = this,
                };
        }
    }

    /// <summary>Adds a column.</summary>
    public void Add(HeaderColumn column)
    {
        column.Header = this;
        _fields[Count++] = new(column.Position, _others.Count, IsOther, column.Type, 0);
        _others.Add(column);
    }

    /// <summary>Adds a property without options, groups or arrays.</summary>
    /// <param name="position">The column in the file, from 0.</param>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    public void AddPlain(int position, ReadOnlySpan<byte> name, PropertyType type)
    {
        name.CopyTo(_names.AsSpan(_nameEnd));
        _fields[Count++] = new(position, _nameEnd, name.Length, type, NameTable.HashOf(name));
        _nameEnd += name.Length;
    }

    /// <summary>Whether a column is plain, and its name then.</summary>
    public bool TryGetPlain(int index, out ReadOnlySpan<byte> name)
    {
        var (_, first, length, _, _) = Fields[index];
        bool isPlain = length != IsOther;
        name = isPlain ? _names.AsSpan(first, length) : default;
        return isPlain;
    }

    /// <summary>Whether a column is plain, and the hash of its name then.</summary>
    public bool TryGetHash(int index, out uint hash)
    {
        (_, _, int length, _, hash) = Fields[index];
        return length != IsOther;
    }

    /// <summary>The name of a plain column.</summary>
    public ReadOnlySpan<byte> PlainName(int index)
    {
        Invariant.Assert(TryGetPlain(index, out var name));
        return name;
    }

    /// <summary>The hash of the name of a plain column, by <see cref="NameTable.HashOf"/>.</summary>
    public uint PlainHash(int index)
    {
        Invariant.Assert(TryGetHash(index, out uint hash));
        return hash;
    }

    /// <summary>The place of a column among all.</summary>
    public int IndexOf(HeaderColumn column)
    {
        // Fields that could not be read are missing.
        int index = Math.Min(column.Position, Count - 1);
        while (Fields[index].Position > column.Position)
        {
            index--;
        }
        return index;
    }

    /// <summary>Where a column stands in the file, from 0.</summary>
    public int PositionOf(int index) => Fields[index].Position;

    /// <summary>The type of a column's values.</summary>
    public PropertyType TypeOf(int index) => Fields[index].Type;

    /// <summary>The name of a plain column.</summary>
    public string NameOf(HeaderColumn column) =>
        Encoding.UTF8.GetString(PlainName(IndexOf(column)));

    /// <inheritdoc/>
    public IEnumerator<HeaderColumn> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A column: where its name begins and how long it is, or its place among those that are not plain; the hash of a plain one's name.</summary>
    private readonly record struct Field(
        int Position,
        int First,
        int Length,
        PropertyType Type,
        uint Hash
    );
}
