namespace Quiver.Csv.Kernels;

/// <summary>Joins cells that a delimiter inside unquoted braces cut apart.</summary>
/// <remarks>Unsafe: works on the ends of one row's cells, whose range the caller gives.</remarks>
internal static unsafe class BracedCells
{
    /// <summary>Joins an unquoted cell that opens a brace with those up to the one that closes it; returns how many fewer there are.</summary>
    /// <param name="text">The text.</param>
    /// <param name="ends">The ends of all cells.</param>
    /// <param name="cell">The cell that may open a brace.</param>
    /// <param name="endCell">The cell behind the row's last one.</param>
    /// <param name="quote">The byte that a quoted cell begins with.</param>
    public static int Join(byte* text, int* ends, int cell, int endCell, byte quote)
    {
        if (text[ends[cell - 1] + 1] == quote)
        {
            return 0;
        }
        int last = cell;
        for (bool isOpen = false; last < endCell; last++)
        {
            int start = ends[last - 1] + 1;
            var content = new ReadOnlySpan<byte>(text + start, ends[last] - start);
            int brace = content.LastIndexOfAny((byte)'{', (byte)'}');
            isOpen = brace < 0 ? isOpen : content[brace] == '{';
            if (!isOpen)
            {
                break;
            }
        }
        if (last == endCell || last == cell)
        {
            return 0;
        }
        // The ends between them go: those behind move up.
        new ReadOnlySpan<int>(ends + last, endCell - last).CopyTo(
            new Span<int>(ends + cell, endCell - last)
        );
        return last - cell;
    }
}
