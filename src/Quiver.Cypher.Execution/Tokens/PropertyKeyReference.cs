using Quiver.Model;
using Quiver.Storage.Tokens;

namespace Quiver.Cypher.Execution.Tokens;

/// <summary>A property key by name. Its number is looked up anew when the names have changed: the statement itself may make the key.</summary>
internal sealed class PropertyKeyReference(string name)
{
    private TokenTable? _tokens;
    private PropertyKeyId _key;

    /// <summary>The key's name.</summary>
    public string Name { get; } = name;

    /// <summary>The key's number; <see cref="PropertyKeyId.None"/> while there is none.</summary>
    public PropertyKeyId Resolve(QueryContext context)
    {
        var tokens = context.Snapshot.Tokens;
        if (!ReferenceEquals(tokens, _tokens))
        {
            _tokens = tokens;
            _key = tokens.PropertyKey(Name);
        }
        return
            _key == PropertyKeyId.None
            && context.Writer is { } writer
            && writer.TryFindPropertyKey(Name, out var written)
            ? written
            : _key;
    }
}
