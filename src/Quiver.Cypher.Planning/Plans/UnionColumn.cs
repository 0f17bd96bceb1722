using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>A column of a <see cref="Union"/>.</summary>
/// <param name="Variable">The column.</param>
/// <param name="Left">The left side's column that it continues.</param>
/// <param name="Right">The right side's column that it continues.</param>
public readonly record struct UnionColumn(Variable Variable, Variable Left, Variable Right);
