namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>How many elements a <see cref="BoundQuantifier"/> asks for.</summary>
public enum QuantifierKind
{
    /// <summary>Every element.</summary>
    All,

    /// <summary>At least one element.</summary>
    Any,

    /// <summary>No element.</summary>
    None,

    /// <summary>Exactly one element.</summary>
    Single,
}
