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
    private readonly NameTable _labels;
    private readonly NameTable _types;
    private readonly NameTable _keys;
    private TokenTable _current;

    /// <summary>Begins with the names that are there.</summary>
    public TokenRegistry(TokenTable table)
    {
        _current = table;
        _labels = table.Labels.Table.Copy();
        _types = table.RelationshipTypes.Table.Copy();
        _keys = table.PropertyKeys.Table.Copy();
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
    public LabelId Label(string name) => new(NumberOf(name, _labels));

    /// <summary>The number of a relationship type.</summary>
    public RelationshipTypeId RelationshipType(string name) => new(NumberOf(name, _types));

    /// <summary>The number of a property key.</summary>
    public PropertyKeyId PropertyKey(string name) => new(NumberOf(name, _keys));

    /// <summary>The names that were numbered after the first ones.</summary>
    public TokenTable After(TokenCounts first)
    {
        lock (_lock)
        {
            return first.Equals(Counts)
                ? TokenTable.Empty
                : new TokenTable(
                    After(_labels, first.Labels),
                    After(_types, first.Types),
                    After(_keys, first.Keys)
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

    private static TokenNames After(NameTable names, int first) =>
        new([.. Enumerable.Range(first, names.Count - first).Select(names.TextOf)]);

    private int NumberOf(string name, NameTable names)
    {
        lock (_lock)
        {
            return names.NumberOf(name);
        }
    }

    private TokenTable Prefix(TokenCounts counts) =>
        new(
            new TokenNames(_labels.Copy(counts.Labels)),
            new TokenNames(_types.Copy(counts.Types)),
            new TokenNames(_keys.Copy(counts.Keys))
        );
}
