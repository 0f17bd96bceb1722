using Quiver.Cypher.Execution.Writing;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>What a Merge looks for and makes. Its pattern's columns are those of the nodes, then those of the relationships that it would make.</summary>
/// <param name="Arguments">Where the right side finds the left row.</param>
/// <param name="Creator">Makes the pattern.</param>
/// <param name="Guard">Refuses to make what could not be found again.</param>
/// <param name="OnMatch">Changes what was found; over the left row's columns and the pattern's.</param>
/// <param name="OnCreate">Changes what was made; likewise.</param>
/// <param name="FoundSlots">For each of the pattern's columns its place in the right side's rows; -1 where nobody needs it.</param>
/// <param name="Output">What is passed on of the left row.</param>
/// <param name="OutputSlots">For each of the pattern's columns its place in the output; -1 where nobody needs it.</param>
/// <param name="MadeSlot">The place in the output of the column that says which rows were made; -1 where nobody needs it.</param>
internal sealed record MergeSettings(
    ArgumentRows Arguments,
    EntityCreator Creator,
    MergeGuard Guard,
    EntityChanger OnMatch,
    EntityChanger OnCreate,
    int[] FoundSlots,
    OutputColumns Output,
    int[] OutputSlots,
    int MadeSlot
);
