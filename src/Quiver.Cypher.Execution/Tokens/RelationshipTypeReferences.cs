using Quiver.Model;
using Quiver.Storage.Tokens;

namespace Quiver.Cypher.Execution.Tokens;

/// <summary>Relationship types by name. Their numbers are looked up anew when the names have changed: the statement itself may make types.</summary>
internal sealed class RelationshipTypeReferences(IReadOnlyList<string> names)
{
    private TokenTable? _tokens;
    private RelationshipTypeId[]? _types;

    /// <summary>The types' numbers without duplicates; empty when there are no names, null when the database knows none of them.</summary>
    public RelationshipTypeId[]? Resolve(TokenTable tokens)
    {
        if (!ReferenceEquals(tokens, _tokens))
        {
            _tokens = tokens;
            _types = Find(tokens);
        }
        return _types;
    }

    /// <summary>The same, with every type in place of none named.</summary>
    public RelationshipTypeId[] ResolveAll(TokenTable tokens)
    {
        if (names.Count > 0)
        {
            return Resolve(tokens) ?? [];
        }
        var types = new RelationshipTypeId[tokens.RelationshipTypes.Count];
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = new RelationshipTypeId(i);
        }
        return types;
    }

    private RelationshipTypeId[]? Find(TokenTable tokens)
    {
        var types = new List<RelationshipTypeId>();
        foreach (string name in names)
        {
            var type = tokens.RelationshipType(name);
            if (type != RelationshipTypeId.None && !types.Contains(type))
            {
                types.Add(type);
            }
        }
        return names.Count > 0 && types.Count == 0 ? null : [.. types];
    }
}
