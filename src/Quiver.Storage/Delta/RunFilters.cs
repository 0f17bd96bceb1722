namespace Quiver.Storage.Delta;

/// <summary>What tells at once, for most ids, that a change run has nothing to say of them. Immutable after filling.</summary>
internal sealed class RunFilters
{
    // Filters of so many entries are filled by two threads.
    private const int ManyEntries = 1 << 16;

    /// <summary>Makes the filters of a run.</summary>
    public RunFilters(ChangeRun run)
    {
        Nodes = FilterOf(run.Nodes.Length, place => run.Nodes[place].Id);
        Relationships = FilterOf(run.Relationships.Length, place => run.Relationships[place].Id);
        Outgoing = FilterOf(run.Outgoing.Length, StartAt);
        Incoming = FilterOf(run.Incoming.Length, EndAt);
        if (run.Relationships.Length < ManyEntries)
        {
            FillEntities(run);
            FillEnds(run);
        }
        else
        {
            Parallel.Invoke(() => FillEntities(run), () => FillEnds(run));
        }
        OutgoingFences = new(run.Outgoing.Length, StartAt);
        IncomingFences = new(run.Incoming.Length, EndAt);

        long StartAt(int place) => run.Relationships[run.Outgoing[place]].Start;
        long EndAt(int place) => run.Relationships[run.Incoming[place]].End;
    }

    /// <summary>Which nodes may be touched.</summary>
    public IdFilter Nodes { get; }

    /// <summary>Which relationships may be touched.</summary>
    public IdFilter Relationships { get; }

    /// <summary>Which nodes may be the start of a created or deleted relationship.</summary>
    public IdFilter Outgoing { get; }

    /// <summary>Which nodes may be the end of a created or deleted relationship.</summary>
    public IdFilter Incoming { get; }

    /// <summary>Narrows a search for a start.</summary>
    public NodeFences OutgoingFences { get; }

    /// <summary>Narrows a search for an end.</summary>
    public NodeFences IncomingFences { get; }

    // A filter of ids that ascend with their places in a list.
    private static IdFilter FilterOf(int count, Func<int, long> idAt) =>
        count == 0 ? new(0) : new(count, idAt(0), idAt(count - 1));

    private void FillEntities(ChangeRun run)
    {
        foreach (ref readonly var node in run.Nodes)
        {
            Nodes.Add(node.Id);
        }
        foreach (ref readonly var relationship in run.Relationships)
        {
            Relationships.Add(relationship.Id);
        }
    }

    private void FillEnds(ChangeRun run)
    {
        if (run.Outgoing.IsEmpty)
        {
            // Also a chunk of an increment, whose relationships are in no order yet.
            return;
        }
        foreach (ref readonly var relationship in run.Relationships)
        {
            if (relationship.Flags != EntityFlags.None)
            {
                Outgoing.Add(relationship.Start);
                Incoming.Add(relationship.End);
            }
        }
    }
}
