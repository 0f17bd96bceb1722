using Quiver.Storage.Delta;
using Quiver.Storage.Indexes;
using Quiver.Storage.Schema;

namespace Quiver.Storage.Increments;

/// <summary>Finds what constraints do not allow of an increment.</summary>
/// <param name="after">The graph with the increment.</param>
/// <param name="chunks">The increment.</param>
/// <param name="verified">Constraints of uniqueness that are known to hold.</param>
internal sealed class IncrementViolations(
    Snapshot after,
    ChangeRun[] chunks,
    IReadOnlyList<long> verified
)
{
    private readonly List<MergeConflict> _found = [];

    /// <summary>Finds all, each node and relationship once for each constraint.</summary>
    public IReadOnlyList<MergeConflict> Find()
    {
        foreach (var constraint in after.SchemaState.Definitions.Constraints)
        {
            foreach (var chunk in chunks)
            {
                ConstraintChecks.FindValues(
                    after,
                    chunk,
                    constraint,
                    (id, _) => Add(constraint, id, -1)
                );
                if (!verified.Contains(constraint.Id))
                {
                    ConstraintChecks.FindDuplicates(
                        after,
                        chunk,
                        constraint,
                        (id, other, _) => AddDuplicate(constraint, id, other)
                    );
                }
            }
        }
        return _found;
    }

    /// <summary>Of two of the increment the one of the higher id is left out: of new ones that is the later one. What the increment leaves as it is stays.</summary>
    private void AddDuplicate(ConstraintDefinition constraint, long id, long other)
    {
        bool isOurs = chunks.Any(chunk => RunIndexing.Concerns(constraint.Shape, chunk, other));
        if (other < id || !isOurs)
        {
            Add(constraint, id, other);
        }
    }

    private void Add(ConstraintDefinition constraint, long id, long other) =>
        _found.Add(
            new(
                constraint.Entity == EntityKind.Node
                    ? MergeConflictKind.NodeViolates
                    : MergeConflictKind.RelationshipViolates,
                id,
                other
            )
            {
                Constraint = constraint.Name,
                Demand = ConstraintDemand.Of(constraint, after.Tokens, isTaken: other >= 0),
            }
        );
}
