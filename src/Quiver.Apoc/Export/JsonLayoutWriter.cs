using System.Buffers;
using System.Buffers.Text;

namespace Quiver.Apoc.Export;

/// <summary>Puts what stands between the objects of an export: line breaks or commas, and the arrays or objects around them.</summary>
/// <param name="output">Where everything is written.</param>
/// <param name="layout">How objects are put together. Rows of a query are no nodes and relationships: for them the layouts of objects mean an array.</param>
internal sealed class JsonLayoutWriter(IBufferWriter<byte> output, JsonLayout layout)
{
    private bool _isFirst = true;
    private bool _isInRelationships;

    /// <summary>Begins the text.</summary>
    public void Begin() =>
        output.Write(
            layout switch
            {
                JsonLayout.Array => "["u8,
                JsonLayout.Object => "{\"nodes\":["u8,
                JsonLayout.ObjectById => "{\"nodes\":{"u8,
                _ => default,
            }
        );

    /// <summary>Goes before a node, all of which come before relationships.</summary>
    public void BeforeNode(long id) => Before(id);

    /// <summary>Goes before a relationship.</summary>
    public void BeforeRelationship(long id)
    {
        BeginRelationships();
        Before(id);
    }

    /// <summary>Goes before a row of a query.</summary>
    public void BeforeRow()
    {
        if (!_isFirst)
        {
            output.Write(layout == JsonLayout.Lines ? "\n"u8 : ","u8);
        }
        _isFirst = false;
    }

    /// <summary>Ends the text.</summary>
    public void End()
    {
        BeginRelationships();
        output.Write(
            layout switch
            {
                JsonLayout.Array => "]"u8,
                JsonLayout.Object => "]}"u8,
                JsonLayout.ObjectById => "}}"u8,
                _ => default,
            }
        );
    }

    private void BeginRelationships()
    {
        if (_isInRelationships || layout is JsonLayout.Lines or JsonLayout.Array)
        {
            return;
        }
        _isInRelationships = true;
        _isFirst = true;
        output.Write(layout == JsonLayout.Object ? "],\"rels\":["u8 : "},\"rels\":{"u8);
    }

    private void Before(long id)
    {
        BeforeRow();
        if (layout == JsonLayout.ObjectById)
        {
            var span = output.GetSpan(32);
            span[0] = (byte)'"';
            Utf8Formatter.TryFormat(id, span[1..], out int digits);
            "\":"u8.CopyTo(span[(1 + digits)..]);
            output.Advance(digits + 3);
        }
    }
}
