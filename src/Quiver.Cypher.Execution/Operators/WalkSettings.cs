using Quiver.Cypher.Execution.Expressions;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>How a variable-length expansion walks and what it gives.</summary>
/// <param name="Minimum">The fewest relationships.</param>
/// <param name="Maximum">The most relationships.</param>
/// <param name="IsReversed">Whether the list is made in reverse order of walking.</param>
/// <param name="StepPredicate">What each relationship must satisfy, over the source's columns followed by it; null for anything.</param>
/// <param name="SourceWidth">The number of the source's columns.</param>
/// <param name="ListSlot">The output's column of the list; -1 when nobody needs it.</param>
/// <param name="EndSlot">The output's column of the node at the end; -1 when nobody needs it or it is known already.</param>
internal sealed record WalkSettings(
    int Minimum,
    int Maximum,
    bool IsReversed,
    VectorExpression? StepPredicate,
    int SourceWidth,
    int ListSlot,
    int EndSlot
);
