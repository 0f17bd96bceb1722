using Quiver.Csv;
using Quiver.Foundation.Text;

namespace Quiver.Import.Headers;

/// <summary>Recognises from a header row that a file is written in another way than it is read.</summary>
internal static class HeaderHints
{
    private static readonly CsvCharacter[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>The encoding of text whose every other byte is zero, or null.</summary>
    public static string? FindEncoding(ReadOnlySpan<byte> row)
    {
        if (row.Length < 2 || !row.Contains((byte)0))
        {
            return null;
        }
        return row[0] == 0 && row[1] != 0 ? "UTF-16BE" : "UTF-16LE";
    }

    /// <summary>The type that a word which is none most likely means, as a sentence with a blank before it; empty when there is none.</summary>
    public static string FindType(string word)
    {
        bool isArray = word.EndsWith("[]", StringComparison.Ordinal);
        string name = isArray ? word[..^2] : word;
        string? meant = name.ToUpperInvariant() switch
        {
            "INTEGER" or "BIGINT" or "INT64" => "long",
            "INT32" or "SMALLINT" => "int",
            "BOOL" => "boolean",
            "TEXT" or "STR" or "VARCHAR" or "UUID" => "string",
            "NUMBER" or "NUMERIC" or "DECIMAL" or "REAL" => "double",
            "TIMESTAMP" => "datetime",
            "LABELS" => "LABEL",
            "START" or "FROM" or "SOURCE" => "START_ID",
            "END" or "TO" or "TARGET" => "END_ID",
            _ => NearestName.Find(name, PropertyTypes.Names),
        };
        return meant is null ? "" : $" Did you mean '{meant}{(isArray ? "[]" : "")}'?";
    }

    /// <summary>
    /// The delimiter that would make several fields of a row's only one, as a sentence; empty when there is none. Says besides whether the field can
    /// hardly be meant as it is: with that delimiter it would have an identifier, a label or a type.
    /// </summary>
    public static string FindDelimiter(HeaderCell cell, CsvDialect dialect, out bool isCertain)
    {
        isCertain = false;
        string hint = "";
        int most = 1;
        foreach (var delimiter in Delimiters)
        {
            string[] fields = cell.Text.Split(delimiter.ToString());
            if (cell.IsQuoted || delimiter == dialect.Delimiter || fields.Length <= most)
            {
                continue;
            }
            var columns = fields
                .Select((field, i) => HeaderFieldParser.Parse(field, i, out _))
                .ToList();
            if (columns.TrueForAll(column => column is not null))
            {
                most = fields.Length;
                hint =
                    $" It has one field only; with {Write(delimiter, dialect)} it would have {fields.Length}.";
                isCertain = columns.Exists(column =>
                    column!.Role is not (ColumnRole.Property or ColumnRole.Ignored)
                );
            }
        }
        return hint;
    }

    private static string Write(CsvCharacter delimiter, CsvDialect dialect)
    {
        string option = $"--delimiter={Name(delimiter)}";
        // The array delimiter must be another one.
        return delimiter == dialect.ArrayDelimiter
            ? $"{option} --array-delimiter={Name(dialect.Delimiter)}"
            : option;
    }

    private static string Name(CsvCharacter delimiter) =>
        delimiter == '\t' ? "TAB" : CsvCharacter.Describe(delimiter);
}
