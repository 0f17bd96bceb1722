namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>A parameter's value.</summary>
/// <param name="Name">The parameter, without its dollar sign.</param>
/// <param name="Type">What is known about the value.</param>
public sealed record BoundParameter(string Name, CypherType Type) : BoundLeaf(Type)
{
    /// <summary>A client's parameter, which may have any value.</summary>
    public BoundParameter(string name)
        : this(name, CypherType.Any) { }
}
