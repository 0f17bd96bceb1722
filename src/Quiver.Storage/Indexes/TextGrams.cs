namespace Quiver.Storage.Indexes;

/// <summary>
/// Cuts text into sequences of three bytes of its UTF-8. Before the text stand two marks and behind it two others, bytes that UTF-8 does not have, so
/// that beginnings and ends can be looked up too, and texts of one byte.
/// </summary>
internal static class TextGrams
{
    /// <summary>The mark before a text.</summary>
    public const byte Begin = 0xFE;

    /// <summary>The mark behind a text.</summary>
    public const byte End = 0xFF;

    /// <summary>Marks before a text, and behind it.</summary>
    public const int Marks = 2;

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
}
