using System.Runtime.CompilerServices;
using Quiver.Foundation.Text;

namespace Quiver.Apoc.Export;

/// <summary>What stands between the objects of an export: line breaks or commas, and the arrays or objects around them.</summary>
/// <remarks>
/// Each object is written with a separator of one byte before it, since whoever makes its text does not know whether it is the first; <see cref="SkipFirst"/> leaves out that of the first.
/// </remarks>
/// <param name="layout">How objects are put together. Rows of a query are no nodes and relationships: for them the layouts of objects mean an array.</param>
internal sealed class JsonLayoutWriter(JsonLayout layout)
{
    private readonly byte _separator = layout == JsonLayout.Lines ? (byte)'\n' : (byte)',';
    private bool _isFirst = true;
    private bool _isInRelationships;

    /// <summary>What begins the text.</summary>
    public ReadOnlySpan<byte> Begin =>
        layout switch
        {
            JsonLayout.Array => "["u8,
            JsonLayout.Object => "{\"nodes\":["u8,
            JsonLayout.ObjectById => "{\"nodes\":{"u8,
            _ => default,
        };

    /// <summary>Appends what goes before an object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Before(JsonText json, long id)
    {
        BeforeRow(json);
        if (layout == JsonLayout.ObjectById)
        {
            json.Append("\""u8);
            json.AppendInteger(id);
            json.Append("\":"u8);
        }
    }

    /// <summary>Appends what goes before a row of a query.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeforeRow(JsonText json) => json.Extend(1)[0] = _separator;

    /// <summary>What goes between the last relationship and the first node; nothing but the first time.</summary>
    public ReadOnlySpan<byte> BeforeChunk(bool isRelationships)
    {
        if (
            !isRelationships
            || _isInRelationships
            || layout is JsonLayout.Lines or JsonLayout.Array
        )
        {
            return default;
        }
        _isInRelationships = true;
        _isFirst = true;
        return layout == JsonLayout.Object ? "],\"rels\":["u8 : "},\"rels\":{"u8;
    }

    /// <summary>The text of objects without the separator before the first one of all, or of its array.</summary>
    public ReadOnlySpan<byte> SkipFirst(ReadOnlySpan<byte> objects)
    {
        bool isFirst = _isFirst;
        _isFirst = false;
        return isFirst ? objects[1..] : objects;
    }

    /// <summary>What ends the text.</summary>
    public ReadOnlySpan<byte> End =>
        layout switch
        {
            JsonLayout.Array => "]"u8,
            JsonLayout.Object => "]}"u8,
            JsonLayout.ObjectById => "}}"u8,
            _ => default,
        };
}
