namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>The value of a variable in the current row, or of the element that a list expression is at.</summary>
/// <param name="Variable">The variable.</param>
public sealed record BoundVariable(Variable Variable) : BoundLeaf(Variable.Type);
