namespace Quiver.Cypher.Planning.Binding;

/// <summary>A variable of a query: a column of rows, or the element that a list expression runs over.</summary>
/// <remarks>Two variables are the same only when they are the same object: a name may be bound again in a later scope.</remarks>
/// <param name="name">The name as written, or an invented one in angle-bracket-free form for what has no name.</param>
/// <param name="id">A number that no other variable of the query has; dense from 0.</param>
/// <param name="type">What is known about its values.</param>
/// <param name="isNamed">Whether the query names it.</param>
public sealed class Variable(string name, int id, CypherType type, bool isNamed)
{
    /// <summary>The name as written, or an invented one.</summary>
    public string Name { get; } = name;

    /// <summary>A number that no other variable of the query has; dense from 0.</summary>
    public int Id { get; } = id;

    /// <summary>What is known about its values.</summary>
    public CypherType Type { get; } = type;

    /// <summary>Whether the query names it.</summary>
    public bool IsNamed { get; } = isNamed;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
