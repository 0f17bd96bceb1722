using Quiver.Model;
using Quiver.Storage;

namespace Quiver.Apoc.Paths;

/// <summary>Which relationships a search follows: <c>KNOWS&gt;|&lt;LIKES|OTHER</c>, with <c>&gt;</c> and <c>&lt;</c> alone for all types in a direction. Empty for all.</summary>
internal sealed class RelationshipFilter
{
    private const char OutgoingSign = '>';
    private const char IncomingSign = '<';
    private const int Outgoing = 1;
    private const int Incoming = 2;
    private const int Both = Outgoing | Incoming;

    private readonly List<Expansion> _expansions = [];

    /// <summary>Reads a filter.</summary>
    /// <exception cref="Model.Status.CypherException">It is of another form.</exception>
    public RelationshipFilter(Snapshot snapshot, string filter)
    {
        if (filter.Contains(',', StringComparison.Ordinal))
        {
            throw ApocErrors.NoSequences("relationshipFilter");
        }
        var byType = new Dictionary<int, int>();
        int ofAll = string.IsNullOrWhiteSpace(filter) ? Both : 0;
        foreach (
            string part in filter.Split(
                '|',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            int directions =
                (part.EndsWith(OutgoingSign) ? Outgoing : 0)
                | (part.StartsWith(IncomingSign) ? Incoming : 0);
            directions = directions == 0 ? Both : directions;
            string type = part.TrimStart(IncomingSign).TrimEnd(OutgoingSign).Trim();
            if (type is "" or "*")
            {
                ofAll |= directions;
            }
            else if (snapshot.Tokens.RelationshipType(type) is { Value: >= 0 } known)
            {
                byType[known.Value] = byType.GetValueOrDefault(known.Value) | directions;
            }
        }
        Add(snapshot, byType, ofAll);
    }

    /// <summary>The expansions that together give each relationship of a node once.</summary>
    public IReadOnlyList<Expansion> Expansions => _expansions;

    private void Add(Snapshot snapshot, Dictionary<int, int> byType, int ofAll)
    {
        if (ofAll != 0 && byType.Values.All(d => (d & ~ofAll) == 0))
        {
            _expansions.Add(snapshot.Expand(DirectionOf(ofAll), []));
            return;
        }
        var types =
            ofAll == 0 ? byType.Keys : Enumerable.Range(0, snapshot.Tokens.RelationshipTypes.Count);
        foreach (var group in types.GroupBy(t => byType.GetValueOrDefault(t) | ofAll))
        {
            RelationshipTypeId[] ids = [.. group.Select(static t => new RelationshipTypeId(t))];
            _expansions.Add(snapshot.Expand(DirectionOf(group.Key), ids));
        }
    }

    private static Direction DirectionOf(int directions) =>
        directions switch
        {
            Both => Direction.Both,
            Outgoing => Direction.Outgoing,
            _ => Direction.Incoming,
        };
}
