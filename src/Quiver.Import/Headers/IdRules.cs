namespace Quiver.Import.Headers;

/// <summary>What identifiers in headers must be: several columns make one identifier, which is text, in one group.</summary>
internal static class IdRules
{
    /// <summary>Checks the ID columns of a node header.</summary>
    public static void Check(Header header, IdType idType, List<string> problems)
    {
        var ids = header.FindAll(ColumnRole.Id);
        foreach (var column in ids)
        {
            if (TryFindType(column, idType, out var type, out var valueType) is { } problem)
            {
                problems.Add($"{header.PlaceOf(column)}: {problem}.");
            }
            else if (ids.Count > 1 && (type != IdType.String || IsStoredApart(column)))
            {
                string found = IsStoredApart(column)
                    ? PropertyTypes.NameOf(valueType)
                    : Write(type);
                problems.Add(
                    $"{header.PlaceOf(column)}: an identifier of several ID columns must be of type string, not {found}: use --id-type=string, or the option {{id-type: string}} on each of them."
                );
                break;
            }
        }
        bool lacksIds = ids.Count == 0 && header.Columns.Count > 0 && !header.HidesKeywords;
        if (idType == IdType.Actual && lacksIds)
        {
            problems.Add(
                $"{header.Path}:{header.Places[0].Line}: --id-type=actual needs a column of type ID: the id of each node in the database."
            );
        }
        CheckGroups(header, ColumnRole.Id, problems);
    }

    /// <summary>Checks that all columns of a role refer to one group.</summary>
    public static void CheckGroups(Header header, ColumnRole role, List<string> problems)
    {
        var columns = header.FindAll(role);
        var other = columns.FirstOrDefault(column => column.Group != columns[0].Group);
        if (other is not null)
        {
            problems.Add(
                $"{header.PlaceOf(other)}: there are {columns.Count} {HeaderRules.Write(role)} columns, but they refer to different groups: {Describe(columns[0])} and {Describe(other)}."
            );
        }
    }

    /// <summary>What the identifiers of an ID column are; a problem when that is not possible.</summary>
    public static string? TryFindType(
        HeaderColumn column,
        IdType idType,
        out IdType found,
        out PropertyType valueType
    )
    {
        found = idType;
        valueType = idType == IdType.String ? PropertyType.String : PropertyType.Long;
        if (!column.Options.TryGetValue(HeaderOptions.IdType, out string? option))
        {
            return null;
        }
        if (idType == IdType.Actual)
        {
            return "with --id-type=actual identifiers are the ids of the nodes in the database, for all groups: leave the option id-type out, or use --id-type=integer";
        }
        if (!PropertyTypes.TryParse(option, out var type))
        {
            return $"the id-type '{option}' does not exist; use string or long";
        }
        if (type == PropertyType.Vector)
        {
            return "vector is not allowed as an id-type; use string or long";
        }
        found = PropertyTypes.IsInteger(type) ? IdType.Integer : IdType.String;
        valueType = type;
        return null;
    }

    /// <summary>Whether identifiers are compared as text, and stored as values of another type.</summary>
    public static bool IsStoredApart(HeaderColumn column) =>
        column.Role == ColumnRole.Id && column.Type != PropertyType.String;

    /// <summary>The type of an ID column's property where <see cref="IsStoredApart"/> holds; string otherwise.</summary>
    /// <param name="options">The column's options.</param>
    public static PropertyType StoredApartAs(IReadOnlyDictionary<string, string> options) =>
        options.TryGetValue(HeaderOptions.IdType, out string? option)
        && PropertyTypes.TryParse(option, out var type)
        && !PropertyTypes.IsInteger(type)
        && type != PropertyType.Vector
            ? type
            : PropertyType.String;

    /// <summary>The group as messages call it.</summary>
    public static string Describe(HeaderColumn column) =>
        column.Group.Length == 0 ? "the global id space" : $"group '{column.Group}'";

    private static string Write(IdType type) => type.ToString().ToLowerInvariant();
}
