using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Logical;
using PlannerHintKind = Quiver.Cypher.Syntax.Tree.PlannerHintKind;

namespace Quiver.Cypher.Planning.Search;

/// <summary>What the hints of a MATCH leave of the ways to find its parts.</summary>
/// <param name="hints">The hints.</param>
internal sealed class HintRules(IReadOnlyList<BoundHint> hints)
{
    /// <summary>No hints: everything goes.</summary>
    public static readonly HintRules None = new([]);

    /// <summary>Whether there are no hints.</summary>
    public bool IsEmpty => hints.Count == 0;

    /// <summary>Whether parts may be found by a seek.</summary>
    public bool Allows(PatternSeek seek) =>
        hints.All(h =>
            h.Kind == PlannerHintKind.Join
            || !seek.Finds.Contains(h.Variable)
            || (seek is IndexPatternSeek found && h.Fits(found.Index))
        );

    /// <summary>Whether a node may be found by going through all, or all of a label.</summary>
    public bool AllowsScan(Variable node) => hints.All(h => h.Variable != node || !h.IsIndex);

    /// <summary>Whether a relationship and its ends may be found by going through all of its type.</summary>
    public bool AllowsScan(PatternRelationship relationship) =>
        hints.All(h =>
            h.Variable == relationship.Variable
                ? h.Kind == PlannerHintKind.Scan
                : h.Kind == PlannerHintKind.Join
                    || (h.Variable != relationship.Left && h.Variable != relationship.Right)
        );

    /// <summary>Whether a relationship may be found from one of its ends.</summary>
    /// <param name="relationship">The relationship.</param>
    /// <param name="start">The end that is there.</param>
    /// <param name="hasEnd">Whether the other one is there, too.</param>
    public bool AllowsExpand(PatternRelationship relationship, Variable start, bool hasEnd)
    {
        var end = relationship.Other(start);
        return hints.All(h =>
            h.Kind == PlannerHintKind.Join
                ? h.Variable != start && (h.Variable != end || !hasEnd)
                : h.Variable != relationship.Variable && (h.Variable != end || hasEnd)
        );
    }
}
