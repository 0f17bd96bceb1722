using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>Which columns a <see cref="RepeatTrailOperator"/> works with.</summary>
/// <param name="Repetition">What is repeated, and how often.</param>
/// <param name="FromSlot">The source's column of the node to start from.</param>
/// <param name="TargetSlot">The source's column of the node to get to; -1 when any is fine.</param>
/// <param name="DiffersFrom">The source's columns of relationships, or lists of them, that may not be walked over.</param>
/// <param name="EndSlot">The right side's column of the node that a repetition leads to.</param>
/// <param name="RelationshipSlots">The right side's columns of its relationships.</param>
/// <param name="Groups">The right side's columns that lists are made of, with the output's columns of the lists.</param>
/// <param name="ListSlot">The output's column of all relationships; -1 when nobody wants it.</param>
/// <param name="ToSlot">The output's column of the node at the far end; -1 when nobody wants it or it is known.</param>
internal sealed record RepetitionSettings(
    Repetition Repetition,
    int FromSlot,
    int TargetSlot,
    int[] DiffersFrom,
    int EndSlot,
    int[] RelationshipSlots,
    (int Inner, int List)[] Groups,
    int ListSlot,
    int ToSlot
);
