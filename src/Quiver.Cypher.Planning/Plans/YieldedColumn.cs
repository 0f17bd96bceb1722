using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>A column taken from the rows of a procedure.</summary>
/// <param name="Index">Which of the procedure's columns it is, from 0.</param>
/// <param name="Variable">What it is called in the query.</param>
public sealed record YieldedColumn(int Index, Variable Variable);
