using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Quiver.Foundation;
using Quiver.Foundation.Text;

namespace Quiver.Import.Reports;

/// <summary>
/// A line in which only a few values change, each of which may occur several times: the texts around them, and which value stands between which two. There may be millions of
/// such lines in a report.
/// </summary>
/// <remarks>
/// Unsafe: texts and values are copied in whole vectors, up to <see cref="Slack"/> bytes beyond their ends. All three buffers have made room for that before.
/// </remarks>
internal sealed unsafe class LineTemplate
{
    /// <summary>Occurrences of values in a line.</summary>
    private const int MostPlaces = 16;

    private const int Slack = 32;

    private readonly JsonText _texts = new();
    private readonly int[] _textEnds = new int[MostPlaces];
    private readonly int[] _values = new int[MostPlaces];

    /// <summary>How often each value stands in the line.</summary>
    private int[] _occurrences = [];
    private int _placeCount;

    /// <summary>Adds a text that all lines have.</summary>
    public LineTemplate Text(ReadOnlySpan<byte> text)
    {
        _texts.Append(text);
        MakeReadableBeyond(_texts);
        return this;
    }

    /// <summary>Adds a place of a value.</summary>
    public LineTemplate Value(int number)
    {
        Invariant.Assert(_placeCount < MostPlaces);
        _textEnds[_placeCount] = _texts.Length;
        _values[_placeCount++] = number;
        if (number >= _occurrences.Length)
        {
            Array.Resize(ref _occurrences, number + 1);
        }
        _occurrences[number]++;
        MakeReadableBeyond(_texts);
        return this;
    }

    /// <summary>Appends a line.</summary>
    /// <param name="values">All values, one behind the other, as they are to stand in the line.</param>
    /// <param name="bounds">Where each of them begins, and the end of the last.</param>
    /// <param name="lines">To what.</param>
    public void Write(JsonText values, ReadOnlySpan<int> bounds, JsonText lines)
    {
        MakeReadableBeyond(values);
        Put(values, bounds, lines.Extend(LengthOf(bounds) + Slack));
        lines.Truncate(lines.Length - Slack);
    }

    /// <summary>Writes a line where there is room for it and for a few bytes more.</summary>
    /// <param name="values">All values, one behind the other, as they are to stand in the line, made <see cref="MakeReadableBeyond"/>.</param>
    /// <param name="bounds">Where each of them begins, and the end of the last.</param>
    /// <param name="room">Where to.</param>
    /// <returns>The line's length; 0, and nothing is written, without room.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int TryWrite(JsonText values, ReadOnlySpan<int> bounds, Span<byte> room)
    {
        int length = LengthOf(bounds);
        if (room.Length - Slack < length)
        {
            return 0;
        }
        Put(values, bounds, room);
        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int LengthOf(ReadOnlySpan<int> bounds)
    {
        int length = _texts.Length;
        int[] occurrences = _occurrences;
        for (int number = 0; number < occurrences.Length; number++)
        {
            length += occurrences[number] * (bounds[number + 1] - bounds[number]);
        }
        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Put(JsonText values, ReadOnlySpan<int> bounds, Span<byte> room)
    {
        fixed (byte* texts = _texts.Bytes)
        fixed (byte* given = values.Bytes)
        fixed (byte* line = room)
        {
            byte* target = line;
            int text = 0;
            for (int place = 0; place < _placeCount; place++)
            {
                int textEnd = _textEnds[place];
                target = Copy(texts + text, textEnd - text, target);
                text = textEnd;
                int number = _values[place];
                int value = bounds[number];
                target = Copy(given + value, bounds[number + 1] - value, target);
            }
            Copy(texts + text, _texts.Length - text, target);
        }
    }

    /// <summary>Makes room for what is read beyond the end of values.</summary>
    public static void MakeReadableBeyond(JsonText text)
    {
        text.Extend(Slack);
        text.Truncate(text.Length - Slack);
    }

    /// <summary>Copies bytes and a few more; returns where the next ones go.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Copy(byte* from, int length, byte* to)
    {
        byte* end = to + length;
        while (to < end)
        {
            Vector256.Load(from).Store(to);
            from += Slack;
            to += Slack;
        }
        return end;
    }
}
