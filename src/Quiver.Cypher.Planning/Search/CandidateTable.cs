namespace Quiver.Cypher.Planning.Search;

/// <summary>
/// The best plan known for each set of parts. Plans are taken out in the order of how much they have found, so that the best
/// plan for a set is known before anything is built on it: whatever is built on a plan has found more, or as much and the rows from before besides.
/// </summary>
internal sealed class CandidateTable
{
    private readonly Dictionary<(PartSet Parts, bool HasSource), Candidate> _best = [];

    private readonly PriorityQueue<
        (PartSet Parts, bool HasSource),
        (int Found, int Order)
    > _waiting = new();

    /// <summary>Keeps a plan if it is the best for what it has found.</summary>
    public void Offer(Candidate candidate)
    {
        var key = (candidate.Parts, candidate.HasSource);
        if (!_best.TryGetValue(key, out var known))
        {
            int found = (2 * candidate.PartCount) + (candidate.HasSource ? 1 : 0);
            _waiting.Enqueue(key, (found, _best.Count));
            _best.Add(key, candidate);
        }
        else if (candidate.IsBetterThan(known))
        {
            _best[key] = candidate;
        }
    }

    /// <summary>The best plan for the next set of parts; null when all have been taken.</summary>
    public Candidate? TakeNext() => _waiting.TryDequeue(out var key, out _) ? _best[key] : null;

    /// <summary>The best plan for a set of parts; null when there is none.</summary>
    public Candidate? Find(PartSet parts, bool hasSource) =>
        _best.GetValueOrDefault((parts, hasSource));
}
