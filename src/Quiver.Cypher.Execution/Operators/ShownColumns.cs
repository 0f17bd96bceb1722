namespace Quiver.Cypher.Execution.Operators;

/// <summary>Where the columns of a list go that is made for each row.</summary>
/// <param name="Output">The columns passed on.</param>
/// <param name="Made">For each column that is taken its index in the list, and where it stands; -1 when nobody reads it.</param>
internal sealed record ShownColumns(OutputColumns Output, (int Index, int Slot)[] Made);
