namespace Quiver.Cypher.Planning.Binding;

/// <summary>Makes the variables of one query, numbered.</summary>
internal sealed class VariableFactory
{
    private int _count;

    private int _anonymousCount;

    /// <summary>A variable that the query names.</summary>
    public Variable Named(string name, CypherType type) => new(name, _count++, type, isNamed: true);

    /// <summary>A variable that the query does not name.</summary>
    public Variable Anonymous(CypherType type) =>
        new($"anon_{_anonymousCount++}", _count++, type, isNamed: false);
}
