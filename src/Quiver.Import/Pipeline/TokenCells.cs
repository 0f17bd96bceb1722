using Quiver.Csv;
using Quiver.Import.Values;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Turns cells that name labels or types into numbers. Such cells repeat: they are remembered by their bytes. One per thread.
/// </summary>
/// <param name="rules">How cells are read.</param>
/// <param name="resolve">Gives the number for a context (such as the labels so far) and a content that was not seen before.</param>
internal sealed class TokenCells(CellRules rules, Func<int, string, int> resolve)
{
    // What is beyond that is resolved each time.
    private const int MaxRemembered = 1 << 17;

    private readonly Dictionary<(int, string), int> _known = [];
    private readonly Dictionary<RememberedCell, int> _remembered = new(CellComparer.Instance);
    private readonly CellNumbers _short = new();

    /// <summary>The number of a cell.</summary>
    public int NumberOf(int context, ReadOnlySpan<byte> raw)
    {
        int number;
        bool isKnown =
            raw.Length <= CellNumbers.MostBytes
                ? _short.TryGet(context, raw, out number)
                : _remembered
                    .GetAlternateLookup<CellBytes>()
                    .TryGetValue(new CellBytes(context, raw), out number);
        return isKnown ? number : Resolve(context, raw);
    }

    private int Resolve(int context, ReadOnlySpan<byte> raw)
    {
        var content = CsvCell.Trim(raw);
        // As in all cells: a quote behind blanks opens a quoted cell only where blanks are dropped.
        bool mayBeQuoted = rules.TrimStrings || (raw.Length > 0 && raw[0] == rules.Quote);
        if (mayBeQuoted && CsvCell.IsQuoted(content, rules.Quote))
        {
            byte[] scratch = new byte[raw.Length];
            int length = CsvCell.Unquote(content, rules.Quote, rules.LegacyStyleQuoting, scratch);
            content = scratch.AsSpan(0, length);
        }
        string text = System.Text.Encoding.UTF8.GetString(content).Trim();
        if (_remembered.Count + _short.Count < MaxRemembered)
        {
            int resolved = resolve(context, text);
            if (raw.Length <= CellNumbers.MostBytes)
            {
                _short.Add(context, raw, resolved);
            }
            else
            {
                _remembered.Add(new RememberedCell(context, raw.ToArray()), resolved);
            }
            return resolved;
        }
        if (!_known.TryGetValue((context, text), out int number))
        {
            number = resolve(context, text);
            _known.Add((context, text), number);
        }
        return number;
    }
}
