using System.Collections.Frozen;

namespace Quiver.Storage.Tokens;

/// <summary>An immutable numbering of names: labels, relationship types or property keys. Numbers are never reused.</summary>
public sealed class TokenNames
{
    /// <summary>No names.</summary>
    public static readonly TokenNames Empty = new([]);

    private readonly string[] _names;
    private readonly FrozenDictionary<string, int> _numbers;

    /// <summary>Numbers the names in the given order, from 0.</summary>
    public TokenNames(IReadOnlyList<string> names)
    {
        _names = [.. names];
        _numbers = Enumerable
            .Range(0, names.Count)
            .ToFrozenDictionary(i => names[i], StringComparer.Ordinal);
    }

    /// <summary>How many names there are.</summary>
    public int Count => _names.Length;

    /// <summary>All names in the order of their numbers.</summary>
    public IReadOnlyList<string> All => _names;

    /// <summary>The name of a number.</summary>
    public string this[int number] => _names[number];

    /// <summary>The number of a name, or -1.</summary>
    public int Find(string name) => _numbers.GetValueOrDefault(name, -1);

    /// <summary>These names and further ones.</summary>
    public TokenNames With(IReadOnlyList<string> further) =>
        further.Count == 0 ? this : new([.. _names, .. further]);
}
