namespace Quiver.Storage.Delta;

/// <summary>Which properties of nodes a change run may have another value of: a bit for each key. A run that creates or deletes nodes may have of any.</summary>
/// <remarks>Immutable.</remarks>
internal sealed class ChangedKeys
{
    private const int WordBits = 64;

    private readonly bool _isAny;
    private readonly ulong[] _bits = [];

    /// <summary>Goes through a run's nodes and their properties.</summary>
    public ChangedKeys(ChangeRun run)
    {
        foreach (ref readonly var node in run.Nodes)
        {
            if (node.Flags != EntityFlags.None)
            {
                _isAny = true;
                return;
            }
        }
        foreach (ref readonly var change in run.AllNodeProperties)
        {
            int word = change.Key / WordBits;
            if (word >= _bits.Length)
            {
                Array.Resize(ref _bits, word + 1);
            }
            _bits[word] |= 1UL << (change.Key % WordBits);
        }
    }

    /// <summary>Whether a key's values may be others.</summary>
    public bool Contains(int key)
    {
        int word = key / WordBits;
        return _isAny || (word < _bits.Length && ((_bits[word] >> (key % WordBits)) & 1) != 0);
    }
}
