using Quiver.Import.Headers;
using Quiver.Import.Ids;

namespace Quiver.Import.Pipeline;

/// <summary>The id spaces of an import: node headers open them, relationship headers refer to them.</summary>
internal sealed class IdSpaces(ImportOptions options, PlanProblems problems)
{
    private readonly Dictionary<string, Uses> _spaces = new(StringComparer.Ordinal);
    private IdSpace? _actual;

    /// <summary>All of them; of those that share a map only the first.</summary>
    public IReadOnlyCollection<IdSpace> All =>
        [.. _spaces.Values.Select(uses => uses.Space).DistinctBy(space => space.Map)];

    /// <summary>Whether a node header could not be read, so that spaces may be missing that it would have opened.</summary>
    public bool IsIncomplete { get; set; }

    /// <summary>The space of a node header's ID columns, which are one group's; opened by the first.</summary>
    public IdSpace Open(IReadOnlyList<HeaderColumn> columns, Header header)
    {
        var first = columns[0];
        IdRules.TryFindType(first, options.IdType, out var type, out var valueType);
        var space = new IdSpace(first.Group, type) { ValueType = valueType };
        if (!_spaces.TryGetValue(first.Group, out var uses))
        {
            if (type == IdType.Actual)
            {
                // The ids of all groups are those of one database.
                _actual ??= space;
                space = _actual with { Name = first.Group };
            }
            uses = new Uses(space, header);
            _spaces.Add(first.Group, uses);
        }
        else if (uses.Space.ValueType != valueType)
        {
            problems.Report(
                ImportErrorKind.Data,
                $"{header.PlaceOf(first)}: {space.Description} has identifiers of type {space.TypeName} here and {uses.Space.TypeName} in {uses.Opener.Path}."
            );
        }
        uses.PartCounts.Add(columns.Count);
        return uses.Space;
    }

    /// <summary>The space that a header's START_ID or END_ID columns, which are of one group, refer to; null, with a problem reported, when they cannot.</summary>
    public IdSpace? Find(IReadOnlyList<HeaderColumn> columns, Header header)
    {
        var first = columns[0];
        if (!_spaces.TryGetValue(first.Group, out var uses))
        {
            if (!IsIncomplete)
            {
                string available = string.Join(", ", _spaces.Keys.Select(Describe));
                problems.Report(
                    ImportErrorKind.Data,
                    $"{header.PlaceOf(first)}: group '{Describe(first.Group)}' not found. Available groups are: [{available}]."
                );
            }
            return null;
        }
        var problem =
            columns.Count == 1 ? uses.ReferJoined(header) : uses.ReferApart(columns, header);
        if (problem is not null)
        {
            problems.Report(ImportErrorKind.Data, $"{header.PlaceOf(first)}: {problem}.");
            return null;
        }
        return uses.Space;
    }

    /// <summary>
    /// Ends the planning: identifiers of several columns are compared column by column unless a relationship refers to them in one column, as their joined text.
    /// </summary>
    public void Complete()
    {
        foreach (var uses in _spaces.Values)
        {
            uses.Space.KeepsPartsApart = uses.Joined is null && uses.PartCounts.Max > 1;
        }
    }

    private static string Describe(string group) => group.Length == 0 ? "global id space" : group;

    /// <summary>A space and how headers use it.</summary>
    private sealed class Uses(IdSpace space, Header opener)
    {
        public IdSpace Space => space;

        /// <summary>The header that opened it.</summary>
        public Header Opener => opener;

        /// <summary>Of how many columns its identifiers are.</summary>
        public SortedSet<int> PartCounts { get; } = [];

        /// <summary>A header that refers to it in one column.</summary>
        public Header? Joined { get; private set; }

        /// <summary>A header that refers to it in several columns.</summary>
        private Header? Apart { get; set; }

        /// <summary>Notes a reference in one column; a problem when others are in several.</summary>
        public string? ReferJoined(Header header)
        {
            Joined ??= header;
            return Apart is null ? null : Mixed(Apart);
        }

        /// <summary>Notes a reference in several columns; a problem when that does not fit.</summary>
        public string? ReferApart(IReadOnlyList<HeaderColumn> columns, Header header)
        {
            if (PartCounts.Min != columns.Count || PartCounts.Max != columns.Count)
            {
                string counts = string.Join(" or ", PartCounts);
                return $"there are {columns.Count} columns of type {HeaderRules.Write(columns[0].Role)}, but identifiers in {space.Description} have {counts}: give as many, or one with their joined text";
            }
            Apart ??= header;
            return Joined is null ? null : Mixed(Joined);
        }

        private string Mixed(Header other) =>
            $"this header and that of {other.Path} refer to identifiers in {space.Description} in different ways, one column with the joined text and one column for each part: do it one way";
    }
}
