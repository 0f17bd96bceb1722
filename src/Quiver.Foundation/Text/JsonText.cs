using System.Buffers.Text;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;

namespace Quiver.Foundation.Text;

/// <summary>JSON text that grows at its end, made of pieces of UTF-8 without a string between. Not thread safe.</summary>
public sealed class JsonText
{
    private const int InitialBytes = 4096;

    /// <summary>An escaped byte takes six: <c>\u001f</c>.</summary>
    private const int MaxEscapedBytes = 6;

    /// <summary>Digits of a 64-bit number with its sign.</summary>
    private const int MaxIntegerBytes = 20;

    private byte[] _bytes;
    private int _length;

    /// <summary>Begins empty.</summary>
    /// <param name="capacity">Bytes to make room for at once; more are possible.</param>
    public JsonText(int capacity = InitialBytes) =>
        _bytes = GC.AllocateUninitializedArray<byte>(capacity);

    private static ReadOnlySpan<byte> DigitPairs =>
        "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"u8;

    // The first is 0, since 0 has a digit.
    private static ReadOnlySpan<long> PowersOfTen =>
        [
            0,
            10,
            100,
            1_000,
            10_000,
            100_000,
            1_000_000,
            10_000_000,
            100_000_000,
            1_000_000_000,
            10_000_000_000,
            100_000_000_000,
            1_000_000_000_000,
            10_000_000_000_000,
            100_000_000_000_000,
            1_000_000_000_000_000,
            10_000_000_000_000_000,
            100_000_000_000_000_000,
            1_000_000_000_000_000_000,
        ];

    /// <summary>The text.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Its length in bytes.</summary>
    public int Length => _length;

    /// <summary>Bytes of memory that it holds.</summary>
    public int Capacity => _bytes.Length;

    /// <summary>Empties the text and keeps its memory.</summary>
    public void Clear() => _length = 0;

    /// <summary>Cuts the text to a length not above the present one.</summary>
    public void Truncate(int length)
    {
        Invariant.Assert(length >= 0 && length <= _length);
        _length = length;
    }

    /// <summary>A text's escaped form, without quotes around it, to be appended as it is any number of times.</summary>
    public static byte[] Escape(string text)
    {
        var json = new JsonText();
        json.AppendEscaped(Encoding.UTF8.GetBytes(text));
        return json.Bytes.ToArray();
    }

    /// <summary>A text as a JSON string, or the word null, likewise.</summary>
    public static byte[] Quote(string? text) =>
        text is null ? "null"u8.ToArray() : [(byte)'"', .. Escape(text), (byte)'"'];

    /// <summary>Appends JSON as it is.</summary>
    /// <remarks>Long pieces by vectors, the last one once more where they overlap, and not by <see cref="ReadOnlySpan{T}.CopyTo"/>: in the first seconds of a process that counts its calls.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Append(ReadOnlySpan<byte> json)
    {
        var target = Extend(json.Length);
        int last = json.Length - Vector256<byte>.Count;
        if (last < 0)
        {
            json.CopyTo(target);
            return;
        }
        for (int at = 0; at < last; at += Vector256<byte>.Count)
        {
            Vector256.Create(json.Slice(at, Vector256<byte>.Count)).CopyTo(target[at..]);
        }
        Vector256.Create(json[last..]).CopyTo(target[last..]);
    }

    /// <summary>As <see cref="Append"/>, for a short literal where it is appended very often: it becomes a few moves in its caller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendLiteral(ReadOnlySpan<byte> json) => json.CopyTo(Extend(json.Length));

    /// <summary>Appends what stands inside a string: UTF-8 text, escaped where JSON wants it.</summary>
    /// <remarks>Sixteen bytes at a time, the last sixteen once more where they overlap.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AppendEscaped(ReadOnlySpan<byte> text)
    {
        while (CopyPlain(text, Extend(text.Length)) is var plain && plain < text.Length)
        {
            _length -= text.Length - plain;
            AppendEscape(text[plain]);
            text = text[(plain + 1)..];
        }
    }

    /// <summary>Appends UTF-8 text as a JSON string.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AppendString(ReadOnlySpan<byte> text)
    {
        var target = Extend(text.Length + 2);
        target[0] = (byte)'"';
        int plain = CopyPlain(text, target.Slice(1, text.Length));
        if (plain < text.Length)
        {
            _length -= text.Length - plain + 1;
            AppendEscape(text[plain]);
            AppendEscaped(text[(plain + 1)..]);
            Append("\""u8);
            return;
        }
        target[^1] = (byte)'"';
    }

