namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>An expression whose names are resolved to variables, parameters and functions. Immutable; compares by content.</summary>
/// <param name="Type">What is known about the value.</param>
public abstract record BoundExpression(CypherType Type)
{
    /// <summary>The expressions directly inside, in order of appearance.</summary>
    public abstract EquatableList<BoundExpression> Children { get; }

    /// <summary>The same expression around other parts, as many as <see cref="Children"/> has.</summary>
    public abstract BoundExpression WithChildren(IReadOnlyList<BoundExpression> children);

    /// <summary>The variables that this expression itself introduces for the expressions inside.</summary>
    public virtual EquatableList<Variable> LocalVariables => [];

    /// <summary>The expression in Cypher, as plans show it.</summary>
    public sealed override string ToString() => ExpressionText.Format(this);
}
