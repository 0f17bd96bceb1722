using System.Runtime.InteropServices;
using Quiver.Model;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Transactions;

/// <summary>
/// Numbers the names of a whole database: a name gets its number when some transaction first uses it, whether that one commits or not. Names become durable
/// with the next commit's record, thus before or with any that uses them.
/// </summary>
/// <remarks>Thread safe.</remarks>
internal sealed class TokenRegistry
{
    private readonly Lock _lock = new();
    private readonly List<string> _labels;
    private readonly List<string> _types;
    private readonly List<string> _keys;
    private readonly Dictionary<string, int> _labelNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _typeNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _keyNumbers = new(StringComparer.Ordinal);
    private TokenTable _current;

    /// <summary>Begins with the names that are there.</summary>
    public TokenRegistry(TokenTable table)
    {
        _current = table;
        _labels = [.. table.Labels.All];
        _types = [.. table.RelationshipTypes.All];
        _keys = [.. table.PropertyKeys.All];
        Number(_labels, _labelNumbers);
        Number(_types, _typeNumbers);
        Number(_keys, _keyNumbers);
    }

    /// <summary>All names that have numbers.</summary>
    public TokenTable Current
    {
        get
        {
            lock (_lock)
            {
                if (!TokenCounts.Of(_current).Equals(Counts))
                {
                    _current = Prefix(Counts);
                }
                return _current;
            }
        }
    }

    private TokenCounts Counts => new(_labels.Count, _types.Count, _keys.Count);

    /// <summary>The number of a label.</summary>
    public LabelId Label(string name) => new(NumberOf(name, _labels, _labelNumbers));

    /// <summary>The number of a relationship type.</summary>
    public RelationshipTypeId RelationshipType(string name) =>
        new(NumberOf(name, _types, _typeNumbers));

    /// <summary>The number of a property key.</summary>
    public PropertyKeyId PropertyKey(string name) => new(NumberOf(name, _keys, _keyNumbers));

    /// <summary>The names that were numbered after the first ones.</summary>
    public TokenTable After(TokenCounts first)
    {
        lock (_lock)
        {
            return first.Equals(Counts)
                ? TokenTable.Empty
                : new TokenTable(
                    new TokenNames(_labels[first.Labels..]),
                    new TokenNames(_types[first.Types..]),
                    new TokenNames(_keys[first.Keys..])
                );
        }
    }

    /// <summary>The first names. Cheap when they are all, or the ones of a table at hand.</summary>
    public TokenTable First(TokenCounts counts, TokenTable atHand)
    {
        if (counts.Equals(TokenCounts.Of(atHand)))
        {
            return atHand;
        }
        var current = Current;
        if (counts.Equals(TokenCounts.Of(current)))
        {
            return current;
        }
        lock (_lock)
        {
            return Prefix(counts);
        }
    }

    private static void Number(List<string> names, Dictionary<string, int> numbers)
    {
        for (int i = 0; i < names.Count; i++)
        {
            numbers.Add(names[i], i);
        }
    }

    private int NumberOf(string name, List<string> names, Dictionary<string, int> numbers)
    {
        lock (_lock)
        {
            ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(
                numbers,
                name,
                out bool isThere
            );
            if (!isThere)
            {
                number = names.Count;
                names.Add(name);
            }
            return number;
        }
    }

    private TokenTable Prefix(TokenCounts counts) =>
        new(
            new TokenNames(_labels[..counts.Labels]),
            new TokenNames(_types[..counts.Types]),
            new TokenNames(_keys[..counts.Keys])
        );
}
