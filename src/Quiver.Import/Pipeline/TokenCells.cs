using Quiver.Csv;
using Quiver.Import.Values;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Turns cells that name labels or types into numbers. Such cells repeat: the last ones are remembered by their bytes. One per thread.
/// </summary>
/// <param name="rules">How cells are read.</param>
/// <param name="resolve">Gives the number for a context (such as the labels so far) and a content that was not seen before.</param>
internal sealed class TokenCells(CellRules rules, Func<int, string, int> resolve)
{
    private const int RecentCount = 8;

    private readonly Dictionary<(int, string), int> _known = [];
    private readonly (int Context, byte[] Raw, int Number)[] _recent = new (int, byte[], int)[
        RecentCount
    ];
    private int _recentNext;

    /// <summary>The number of a cell.</summary>
    public int NumberOf(int context, ReadOnlySpan<byte> raw)
    {
        foreach (ref readonly var entry in _recent.AsSpan())
        {
            if (entry.Raw is not null && entry.Context == context && raw.SequenceEqual(entry.Raw))
            {
                return entry.Number;
            }
        }
        return Resolve(context, raw);
    }

    private int Resolve(int context, ReadOnlySpan<byte> raw)
    {
        var content = CsvCell.Trim(raw);
        byte[] scratch = new byte[raw.Length];
        if (CsvCell.IsQuoted(content, rules.Quote))
        {
            content = scratch.AsSpan(0, CsvCell.Unquote(content, rules.Quote, scratch));
        }
        string text = System.Text.Encoding.UTF8.GetString(content).Trim();
        if (!_known.TryGetValue((context, text), out int number))
        {
            number = resolve(context, text);
            _known.Add((context, text), number);
        }
        _recent[_recentNext++ % RecentCount] = (context, raw.ToArray(), number);
        return number;
    }
}
