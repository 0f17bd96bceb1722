using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Quiver.Csv.Kernels;

/// <summary>What stands where in 64 bytes of text: one bit a byte.</summary>
/// <remarks>Unsafe: reads 64 bytes from where it is pointed to.</remarks>
internal unsafe struct WindowMasks
{
    public ulong Delimiters;
    public ulong RowEnds;
    public ulong Quotes;
    public ulong BeyondAscii;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(byte* text, byte delimiter, byte quote, out WindowMasks masks)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var window = Vector512.Load(text);
            masks.Delimiters = Vector512
                .Equals(window, Vector512.Create(delimiter))
                .ExtractMostSignificantBits();
            masks.Quotes = Vector512
                .Equals(window, Vector512.Create(quote))
                .ExtractMostSignificantBits();
            masks.RowEnds = (
                Vector512.Equals(window, Vector512.Create((byte)'\n'))
                | Vector512.Equals(window, Vector512.Create((byte)'\r'))
            ).ExtractMostSignificantBits();
            masks.BeyondAscii = window.ExtractMostSignificantBits();
        }
        else
        {
            masks.Delimiters = Match(text, delimiter);
            masks.Quotes = Match(text, quote);
            masks.RowEnds = Match(text, (byte)'\n') | Match(text, (byte)'\r');
            masks.BeyondAscii =
                Vector256.Load(text).ExtractMostSignificantBits()
                | ((ulong)Vector256.Load(text + 32).ExtractMostSignificantBits() << 32);
        }
    }

    /// <summary>The bytes that equal a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Match(byte* text, byte value)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Vector512
                .Equals(Vector512.Load(text), Vector512.Create(value))
                .ExtractMostSignificantBits();
        }
        var pattern = Vector256.Create(value);
        return Vector256.Equals(Vector256.Load(text), pattern).ExtractMostSignificantBits()
            | (
                (ulong)
                    Vector256
                        .Equals(Vector256.Load(text + 32), pattern)
                        .ExtractMostSignificantBits() << 32
            );
    }

    /// <summary>Bit i of the result is the parity of bits 0 to i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong PrefixXor(ulong bits)
    {
        if (Pclmulqdq.IsSupported)
        {
            return Pclmulqdq
                .CarrylessMultiply(
                    Vector128.CreateScalar(bits),
                    Vector128.CreateScalar(ulong.MaxValue),
                    0
                )
                .ToScalar();
        }
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }

    /// <summary>
    /// Tells what is outside quotes in a window that has quotes or begins after one, by the parity of the quotes. False when parity does not tell: a quote stands in the middle
    /// of a cell, something follows a closing one, or a line end stands inside where it must not.
    /// </summary>
    /// <param name="valid">The bytes that belong to the text.</param>
    /// <param name="multiline">Whether line ends may stand inside quotes.</param>
    /// <param name="state">The state before the window; after it when true.</param>
    /// <param name="outside">Delimiters and row ends outside quotes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryFindOutside(
        ulong valid,
        bool multiline,
        ref ScanState state,
        out ulong outside
    )
    {
        ulong quotes = Quotes & valid;
        ulong inside = PrefixXor(quotes) ^ (state == ScanState.Quoted ? ulong.MaxValue : 0);
        outside = (Delimiters | RowEnds) & valid & ~inside;
        ulong opening = quotes & inside;
        ulong closing = quotes & ~inside;
        ulong afterStructural = (outside << 1) | (state == ScanState.CellStart ? 1UL : 0);
        ulong afterClosing = (closing << 1) | (state == ScanState.AfterQuote ? 1UL : 0);
        ulong unusual =
            (opening & ~(afterStructural | afterClosing))
            | (afterClosing & ~(outside | opening) & valid)
            | (multiline ? 0 : RowEnds & valid & inside);
        if (unusual != 0)
        {
            return false;
        }
        ulong last = valid ^ (valid >> 1);
        state =
            (inside & last) != 0 ? ScanState.Quoted
            : (closing & last) != 0 ? ScanState.AfterQuote
            : (outside & last) != 0 ? ScanState.CellStart
            : ScanState.Unquoted;
        return true;
    }

    /// <summary>
    /// Whether a window needs the scalar scan because of trimming (it may end in blanks, after which a cell may still begin) or of backslashes that may escape.
    /// </summary>
    public static bool IsBeyondMasks(
        byte* text,
        int length,
        in ScanRules rules,
        ScanState state,
        bool hasQuotes
    )
    {
        byte last = text[length - 1];
        bool mayEndInBlank =
            rules.TrimStrings
            && last is <= (byte)' ' or >= 0x80
            && last is not (byte)'\n'
            && last is not (byte)'\r'
            && last != rules.Delimiter;
        bool mayEscape =
            rules.LegacyStyleQuoting
            && (hasQuotes || state >= ScanState.Quoted)
            && new ReadOnlySpan<byte>(text, length).Contains((byte)'\\');
        return mayEndInBlank || mayEscape || state is ScanState.Escape or ScanState.AfterQuoteBlank;
    }
}
