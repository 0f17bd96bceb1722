using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans.Indexes;

/// <summary>What an index is asked about one of its properties. It holds for just the values for which the condition it was made of is true.</summary>
public abstract record IndexCondition
{
    /// <summary>The expressions whose values it needs; they do not read what the index finds.</summary>
    public abstract IReadOnlyList<BoundExpression> Values { get; }

    /// <summary>Whether it asks for certain values, of which few have each.</summary>
    internal virtual bool IsEquality => false;

    /// <summary>The condition as plans show it.</summary>
    /// <param name="key">The property.</param>
    internal abstract string Text(string key);
}
