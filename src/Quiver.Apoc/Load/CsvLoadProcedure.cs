using System.Text;
using Quiver.Csv;
using Quiver.Cypher.Execution.Files;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Apoc.Load;

/// <summary>apoc.load.csv: the rows of a CSV file as lists and maps, with types where the call names them.</summary>
internal static class CsvLoadProcedure
{
    private const string Name = "apoc.load.csv";

    /// <summary>The procedure.</summary>
    public static Procedure Of(DataFiles files) =>
        new(
            new ProcedureSignature(
                Name,
                [
                    new("urlOrBinary", ProcedureType.String, "A file of the import folder."),
                    new(
                        "config",
                        ProcedureType.Map,
                        "Options: sep, header, quoteChar, skip, limit, ignore, nullValues, arraySep, mapping, results, failOnError.",
                        Value.Map(MapValue.Empty)
                    ),
                ],
                [
                    new("lineNo", ProcedureType.Integer, "The row's number, from 0."),
                    new("list", ProcedureType.ListOf(ProcedureType.Any), "The cells."),
                    new(
                        "strings",
                        ProcedureType.ListOf(ProcedureType.String),
                        "The cells as text."
                    ),
                    new("map", ProcedureType.Map, "The cells by the header."),
                    new("stringMap", ProcedureType.Map, "The cells by the header, as text."),
                ],
                "Loads a CSV file as a stream of rows."
            ),
            call => Rows(files, call)
        );

    private static IEnumerable<Value[]> Rows(DataFiles files, ProcedureInvocation call)
    {
        var options = new CsvLoadOptions(Name, call, call.Arguments[1]);
        if (call.Arguments[0].IsNull)
        {
            throw ApocErrors.NoFile(Name);
        }
        string file = call.Arguments[0].AsString();
        using var source = ToRead(files, file, options, call.Cancellation);
        if (source is null)
        {
            yield break;
        }
        var dialect = new CsvDialect
        {
            Delimiter = options.Separator,
            Quote = options.Quote,
            // Arrays are split after the cells are read; the character must only be another than the delimiter.
            ArrayDelimiter = '\u001f',
            MultilineFields = true,
            LegacyStyleQuoting = true,
        };
        using var reader = Open(files, file, source.Path, dialect, options);
        if (reader is null)
        {
            yield break;
        }
        using var block = new CsvBlock();
        string[]? header = null;
        long number = 0;
        while (number < (long)options.Skip + options.Limit && TryRead(reader, block, file, options))
        {
            for (int row = 0; row < block.RowCount; row++)
            {
                string[] cells = Cells(block, row, dialect);
                if (options.HasHeader && header is null)
                {
                    header = cells;
                    continue;
                }
                if (number >= (long)options.Skip + options.Limit)
                {
                    break;
                }
                if (number >= options.Skip)
                {
                    yield return Row(number, cells, header, options);
                }
                number++;
            }
        }
    }

    private static SourceFile? ToRead(
        DataFiles files,
        string file,
        CsvLoadOptions options,
        CancellationToken cancellation
    )
    {
        try
        {
            return files.ToRead(file, cancellation);
        }
        catch (CypherException) when (!options.FailsOnError)
        {
            return null;
        }
    }

    private static CsvBlockReader? Open(
        DataFiles files,
        string file,
        string path,
        CsvDialect dialect,
        CsvLoadOptions options
    )
    {
        try
        {
            return new CsvBlockReader(files.Files, path, dialect);
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or CsvException)
        {
            return options.FailsOnError ? throw ApocErrors.CannotRead(file, error) : null;
        }
    }

    private static bool TryRead(
        CsvBlockReader reader,
        CsvBlock block,
        string file,
        CsvLoadOptions options
    )
    {
        try
        {
            if (!reader.TryRead(block))
            {
                return false;
            }
            block.Index();
            return true;
        }
        catch (Exception error) when (error is IOException or CsvException)
        {
            return options.FailsOnError ? throw ApocErrors.CannotRead(file, error) : false;
        }
    }

    private static string[] Cells(CsvBlock block, int row, CsvDialect dialect)
    {
        string[] cells = new string[block.CellCount(row)];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = Encoding.UTF8.GetString(CsvCell.Content(block.RawCell(row, i), dialect));
        }
        return cells;
    }

    private static Value[] Row(
        long number,
        string[] cells,
        string[]? header,
        CsvLoadOptions options
    )
    {
        var list = new List<Value>();
        var strings = new List<Value>();
        var map = new List<KeyValuePair<string, Value>>();
        var stringMap = new List<KeyValuePair<string, Value>>();
        int count = Math.Max(cells.Length, header?.Length ?? 0);
        for (int i = 0; i < count; i++)
        {
            string? column = header is not null && i < header.Length ? header[i] : null;
            var mapping = column is null ? null : options.Mappings.GetValueOrDefault(column);
            if (
                mapping is { IsIgnored: true }
                || (column is not null && options.Ignored.Contains(column))
            )
            {
                continue;
            }
            string? text = i < cells.Length ? cells[i] : null;
            if (text is not null && options.NullValues.Contains(text))
            {
                text = null;
            }
            var plain = text is null ? Value.Null : Value.String(text);
            var typed = text is null || mapping is null ? plain : mapping.Convert(text);
            list.Add(typed);
            strings.Add(plain);
            if (column is not null)
            {
                map.Add(new(mapping?.Name ?? column, typed));
                stringMap.Add(new(mapping?.Name ?? column, plain));
            }
        }
        return
        [
            Value.Integer(number),
            Wanted(options, "list", true) ? Value.List([.. list]) : Value.Null,
            Wanted(options, "strings", false) ? Value.List([.. strings]) : Value.Null,
            header is not null && Wanted(options, "map", true)
                ? Value.Map(new MapValue(map))
                : Value.Null,
            header is not null && Wanted(options, "stringMap", false)
                ? Value.Map(new MapValue(stringMap))
                : Value.Null,
        ];
    }

    private static bool Wanted(CsvLoadOptions options, string column, bool byDefault) =>
        options.Results.Count == 0 ? byDefault : options.Results.Contains(column);
}
