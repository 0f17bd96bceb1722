using Quiver.Storage.Tokens;

namespace Quiver.Storage.Schema;

/// <summary>Numbers names from 0 in the order of their first use. Not thread safe.</summary>
public sealed class NewTokenNumbers : ITokenNumbers
{
    private readonly List<string> _labels = [];
    private readonly List<string> _types = [];
    private readonly List<string> _keys = [];

    /// <summary>The names so far.</summary>
    public TokenTable Table =>
        new(new TokenNames(_labels), new TokenNames(_types), new TokenNames(_keys));

    /// <inheritdoc/>
    public int NumberOf(EntityKind entity, string labelOrType) =>
        NumberOf(entity == EntityKind.Node ? _labels : _types, labelOrType);

    /// <inheritdoc/>
    public int NumberOfKey(string key) => NumberOf(_keys, key);

    // A schema has few names.
    private static int NumberOf(List<string> names, string name)
    {
        int number = names.IndexOf(name);
        if (number < 0)
        {
            number = names.Count;
            names.Add(name);
        }
        return number;
    }
}
