using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>What a <see cref="ChoosePathsOperator"/> chooses, and which columns it looks at.</summary>
/// <param name="Choice">Which paths are chosen.</param>
/// <param name="Count">How many, of paths or of lengths.</param>
/// <param name="FirstSlot">The source's column of the node that a path begins at.</param>
/// <param name="LastSlot">The source's column of the node that it ends at.</param>
/// <param name="RelationshipSlots">The source's columns of its relationships, or lists of them.</param>
internal sealed record PathChoiceSettings(
    PathChoice Choice,
    long Count,
    int FirstSlot,
    int LastSlot,
    int[] RelationshipSlots
);
