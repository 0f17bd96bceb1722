using Quiver.Import.Headers;
using Quiver.Import.Ids;

namespace Quiver.Import.Pipeline;

/// <summary>The id spaces of an import: node headers open them, relationship headers refer to them.</summary>
internal sealed class IdSpaces(ImportOptions options, PlanProblems problems)
{
    private readonly Dictionary<string, IdSpace> _spaces = new(StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<IdSpace> All => _spaces.Values;

    /// <summary>Whether a node header was wrong, so that spaces may be missing that it would have opened.</summary>
    public bool IsIncomplete { get; set; }

    /// <summary>The space of an ID column, opened by the first.</summary>
    public IdSpace Open(HeaderColumn column, Header header)
    {
        HeaderRules.TryFindIdType(column, options.IdType, out var type);
        if (!_spaces.TryGetValue(column.Group, out var space))
        {
            space = new IdSpace(column.Group, type);
            _spaces.Add(column.Group, space);
        }
        else if (space.Type != type)
        {
            problems.Report(
                ImportErrorKind.Data,
                $"{header.Path}:1: {space.Description} has identifiers of type {type} here and {space.Type} elsewhere."
            );
        }
        return space;
    }

    /// <summary>The space that a START_ID or END_ID column refers to; null, with a problem reported, when no header opened it.</summary>
    public IdSpace? Find(HeaderColumn column, Header header)
    {
        if (_spaces.TryGetValue(column.Group, out var space) || IsIncomplete)
        {
            return space;
        }
        string available = string.Join(", ", _spaces.Keys.Select(Describe));
        problems.Report(
            ImportErrorKind.Data,
            $"{header.Path}:1: group '{Describe(column.Group)}' not found. Available groups are: [{available}]."
        );
        return null;
    }

    private static string Describe(string group) => group.Length == 0 ? "global id space" : group;
}
