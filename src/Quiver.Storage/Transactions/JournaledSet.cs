namespace Quiver.Storage.Transactions;

/// <summary>A set of ids that can be taken back to how it was when it was last kept.</summary>
internal sealed class JournaledSet
{
    private static readonly HashSet<long> Nothing = [];

    // Most transactions have none.
    private HashSet<long>? _ids;
    private List<long>? _added;

    /// <summary>All ids.</summary>
    public IReadOnlySet<long> All => _ids ?? Nothing;

    /// <summary>How many there are.</summary>
    public int Count => _ids?.Count ?? 0;

    /// <summary>Adds an id.</summary>
    public void Add(long id)
    {
        if ((_ids ??= []).Add(id))
        {
            (_added ??= []).Add(id);
        }
    }

    /// <summary>Whether an id was added.</summary>
    public bool Contains(long id) => _ids?.Contains(id) == true;

    /// <summary>What was added so far outlives the next rollback.</summary>
    public void Keep() => _added?.Clear();

    /// <summary>Takes away what was added since.</summary>
    public void Rollback()
    {
        foreach (long id in _added ?? [])
        {
            _ids!.Remove(id);
        }
        _added?.Clear();
    }
}
