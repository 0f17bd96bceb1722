using System.Collections;

namespace Quiver.Storage.Tokens;

/// <summary>
/// An immutable numbering of names: labels, relationship types or property keys, of which there may be millions. Numbers are never reused. Thread safe.
/// </summary>
/// <remarks>Names become strings, and are indexed, when they are asked for: who writes them, as an import does, or opens a database with a million of them, asks for few.</remarks>
public sealed class TokenNames
{
    /// <summary>No names.</summary>
    public static readonly TokenNames Empty = new([]);

    /// <summary>The names that were asked for; null until one is.</summary>
    private string?[]? _names;

    /// <summary>The names as UTF-8; null, where all are strings, until it is needed.</summary>
    private NameTable? _table;

    /// <summary>Numbers the names, each of which is another, in the given order, from 0.</summary>
    public TokenNames(IReadOnlyList<string> names)
    {
        string[] all = [.. names];
        _names = all;
        Count = all.Length;
        All = all;
    }

    /// <summary>Numbers names as a table does. Nothing is added to it any more.</summary>
    public TokenNames(NameTable table)
    {
        _table = table;
        Count = table.Count;
        All = new NameList(this);
    }

    /// <summary>How many names there are.</summary>
    public int Count { get; }

    /// <summary>All names in the order of their numbers.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>The name of a number.</summary>
    public string this[int number] => _names?[number] ?? MakeText(number);

    /// <summary>The names as UTF-8.</summary>
    internal NameTable Table
    {
        get
        {
            // Two threads may both make it: what they make is the same.
            if (Volatile.Read(ref _table) is { } known)
            {
                return known;
            }
            var table = new NameTable();
            foreach (string name in All)
            {
                table.NumberOf(name);
            }
            Volatile.Write(ref _table, table);
            return table;
        }
    }

    /// <summary>The number of a name, or -1.</summary>
    public int Find(string name) => Table.Find(name);

    /// <summary>These names and further ones.</summary>
    public TokenNames With(IReadOnlyList<string> further)
    {
        if (further.Count == 0)
        {
            return this;
        }
        if (All is not NameList)
        {
            return new([.. All, .. further]);
        }
        var table = Table.Copy();
        foreach (string name in further)
        {
            table.NumberOf(name);
        }
        return new(table);
    }

    private string MakeText(int number)
    {
        var names = Volatile.Read(ref _names);
        if (names is null)
        {
            names = new string?[Count];
            names = Interlocked.CompareExchange(ref _names, names, null) ?? names;
        }
        return names[number] ??= _table!.TextOf(number);
    }

    /// <summary>The names as strings.</summary>
    private sealed class NameList(TokenNames names) : IReadOnlyList<string>
    {
        public int Count => names.Count;

        public string this[int index] => names[index];

        public IEnumerator<string> GetEnumerator()
        {
            for (int number = 0; number < names.Count; number++)
            {
                yield return names[number];
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
