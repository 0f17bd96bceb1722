using Quiver.Csv;
using Quiver.Foundation.IO;
using Quiver.Import.Pipeline;

namespace Quiver.Import.Headers;

/// <summary>Reads the first row of a file as a header, and looks whether later files repeat it.</summary>
internal sealed class HeaderReader(IFileSystem files, CsvDialect dialect, MultilineFiles multiline)
{
    /// <summary>Bytes that most headers fit into; a longer one is read in larger pieces.</summary>
    private const int FirstBlockBytes = 16 * 1024;

    // What is wrong in rows below the header is found when they are read.
    private readonly CsvReadSettings _settings = new()
    {
        BlockBytes = FirstBlockBytes,
        CollectsFaultyRows = true,
    };
    private readonly CsvDialect _dialect = dialect with { TrimStrings = false };

    /// <summary>Whether headers may say what an incremental import does with rows.</summary>
    public bool IsIncremental { get; init; }

    /// <summary>
    /// Reads a file's header; adds what is wrong with its fields, which then are not among its columns. Null when the row is evidently no header of this dialect. A file without any text has a header
    /// without columns.
    /// </summary>
    public Header? Read(string path, List<string> problems)
    {
        using var block = new CsvBlock();
        if (!TryReadFirstRow(path, block))
        {
            return new Header(path, new HeaderColumns(0, 0), []);
        }
        if (HeaderHints.FindEncoding(block.RawRow(0)) is { } encoding)
        {
            problems.Add(
                $"{block.PositionOf(0)}: the file holds zero bytes, as text in UTF-16 does. Is it --input-encoding={encoding}?"
            );
            return null;
        }
        if (HeaderHints.FindSeparatorLine(block.RawRow(0), _dialect) is { } separator)
        {
            problems.Add($"{block.PositionOf(0)}: {separator}");
            return null;
        }
        return Parse(path, block, problems);
    }

    /// <summary>How many fields a file's first row has, whatever they are; 0 when there is no row.</summary>
    public int CountFields(string path)
    {
        using var block = new CsvBlock();
        return TryReadFirstRow(path, block) ? HeaderCells.Read(block, _dialect).Count : 0;
    }

    /// <summary>Whether the first row of a further file of a group is a header again.</summary>
    public bool RepeatsHeader(string path, Header header)
    {
        using var block = new CsvBlock();
        try
        {
            if (!TryReadFirstRow(path, block))
            {
                return false;
            }
        }
        catch (CsvException)
        {
            // No header; what is wrong with it as data is found when it is read.
            return false;
        }
        var found = Parse(path, block, []);
        return found is { IsWhole: true }
            && found.Columns.Count == header.Columns.Count
            && found
                .Columns.Zip(header.Columns)
                .All(pair =>
                    pair.First.Role == pair.Second.Role && pair.First.Name == pair.Second.Name
                );
    }

    private bool TryReadFirstRow(string path, CsvBlock block)
    {
        var rules = _dialect with { MultilineFields = multiline.Contains(path) };
        using var reader = new CsvBlockReader(files, path, rules, _settings);
        while (reader.TryRead(block))
        {
            block.Index();
            if (block.FaultyRows is [(0, var error), ..])
            {
                throw error;
            }
            if (block.RowCount > 0)
            {
                return true;
            }
        }
        return false;
    }

    private Header? Parse(string path, CsvBlock block, List<string> problems)
    {
        int before = problems.Count;
        int cellCount = block.CellCount(0);
        var columns = new HeaderColumns(cellCount, block.RawRow(0).Length);
        var places = new HeaderPlace[cellCount];
        var plain = new PlainHeaderFields(_dialect);
        // A single field may be many with another delimiter.
        int read =
            cellCount > 1
                ? plain.ReadFirst(block.RawRow(0), PlaceOf(block.PositionOf(0)), columns, places)
                : 0;
        bool hasTypes = read > 0;
        bool hidesKeywords = false;
        string hint = "";
        HeaderPlace? behind = null;
        for (int next = read; next < cellCount; )
        {
            if (cellCount > 1 && plain.TryRead(block.RawCell(0, next), read, columns))
            {
                var raw = block.RawCell(0, next);
                var place = behind ?? PlaceOf(block.PositionOf(0, next));
                places[read++] = place;
                // A plain field is ASCII, and behind it stands one delimiter.
                behind = place with
                {
                    Column = place.Column + raw.Length + 1,
                };
                hasTypes = true;
                next++;
                continue;
            }
            behind = null;
            var cell = HeaderCells.ReadOne(block, _dialect, ref next);
            places[read++] = PlaceOf(cell.Place);
            hasTypes |= cell.Text.Contains(':', StringComparison.Ordinal);
            bool isOnly = read == 1 && next == cellCount;
            var column = ParseOther(cell, read - 1, isOnly, problems, ref hint);
            if (column is not null)
            {
                columns.Add(column);
            }
            hidesKeywords |= column is null && IsLikeKeyword(cell.Text);
        }
        bool isWhole = problems.Count == before;
        if (!isWhole && hint.Length > 0)
        {
            return null;
        }
        Array.Resize(ref places, read);
        return new Header(path, columns, places)
        {
            HasTypes = hasTypes,
            DelimiterHint = hint,
            IsWhole = isWhole,
            HidesKeywords = hidesKeywords,
        };
    }

    private static HeaderPlace PlaceOf(CsvPosition position) =>
        new((int)Math.Min(position.Line, int.MaxValue), (int)position.Column);

    /// <summary>Reads a field of any form; null with a problem added when it is wrong.</summary>
    /// <param name="cell">The field.</param>
    /// <param name="position">Its column.</param>
    /// <param name="isOnly">Whether the header has no other: then it may be many, with another delimiter.</param>
    /// <param name="problems">Gets what is wrong.</param>
    /// <param name="hint">Gets what the field would be with another delimiter.</param>
    private HeaderColumn? ParseOther(
        HeaderCell cell,
        int position,
        bool isOnly,
        List<string> problems,
        ref string hint
    )
    {
        bool isCertain = false;
        if (isOnly)
        {
            hint = HeaderHints.FindDelimiter(cell, _dialect, out isCertain);
        }
        var column = HeaderFieldParser.Parse(
            cell.Text,
            position,
            out string problem,
            IsIncremental
        );
        if (column is null || isCertain)
        {
            problem = column is null ? $"{problem}." : $"the header is '{cell.Text}'.";
            problems.Add($"{cell.Place}: {problem}{hint}");
        }
        return column;
    }

    private static bool IsLikeKeyword(string field) =>
        field.StartsWith(':') || field.Contains("ID", StringComparison.OrdinalIgnoreCase);
}
