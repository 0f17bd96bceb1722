namespace Quiver.Cypher.Execution.Operators;

/// <summary>Lists of nodes or relationships by the number of a key, each in the order in which they were added.</summary>
internal sealed class EntityChains
{
    private const int None = -1;
    private const int EntryBytes = 2 * (sizeof(long) + sizeof(int));
    private const int KeyBytes = 4 * sizeof(int);

    private readonly List<(int First, int Last)> _chains = [];
    private readonly List<(long Id, int Next)> _entries = [];

    /// <summary>Estimated bytes held.</summary>
    public long MemoryBytes =>
        ((long)_entries.Count * EntryBytes) + ((long)_chains.Count * KeyBytes);

    /// <summary>How many entries there are, over all keys.</summary>
    public int Count => _entries.Count;

    /// <summary>Adds to the list of a key.</summary>
    public void Add(int key, long id)
    {
        while (_chains.Count <= key)
        {
            _chains.Add((None, None));
        }
        int entry = _entries.Count;
        _entries.Add((id, None));
        var (first, last) = _chains[key];
        if (last != None)
        {
            _entries[last] = (_entries[last].Id, entry);
        }
        _chains[key] = (first == None ? entry : first, entry);
    }

    /// <summary>The first entry of a key; -1 for none.</summary>
    public int First(int key) => key < 0 || key >= _chains.Count ? None : _chains[key].First;

    /// <summary>The entity of an entry and the next entry of the same key, -1 for none.</summary>
    public (long Id, int Next) this[int entry] => _entries[entry];
}