    /// <summary>As <see cref="AppendEscaped"/>, for text that may be no UTF-8: what is not becomes U+FFFD.</summary>
    public void AppendUnchecked(ReadOnlySpan<byte> text) =>
        AppendEscaped(
            Utf8.IsValid(text) ? text : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text))
        );

    /// <summary>Appends a number that is not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AppendNumber(long number)
    {
        ReadOnlySpan<byte> pairs = DigitPairs;
        var target = Extend(DigitsOf(number));
        int at = target.Length;
        var rest = (ulong)number;
        while (rest >= 100)
        {
            (ulong next, ulong pair) = Math.DivRem(rest, 100);
            rest = next;
            at -= 2;
            pairs.Slice((int)pair * 2, 2).CopyTo(target[at..]);
        }
        if (rest >= 10)
        {
            pairs.Slice((int)rest * 2, 2).CopyTo(target);
        }
        else
        {
            target[0] = (byte)('0' + rest);
        }
    }

    // The number of bits times the logarithm of two, and one more from the next power of ten on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int DigitsOf(long number)
    {
        const int LogarithmOfTwo = 1233;
        const int LogarithmBits = 12;
        int bits = 1 + BitOperations.Log2((ulong)number);
        int digits = (bits * LogarithmOfTwo) >> LogarithmBits;
        return number < PowersOfTen[digits] ? digits : digits + 1;
    }

    /// <summary>Appends a number that may be negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendInteger(long number)
    {
        if (number >= 0)
        {
            AppendNumber(number);
        }
        else
        {
            AppendNegative(number);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AppendNegative(long number)
    {
        var target = Extend(MaxIntegerBytes);
        Utf8Formatter.TryFormat(number, target, out int written);
        _length -= MaxIntegerBytes - written;
    }

    /// <summary>Appends so many bytes, to be filled by the caller before anything else is appended.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Extend(int bytes)
    {
        int start = _length;
        if (_bytes.Length - start < bytes)
        {
            Grow(bytes);
        }
        _length = start + bytes;
        return _bytes.AsSpan(start, bytes);
    }

    /// <summary>Copies a text up to its first character that has to be escaped; returns how many bytes are before that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CopyPlain(ReadOnlySpan<byte> text, Span<byte> target)
    {
        int at = 0;
        if (text.Length >= Vector128<byte>.Count)
        {
            int last = text.Length - Vector128<byte>.Count;
            while (true)
            {
                var bytes = Vector128.Create(text.Slice(at, Vector128<byte>.Count));
                bytes.CopyTo(target[at..]);
                uint escaped = Escaped(bytes).ExtractMostSignificantBits();
                if (escaped != 0)
                {
                    return at + BitOperations.TrailingZeroCount(escaped);
                }
                if (at == last)
                {
                    return text.Length;
                }
                at = Math.Min(at + Vector128<byte>.Count, last);
            }
        }
        for (; at < text.Length; at++)
        {
            byte character = text[at];
            if (character is < (byte)' ' or (byte)'"' or (byte)'\\')
            {
                return at;
            }
            target[at] = character;
        }
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Escaped(Vector128<byte> bytes) =>
        Vector128.LessThan(bytes, Vector128.Create((byte)' '))
        | Vector128.Equals(bytes, Vector128.Create((byte)'"'))
        | Vector128.Equals(bytes, Vector128.Create((byte)'\\'));

    private void AppendEscape(byte character)
    {
        ReadOnlySpan<byte> digits = "0123456789abcdef"u8;
        switch (character)
        {
            case (byte)'"':
                Append("\\\""u8);
                break;
            case (byte)'\\':
                Append("\\\\"u8);
                break;
            case (byte)'\n':
                Append("\\n"u8);
                break;
            case (byte)'\r':
                Append("\\r"u8);
                break;
            case (byte)'\t':
                Append("\\t"u8);
                break;
            default:
                var target = Extend(MaxEscapedBytes);
                "\\u00"u8.CopyTo(target);
                target[^2] = digits[character >> 4];
                target[^1] = digits[character & 15];
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int bytes)
    {
        int capacity = checked(Math.Max(_bytes.Length * 2, _length + bytes));
        byte[] grown = GC.AllocateUninitializedArray<byte>(capacity);
        Bytes.CopyTo(grown);
        _bytes = grown;
    }
}
