using System.Text;
using Quiver.Import.Headers;
using Quiver.Import.Pipeline;

namespace Quiver.Import.Increments;

/// <summary>Reads what the rows of a block are there for. One per thread.</summary>
/// <param name="rows">The rows.</param>
internal sealed class ActionCells(RowReader rows)
{
    private RowAction[] _actions = [];
    private byte[] _scratch = [];

    /// <summary>One action a row; valid until the next call.</summary>
    public ReadOnlySpan<RowAction> Read(Header header)
    {
        int count = rows.Block.RowCount;
        if (_actions.Length < count)
        {
            _actions = new RowAction[count * 2];
        }
        var actions = _actions.AsSpan(0, count);
        actions.Clear();
        if (header.Find(ColumnRole.Action) is { } column)
        {
            for (int row = 0; row < count; row++)
            {
                actions[row] = Parse(rows.Content(row, column.Position, ref _scratch));
                if (actions[row] == RowAction.Unknown)
                {
                    throw rows.Wrong(
                        column,
                        row,
                        $"'{rows.Show(row, column.Position)}' is no action; possible are C (create), U (update) and D (delete), or nothing, which creates"
                    );
                }
            }
        }
        return actions;
    }

    private static RowAction Parse(ReadOnlySpan<byte> cell)
    {
        cell = cell[Ascii.Trim(cell)];
        return cell.IsEmpty || IsOneOf(cell, "C"u8, "CREATE"u8) ? RowAction.Create
            : IsOneOf(cell, "U"u8, "UPDATE"u8) ? RowAction.Update
            : IsOneOf(cell, "D"u8, "DELETE"u8) ? RowAction.Delete
            : RowAction.Unknown;
    }

    private static bool IsOneOf(
        ReadOnlySpan<byte> cell,
        ReadOnlySpan<byte> letter,
        ReadOnlySpan<byte> word
    ) => Ascii.EqualsIgnoreCase(cell, letter) || Ascii.EqualsIgnoreCase(cell, word);
}
