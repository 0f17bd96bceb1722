using Quiver.Cypher.Execution.Expressions;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>What a search for shortest paths looks for.</summary>
/// <param name="Step">Its ends in the source's columns, direction and types.</param>
/// <param name="Minimum">The fewest relationships.</param>
/// <param name="Maximum">The most relationships.</param>
/// <param name="IsAll">Whether all shortest paths are given, or one.</param>
/// <param name="StepPredicate">What each relationship must satisfy, over the source's columns followed by it; null for anything.</param>
/// <param name="NodePredicate">What each node must satisfy, over the source's columns followed by it; null for anything.</param>
/// <param name="LengthLimits">What a path's length is compared with, over the source's columns.</param>
/// <param name="PathPredicates">What a path must satisfy, over the source's columns followed by the list of its relationships.</param>
/// <param name="SourceWidth">The number of the source's columns.</param>
internal sealed record PathSearchSettings(
    ExpandStep Step,
    int Minimum,
    int Maximum,
    bool IsAll,
    VectorExpression? StepPredicate,
    VectorExpression? NodePredicate,
    PathLengthLimit[] LengthLimits,
    VectorExpression[] PathPredicates,
    int SourceWidth
);
