namespace Quiver.Benchmarks.Generation;

/// <summary>The text of a post as a CSV cell: 4 to 36 words; three in ten have commas, one in twenty a quoted word, one in twenty-five words beyond ASCII.</summary>
internal sealed class PostContent
{
    private const int LeastWords = 4;
    private const int WordSpread = 33;
    private const int MaxCellBytes = 2048;

    private readonly byte[] _cell = new byte[MaxCellBytes];
    private int _length;

    /// <summary>The cell, quoted where it must be.</summary>
    public ReadOnlySpan<byte> Cell => _cell.AsSpan(0, _length);

    /// <summary>The text's length in code points.</summary>
    public int Characters { get; private set; }

    /// <summary>Composes the text that belongs to a random number.</summary>
    public void Compose(ulong draw)
    {
        int words = LeastWords + (int)(draw % WordSpread);
        bool commas = (draw >> 32) % 10 < 3;
        bool quotation = (draw >> 40) % 20 == 0;
        bool wide = (draw >> 48) % 25 == 0;
        bool quoted = commas || quotation;
        _length = 0;
        Characters = 0;
        if (quoted)
        {
            _cell[_length++] = (byte)'"';
        }
        for (int word = 0; word < words; word++)
        {
            draw = Randomness.Mix(draw);
            if (word > 0)
            {
                Append(commas && (word == 1 || (draw >> 50) % 6 == 0) ? ", "u8 : " "u8);
            }
            bool inQuotes = quotation && word == words / 2;
            AppendQuote(inQuotes);
            Append(Word(draw, wide));
            AppendQuote(inQuotes);
        }
        if (quoted)
        {
            _cell[_length++] = (byte)'"';
        }
    }

    private static byte[] Word(ulong draw, bool wide)
    {
        byte[][] words = wide && (draw >> 40) % 5 == 0 ? Vocabulary.WideWords : Vocabulary.Words;
        return words[(int)(draw % (ulong)words.Length)];
    }

    private void AppendQuote(bool wanted)
    {
        if (wanted)
        {
            // Doubled inside a quoted cell, one sign of the text.
            Append("\"\""u8);
            Characters--;
        }
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_cell.AsSpan(_length));
        _length += text.Length;
        foreach (byte b in text)
        {
            // Bytes that continue a character look like 10xxxxxx.
            Characters += (b & 0xC0) != 0x80 ? 1 : 0;
        }
    }
}
