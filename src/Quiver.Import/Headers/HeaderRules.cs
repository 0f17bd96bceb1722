using Quiver.Import.Values;
using Quiver.Storage.Tokens;

namespace Quiver.Import.Headers;

/// <summary>What a header of nodes or of relationships must have and must not have.</summary>
internal static class HeaderRules
{
    /// <summary>Checks a node header.</summary>
    /// <param name="header">The header.</param>
    /// <param name="idType">What identifiers are.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public static void CheckNodes(Header header, IdType idType, List<string> problems)
    {
        Refuse(
            header,
            column => column is ColumnRole.StartId or ColumnRole.EndId or ColumnRole.Type,
            "node",
            "Is this a relationship file given with --nodes?",
            problems
        );
        IdRules.Check(header, idType, problems);
        CheckNames(header, problems);
        CheckTypes(header, problems);
    }

    /// <summary>Checks a relationship header.</summary>
    /// <param name="header">The header.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public static void CheckRelationships(Header header, List<string> problems)
    {
        Refuse(
            header,
            column => column is ColumnRole.Id or ColumnRole.Label or ColumnRole.RemovedLabel,
            "relationship",
            "Is this a node file given with --relationships?",
            problems
        );
        foreach (var role in (ColumnRole[])[ColumnRole.StartId, ColumnRole.EndId])
        {
            if (header.Find(role) is null && header.Columns.Count > 0 && !header.HidesKeywords)
            {
                string entries = string.Join(", ", header.Columns.Select(Describe));
                problems.Add(
                    $"{At(header)}: missing header of type {Write(role)}, among entries [{entries}].{header.DelimiterHint}"
                );
            }
            IdRules.CheckGroups(header, role, problems);
        }
        foreach (var column in header.FindAll(ColumnRole.Type).Skip(1))
        {
            problems.Add(
                $"{header.PlaceOf(column)}: a second column of type TYPE; one is possible."
            );
        }
        CheckNames(header, problems);
        CheckTypes(header, problems);
    }

    /// <summary>A keyword as headers write it.</summary>
    public static string Write(ColumnRole role) =>
        role switch
        {
            ColumnRole.StartId => "START_ID",
            ColumnRole.EndId => "END_ID",
            ColumnRole.Ignored => "IGNORE",
            ColumnRole.RemovedLabel => "-LABEL",
            ColumnRole.RemovedProperty => "-PROPERTY",
            _ => role.ToString().ToUpperInvariant(),
        };

    private static void Refuse(
        Header header,
        Predicate<ColumnRole> isUnexpected,
        string kind,
        string question,
        List<string> problems
    )
    {
        foreach (var column in header.Columns.Others.Where(column => isUnexpected(column.Role)))
        {
            problems.Add(
                $"{header.PlaceOf(column)}: unexpected {kind} header type '{Write(column.Role)}'. {question}"
            );
        }
    }

    private static void CheckNames(Header header, List<string> problems)
    {
        if (DistinctNames.AreSure(header.Columns))
        {
            return;
        }
        var names = new NameTable();
        for (int index = 0; index < header.Columns.Count; index++)
        {
            int known = names.Count;
            if (header.Columns.TryGetPlain(index, out var name) && names.NumberOf(name) == known)
            {
                continue;
            }
            var column = header.Columns[index];
            bool isProperty = column.Role is ColumnRole.Property or ColumnRole.Id;
            if (!isProperty || column.Name.Length == 0 || names.NumberOf(column.Name) == known)
            {
                continue;
            }
            string why =
                column.Role == ColumnRole.Id && FindNamed(header, column.Name) == ColumnRole.Id
                    ? " An identifier of several columns is not stored as one property: give each column a name of its own."
                    : "";
            problems.Add(
                $"{header.PlaceOf(column)}: the property '{column.Name}' is given twice in this header.{why}"
            );
        }
    }

    /// <summary>The role of the first column of a name.</summary>
    private static ColumnRole FindNamed(Header header, string name) =>
        header
            .Columns.First(column =>
                column.Role is ColumnRole.Property or ColumnRole.Id && column.Name == name
            )
            .Role;

    private static void CheckTypes(Header header, List<string> problems)
    {
        foreach (
            var column in header.Columns.Others.Where(column =>
                column.Role == ColumnRole.Property || IdRules.IsStoredApart(column)
            )
        )
        {
            if (CellParsers.FindProblem(column) is { } problem)
            {
                problems.Add($"{header.PlaceOf(column)}: '{column.Name}' {problem}.");
            }
        }
    }

    private static string At(Header header) =>
        $"{header.Path}:{(header.Places.Length > 0 ? header.Places[0].Line : 1)}";

    private static string Describe(HeaderColumn column) =>
        column.Role is ColumnRole.Property
            ? $"{column.Name}:{PropertyTypes.NameOf(column.Type)}{(column.IsArray ? "[]" : "")}"
            : $"{column.Name}:{Write(column.Role)}";
}
