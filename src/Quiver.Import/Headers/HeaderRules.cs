using Quiver.Csv;
using Quiver.Import.Values;

namespace Quiver.Import.Headers;

/// <summary>What a header of nodes or of relationships must have and must not have.</summary>
internal static class HeaderRules
{
    /// <summary>Checks a node header.</summary>
    public static void CheckNodes(Header header, IdType idType, List<string> problems)
    {
        foreach (var column in header.Columns)
        {
            if (column.Role is ColumnRole.StartId or ColumnRole.EndId or ColumnRole.Type)
            {
                problems.Add(
                    $"{At(header)}: unexpected node header type '{Write(column.Role)}'. Is this a relationship file given with --nodes?"
                );
            }
        }
        int idColumns = header.Columns.Count(column => column.Role == ColumnRole.Id);
        if (idColumns > 1)
        {
            problems.Add(
                $"{At(header)}: {idColumns} ID columns; composite identifiers are not supported yet."
            );
        }
        var id = header.Find(ColumnRole.Id);
        if (id is not null && TryFindIdType(id, idType, out var found) is { } problem)
        {
            problems.Add($"{At(header)}: {problem}.");
        }
        CheckTypes(header, problems);
    }

    /// <summary>Checks a relationship header.</summary>
    public static void CheckRelationships(Header header, CsvDialect dialect, List<string> problems)
    {
        foreach (var column in header.Columns)
        {
            if (column.Role is ColumnRole.Id or ColumnRole.Label)
            {
                problems.Add(
                    $"{At(header)}: unexpected relationship header type '{Write(column.Role)}'. Is this a node file given with --relationships?"
                );
            }
        }
        foreach (var role in (ColumnRole[])[ColumnRole.StartId, ColumnRole.EndId])
        {
            CheckOnce(header, role, isRequired: true, dialect, problems);
        }
        CheckOnce(header, ColumnRole.Type, isRequired: false, dialect, problems);
        CheckTypes(header, problems);
    }

    /// <summary>What the identifiers of an ID column are; a problem when that is not possible.</summary>
    public static string? TryFindIdType(HeaderColumn column, IdType idType, out IdType found)
    {
        found = idType;
        if (column.Options.TryGetValue("id-type", out string? option))
        {
            bool isType = Enum.TryParse(option, ignoreCase: true, out PropertyType type);
            bool isInteger =
                isType
                && type
                    is PropertyType.Byte
                        or PropertyType.Short
                        or PropertyType.Int
                        or PropertyType.Long;
            if (!isInteger && !(isType && type == PropertyType.String))
            {
                return $"the id-type '{option}' is not supported; use string, int or long";
            }
            found = isInteger ? IdType.Integer : IdType.String;
        }
        return found == IdType.Actual ? "the id type 'actual' is not supported yet" : null;
    }

    private static void CheckOnce(
        Header header,
        ColumnRole role,
        bool isRequired,
        CsvDialect dialect,
        List<string> problems
    )
    {
        int count = header.Columns.Count(column => column.Role == role);
        if (count > 1)
        {
            problems.Add($"{At(header)}: {count} columns of type {Write(role)}; one is possible.");
        }
        else if (count == 0 && isRequired && header.Columns.Count > 0)
        {
            string names = string.Join(", ", header.Columns.Select(Describe));
            string hint =
                header.Columns.Count == 1
                    ? $" It has one column only: is {CsvCharacter.Describe(dialect.Delimiter)} the right --delimiter?"
                    : "";
            problems.Add(
                $"{At(header)}: missing header of type {Write(role)}, among entries [{names}].{hint}"
            );
        }
    }

    private static void CheckTypes(Header header, List<string> problems)
    {
        foreach (var column in header.Columns.Where(column => column.Role == ColumnRole.Property))
        {
            if (!CellParsers.IsSupported(column.Type))
            {
                problems.Add(
                    $"{At(header)}: the type {CellParsers.NameOf(column.Type)} of '{column.Name}' is not supported yet."
                );
            }
            if (!CellParsers.TryReadZone(column, out _))
            {
                problems.Add(
                    $"{At(header)}: '{column.Name}' has a timezone that does not exist: {column.Options["timezone"]}."
                );
            }
        }
    }

    private static string At(Header header) => $"{header.Path}:1";

    private static string Describe(HeaderColumn column) =>
        column.Role is ColumnRole.Property
            ? $"{column.Name}:{CellParsers.NameOf(column.Type)}"
            : $"{column.Name}:{Write(column.Role)}";

    private static string Write(ColumnRole role) =>
        role switch
        {
            ColumnRole.StartId => "START_ID",
            ColumnRole.EndId => "END_ID",
            ColumnRole.Ignored => "IGNORE",
            _ => role.ToString().ToUpperInvariant(),
        };
}
