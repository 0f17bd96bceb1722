using System.Text;
using Quiver.Storage.Indexes;

namespace Quiver.Storage.FullText;

/// <summary>The keys of a full-text index.</summary>
/// <remarks>
/// <code>
/// a word in a field        u8 field + 1, UTF-8 of the word, 0, u16 frequency, u8 length code (FieldLength)
/// a field that has words   u8 field + 1, 0, u8 length code
/// </code>
/// So the entries of a word stand together, words stand in the order of their bytes, and the fields' lengths before them.
/// </remarks>
internal static class FullTextKeys
{
    /// <summary>Words of more bytes are not looked up.</summary>
    public const int MaxWordBytes = 8191;

    private const byte End = 0;
    private const byte AfterEnd = 1;
    private const int TailBytes = 4;
    private const int UsualBytes = 256;

    /// <summary>Makes the key of a word in a field.</summary>
    /// <returns>Whether the word is short enough.</returns>
    public static bool TrySetWord(KeyBuffer key, int field, string word, int frequency, byte length)
    {
        Set(key, field);
        if (!TryAppend(key, word))
        {
            return false;
        }
        key.Append(End);
        key.AppendShort((ushort)Math.Min(frequency, ushort.MaxValue));
        key.Append(length);
        return true;
    }

    /// <summary>Makes the key of a field's length.</summary>
    public static void SetLength(KeyBuffer key, int field, byte length)
    {
        Set(key, field);
        key.Append(End);
        key.Append(length);
    }

    /// <summary>Makes the bounds of a word's entries.</summary>
    /// <returns>Whether there can be any.</returns>
    public static bool TrySetWordBounds(KeyBuffer low, KeyBuffer high, int field, string word)
    {
        Set(low, field);
        Set(high, field);
        if (word.Length == 0 || !TryAppend(low, word) || !TryAppend(high, word))
        {
            return false;
        }
        low.Append(End);
        high.Append(AfterEnd);
        return true;
    }

    /// <summary>Makes the bounds of the words that begin in a way.</summary>
    public static bool TrySetPrefixBounds(KeyBuffer low, KeyBuffer high, int field, string prefix)
    {
        Set(low, field);
        Set(high, field);
        if (!TryAppend(low, prefix) || !TryAppend(high, prefix))
        {
            return false;
        }
        if (prefix.Length == 0)
        {
            low.Append(AfterEnd);
        }
        return high.TryMakeSuccessor();
    }

    /// <summary>Makes the bounds of a field's lengths.</summary>
    public static void SetLengthBounds(KeyBuffer low, KeyBuffer high, int field)
    {
        Set(low, field);
        low.Append(End);
        Set(high, field);
        high.Append(AfterEnd);
    }

    /// <summary>The word, frequency and length code of a key.</summary>
    public static (int Frequency, byte Length) Tail(ReadOnlySpan<byte> key) =>
        ((key[^3] << 8) | key[^2], key[^1]);

    /// <summary>The word of a key.</summary>
    public static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> key) => key[1..^TailBytes];

    /// <summary>The first key behind the entries of the word of a key.</summary>
    public static void SetBehind(KeyBuffer next, ReadOnlySpan<byte> key)
    {
        next.Clear();
        next.Append(key[..^TailBytes]);
        next.Append(AfterEnd);
    }

    private static void Set(KeyBuffer key, int field)
    {
        key.Clear();
        key.Append((byte)(field + 1));
    }

    private static bool TryAppend(KeyBuffer key, string word)
    {
        // The byte 0 ends words, and no word has it: analyzers take it for something that is none.
        int most = Encoding.UTF8.GetMaxByteCount(word.Length);
        Span<byte> utf8 = most <= UsualBytes ? stackalloc byte[UsualBytes] : new byte[most];
        int count = Encoding.UTF8.GetBytes(word, utf8);
        bool fits = count <= MaxWordBytes;
        if (fits)
        {
            key.Append(utf8[..count]);
        }
        return fits;
    }
}
