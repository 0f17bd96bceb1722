using Quiver.Cypher.Execution.Tokens;
using Quiver.Model;
using Quiver.Storage;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>One step of a pattern against the columns of this execution.</summary>
/// <param name="FromSlot">The source's column of the known node.</param>
/// <param name="ToSlot">The source's column of the node at the other end, where that is known too; -1 otherwise.</param>
/// <param name="Direction">The direction as seen from the known node.</param>
/// <param name="Types">The types to follow; no names for all.</param>
/// <param name="Used">The relationships that the step must differ from.</param>
internal sealed record ExpandStep(
    int FromSlot,
    int ToSlot,
    Direction Direction,
    RelationshipTypeReferences Types,
    UsedRelationships Used
)
{
    /// <summary>The same step as it is walked from its other end.</summary>
    public ExpandStep Reversed() =>
        this with
        {
            Direction = Direction switch
            {
                Direction.Outgoing => Direction.Incoming,
                Direction.Incoming => Direction.Outgoing,
                _ => Direction.Both,
            },
        };

    /// <summary>Makes a cursor over the step's relationships.</summary>
    public Expansion Open(QueryContext context)
    {
        var snapshot = context.Snapshot;
        if (Types.Resolve(snapshot.Tokens) is not { } types)
        {
            return new NoExpansion();
        }
        var expansion = snapshot.Expand(Direction, types);
        return context.Profile ? new CountedExpansion(expansion, context) : expansion;
    }
}
