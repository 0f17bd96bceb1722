using System.Buffers.Binary;
using System.Text;

namespace Quiver.Model.Temporal;

/// <summary>Which offset a zone has when: the history of a compiled tz database file, and the rule for the years behind it.</summary>
/// <remarks>
/// RFC 8536. Of a file, two blocks of one shape follow each other, of 32-bit and of 64-bit times; only the second is used, and it is
/// followed by the rule:
/// <code>
/// "TZif"  version  15 reserved  6 counts of 4 bytes: UT marks, standard marks, leap seconds, transitions, types, name bytes
/// transition times (8 bytes each)  their types (1 each)  types (offset of 4 bytes, summer mark, name index)  names  leap seconds  marks
/// \n rule \n
/// </code>
/// Immutable.
/// </remarks>
internal sealed class ZoneRules
{
    private const int HeaderLength = 44;
    private const int TypeLength = 6;
    private const int MaximumCount = 100_000;

    private readonly long[] _transitions;

    // One more than transitions: the first holds before all of them.
    private readonly int[] _offsets;

    private readonly ZoneTail? _tail;

    private ZoneRules(long[] transitions, int[] offsets, ZoneTail? tail)
    {
        _transitions = transitions;
        _offsets = offsets;
        _tail = tail;
    }

    /// <summary>A zone whose offset never changes.</summary>
    public static ZoneRules Fixed(int offsetSeconds) => new([], [offsetSeconds], tail: null);

    /// <summary>Reads a file's bytes; null when they are no such file.</summary>
    public static ZoneRules? TryRead(ReadOnlySpan<byte> file)
    {
        if (!TryReadCounts(file, out var counts) || file[4] < (byte)'2')
        {
            return null;
        }
        long firstBlock = HeaderLength + LengthOf(counts, timeBytes: 4);
        if (firstBlock > file.Length || !TryReadCounts(file[(int)firstBlock..], out counts))
        {
            return null;
        }
        var block = file[(int)(firstBlock + HeaderLength)..];
        long length = LengthOf(counts, timeBytes: 8);
        if (length > block.Length || counts.Types == 0)
        {
            return null;
        }
        var types = block[(counts.Transitions * 9)..];
        var transitions = new long[counts.Transitions];
        var offsets = new int[counts.Transitions + 1];
        offsets[0] = BinaryPrimitives.ReadInt32BigEndian(types);
        for (int i = 0; i < transitions.Length; i++)
        {
            transitions[i] = BinaryPrimitives.ReadInt64BigEndian(block[(i * 8)..]);
            int type = block[counts.Transitions * 8 + i];
            if (type >= counts.Types || (i > 0 && transitions[i] <= transitions[i - 1]))
            {
                return null;
            }
            offsets[i + 1] = BinaryPrimitives.ReadInt32BigEndian(types[(type * TypeLength)..]);
        }
        if (!Array.TrueForAll(offsets, static o => TemporalLimits.IsOffset(o)))
        {
            return null;
        }
        string rule = Encoding.ASCII.GetString(block[(int)length..]).Trim('\n');
        return new ZoneRules(transitions, offsets, ZoneTail.TryParse(rule));
    }

    /// <summary>The offset in seconds that holds at an instant.</summary>
    public int OffsetAt(long epochSecond)
    {
        bool isBehind = _transitions.Length == 0 || epochSecond >= _transitions[^1];
        if (isBehind && _tail is not null)
        {
            return _tail.OffsetAt(epochSecond);
        }
        int index = Array.BinarySearch(_transitions, epochSecond);
        return _offsets[index >= 0 ? index + 1 : ~index];
    }

    private static bool TryReadCounts(ReadOnlySpan<byte> header, out Counts counts)
    {
        counts = default;
        if (header.Length < HeaderLength || !header.StartsWith("TZif"u8))
        {
            return false;
        }
        Span<int> numbers = stackalloc int[6];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadInt32BigEndian(header[(20 + i * 4)..]);
            if (numbers[i] is < 0 or > MaximumCount)
            {
                return false;
            }
        }
        counts = new(numbers[0] + numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
        return true;
    }

    private static long LengthOf(Counts counts, int timeBytes) =>
        counts.Transitions * (timeBytes + 1L)
        + counts.Types * (long)TypeLength
        + counts.NameBytes
        + counts.LeapSeconds * (timeBytes + 4L)
        + counts.Marks;

    private readonly record struct Counts(
        int Marks,
        int LeapSeconds,
        int Transitions,
        int Types,
        int NameBytes
    );
}
