using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Model;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>A relationship (or a walk of variable length) that a pattern asks for between two nodes.</summary>
/// <param name="Variable">The relationship; for a walk the list of its relationships. Always new in its MATCH.</param>
/// <param name="Left">The node on the left.</param>
/// <param name="Right">The node on the right.</param>
/// <param name="Direction">The direction as seen from the left.</param>
/// <param name="Types">The types; empty for any type.</param>
internal sealed record PatternRelationship(
    Variable Variable,
    Variable Left,
    Variable Right,
    Direction Direction,
    EquatableList<string> Types
)
{
    /// <summary>How many relationships a walk has; null for one relationship.</summary>
    public WalkLength? Length { get; init; }

    /// <summary>The path whose repetitions the walk is made of; null for a walk over single relationships.</summary>
    public QuantifiedPattern? Quantified { get; init; }

    /// <summary>Whether a walk may use a relationship more than once.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>The relationship of one step of a walk, where <see cref="StepPredicate"/> needs it.</summary>
    public Variable? StepRelationship { get; init; }

    /// <summary>What each relationship of a walk must satisfy.</summary>
    public BoundExpression? StepPredicate { get; init; }

    /// <summary>Whether each of its repetitions depends on values of the row from before.</summary>
    public bool UsesRow => Quantified is { Imports.Count: > 0 };

    /// <summary>The node at the other end.</summary>
    public Variable Other(Variable node) => ReferenceEquals(node, Left) ? Right : Left;

    /// <summary>The direction as seen from one of the ends.</summary>
    public Direction DirectionFrom(Variable node) =>
        ReferenceEquals(node, Left) ? Direction : Directions.Opposite(Direction);

    /// <summary>Whether a relationship can be part of this and of another one.</summary>
    public bool Overlaps(PatternRelationship other) =>
        Types.Count == 0 || other.Types.Count == 0 || Types.Intersect(other.Types).Any();
}
