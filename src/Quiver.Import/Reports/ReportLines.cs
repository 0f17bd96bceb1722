using System.Runtime.CompilerServices;
using Quiver.Foundation;
using Quiver.Foundation.Text;

namespace Quiver.Import.Reports;

/// <summary>
/// Report lines until they are written: of each its template and the values that stand in it, a fifth of its text, so that a block with tens of thousands of them stays in the
/// processor's cache. Whoever writes the report makes the text. Not thread safe.
/// </summary>
internal sealed class ReportLines
{
    /// <summary>Values of a line, and one more bound than values.</summary>
    private const int MostValues = 5;
    private const int Bounds = MostValues + 1;
    private const int FirstRoom = 16;

    private LineTemplate?[] _templates = [];
    private int[] _bounds = [];

    /// <summary>The values of all lines, one behind the other. Whoever adds a line appends its values first.</summary>
    public JsonText Values { get; } = new();

    /// <summary>How many lines there are.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of memory that it holds.</summary>
    public int Capacity =>
        Values.Capacity + (_bounds.Length * sizeof(int)) + (_templates.Length * IntPtr.Size);

    /// <summary>Empties it and keeps its memory.</summary>
    public void Clear()
    {
        Values.Clear();
        _templates.AsSpan(0, Count).Clear();
        Count = 0;
    }

    /// <summary>Adds a line.</summary>
    /// <param name="template">Its template.</param>
    /// <param name="bounds">Where each of its values begins, and the end of the last.</param>
    public void Add(LineTemplate template, ReadOnlySpan<int> bounds)
    {
        Invariant.Assert(bounds.Length <= Bounds);
        int line = Reserve();
        _templates[line] = template;
        bounds.CopyTo(_bounds.AsSpan(line * Bounds));
    }

    /// <summary>Adds the values from a place on as a line of their own, which has its line feed.</summary>
    /// <param name="start">Where it begins.</param>
    public void AddWhole(int start)
    {
        int line = Reserve();
        _bounds[line * Bounds] = start;
        _bounds[(line * Bounds) + 1] = Values.Length;
    }

    /// <summary>Appends the text of a line, with its line feed.</summary>
    public void AppendTo(JsonText text, int line)
    {
        Invariant.Assert(line < Count);
        var bounds = _bounds.AsSpan(line * Bounds, Bounds);
        if (_templates[line] is { } template)
        {
            template.Write(Values, bounds, text);
        }
        else
        {
            text.Append(Values.Bytes[bounds[0]..bounds[1]]);
        }
    }

    /// <summary>Writes the texts of lines, each with its line feed, as long as there is room for one and for a few bytes more.</summary>
    /// <param name="from">The first line.</param>
    /// <param name="to">The line behind the last one.</param>
    /// <param name="room">Where to.</param>
    /// <param name="written">How many bytes were written.</param>
    /// <returns>The first line that was not.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Write(int from, int to, Span<byte> room, out int written)
    {
        Invariant.Assert(from <= to && to <= Count);
        LineTemplate.MakeReadableBeyond(Values);
        var templates = _templates.AsSpan(0, to);
        var all = _bounds.AsSpan(0, to * Bounds);
        written = 0;
        int line = from;
        while (line < to)
        {
            var bounds = all.Slice(line * Bounds, Bounds);
            int bytes = templates[line] is { } template
                ? template.TryWrite(Values, bounds, room[written..])
                : TryCopy(bounds, room[written..]);
            if (bytes == 0)
            {
                break;
            }
            written += bytes;
            line++;
        }
        return line;
    }

    private int TryCopy(ReadOnlySpan<int> bounds, Span<byte> room)
    {
        var text = Values.Bytes[bounds[0]..bounds[1]];
        return text.TryCopyTo(room) ? text.Length : 0;
    }

    private int Reserve()
    {
        if (Count == _templates.Length)
        {
            int room = Math.Max(FirstRoom, Count * 2);
            Array.Resize(ref _templates, room);
            Array.Resize(ref _bounds, room * Bounds);
        }
        return Count++;
    }
}
