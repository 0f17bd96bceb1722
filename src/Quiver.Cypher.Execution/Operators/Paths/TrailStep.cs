using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>A repetition of a path with those before it.</summary>
/// <param name="Parent">The repetition before; null for the start.</param>
/// <param name="End">The node that it leads to.</param>
/// <param name="Depth">How many repetitions there are.</param>
/// <param name="Row">The source's row.</param>
/// <param name="Relationships">The relationships of this repetition.</param>
/// <param name="Values">What the wanted variables are in this repetition.</param>
internal sealed record TrailStep(
    TrailStep? Parent,
    long End,
    int Depth,
    int Row,
    long[] Relationships,
    Value[] Values
)
{
    private const int ObjectBytes = 96;

    /// <summary>The relationship with which the repetitions begin; -1 for the start.</summary>
    public long Branch =>
        Parent is null ? -1
        : Parent.Parent is null ? Relationships[0]
        : Parent.Branch;

    /// <summary>About what it takes in memory.</summary>
    public long Bytes =>
        ObjectBytes
        + (sizeof(long) * Relationships.LongLength)
        + (ValueMemory.StructBytes * Values.LongLength);

    /// <summary>Whether this or a repetition before has a relationship.</summary>
    public bool Has(long relationship)
    {
        for (var step = this; step is not null; step = step.Parent)
        {
            if (step.Relationships.AsSpan().Contains(relationship))
            {
                return true;
            }
        }
        return false;
    }
}
