using System.Text;
using Quiver.Csv;
using Quiver.Foundation.Text;

namespace Quiver.Import.Headers;

/// <summary>Recognises from a header row that a file is written in another way than it is read.</summary>
internal static class HeaderHints
{
    private static readonly CsvCharacter[] Delimiters = [',', ';', '\t', '|'];

    private static ReadOnlySpan<byte> SeparatorPrefix => "sep="u8;

    /// <summary>The encoding of text whose every other byte is zero, or null.</summary>
    public static string? FindEncoding(ReadOnlySpan<byte> row)
    {
        if (row.Length < 2 || !row.Contains((byte)0))
        {
            return null;
        }
        return row[0] == 0 && row[1] != 0 ? "UTF-16BE" : "UTF-16LE";
    }

    /// <summary>What to say of a first line <c>sep=;</c>, which spreadsheets take as the delimiter; null for others.</summary>
    public static string? FindSeparatorLine(ReadOnlySpan<byte> row, CsvDialect dialect)
    {
        if (
            row.Length != SeparatorPrefix.Length + 1
            || !Ascii.EqualsIgnoreCase(row[..^1], SeparatorPrefix)
            || char.IsAsciiLetterOrDigit((char)row[^1])
            || !Ascii.IsValid(row)
        )
        {
            return null;
        }
        CsvCharacter delimiter = (char)row[^1];
        string option =
            delimiter == dialect.Delimiter ? "" : $", and give {Write(delimiter, dialect)} instead";
        return $"this line is no header: it tells spreadsheets the delimiter. Delete it{option}.";
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

    /// <summary>What to say of property names that begin or end with white space, as where a header is written <c>:ID, name</c>; null when there are none.</summary>
    /// <param name="columns">The columns; there may be a million in all headers.</param>
    public static string? FindBlanks(HeaderColumns columns)
    {
        var suspects = columns.HasBlanks ? columns : columns.Others;
        string[] names = [.. suspects.Where(HasOuterBlanks).Select(static column => column.Name)];
        string others = names.Length switch
        {
            0 or 1 => "",
            2 => " (and that of another one)",
            _ => FormattableString.Invariant($" (and those of {names.Length - 1} others)"),
        };
        return names.Length == 0
            ? null
            : $"the name of the property '{names[0]}'{others} begins or ends with a blank, which is part of it: queries must write it too, as in n.`{names[0]}`.";
    }

    private static bool HasOuterBlanks(HeaderColumn column)
    {
        string name = column.Name;
        return column.Role is ColumnRole.Property or ColumnRole.Id
            && name.Length > 0
            && (char.IsWhiteSpace(name[0]) || char.IsWhiteSpace(name[^1]));
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
