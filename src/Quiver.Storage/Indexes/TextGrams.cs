namespace Quiver.Storage.Indexes;

/// <summary>
/// Cuts text into sequences of three bytes of its UTF-8. Before the text stand two marks and behind it two others, bytes that UTF-8 does not have, so
/// that beginnings and ends can be looked up too, and texts of one byte. Not thread safe.
/// </summary>
internal sealed class TextGrams
{
    /// <summary>The mark before a text.</summary>
    public const byte Begin = 0xFE;

    /// <summary>The mark behind a text.</summary>
    public const byte End = 0xFF;

    private readonly HashSet<int> _seen = [];
    private readonly List<int> _grams = [];

    /// <summary>The different sequences of a text with its marks, each as 24 bits, highest byte first; valid until the next call.</summary>
    public List<int> Of(ReadOnlySpan<byte> utf8)
    {
        _seen.Clear();
        _grams.Clear();
        int window = Begin << 8 | Begin;
        foreach (byte next in utf8)
        {
            window = (window << 8 | next) & 0xFFFFFF;
            Add(window);
        }
        for (int i = 0; i < 2; i++)
        {
            window = (window << 8 | End) & 0xFFFFFF;
            Add(window);
        }
        return _grams;
    }

    /// <summary>Replaces a key by that of a sequence.</summary>
    public static void Append(int gram, KeyBuffer key)
    {
        key.Clear();
        key.Append((byte)(gram >> 16));
        key.Append((byte)(gram >> 8));
        key.Append((byte)gram);
    }

    /// <summary>The bytes that a pattern stands for, with the marks that its kind demands.</summary>
    public static byte[] Marked(ReadOnlySpan<byte> pattern, bool atBegin, bool atEnd)
    {
        byte[] begin = atBegin ? [Begin, Begin] : [];
        byte[] end = atEnd ? [End, End] : [];
        return [.. begin, .. pattern, .. end];
    }

    private void Add(int gram)
    {
        if (_seen.Add(gram))
        {
            _grams.Add(gram);
        }
    }
}
