using Quiver.Model;

namespace Quiver.Cypher.Syntax.Lexing;

/// <summary>A query's text with the starts of its lines, so that offsets become lines and columns.</summary>
internal sealed class SourceText
{
    private readonly List<int> _lineStarts = [0];

    /// <summary>Finds the lines of a text. Lines end with LF, CR LF or CR.</summary>
    public SourceText(string text)
    {
        Text = text;
        for (int i = 0; i < text.Length; i++)
        {
            bool ends =
                text[i] == '\n'
                || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'));
            if (ends)
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>Line and column of an offset. Cost: logarithmic in the number of lines.</summary>
    public TextPosition PositionOf(int offset)
    {
        int found = _lineStarts.BinarySearch(offset);
        int line = found >= 0 ? found : ~found - 1;
        return new(offset, line + 1, offset - _lineStarts[line] + 1);
    }
}
