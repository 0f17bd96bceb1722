namespace Quiver.Storage.Delta;

/// <summary>The indexes of a run's relationships by their ends, made when they are first asked for; shared by runs with the same changes.</summary>
/// <remarks>Thread safe.</remarks>
internal sealed class AdjacencyIndexes
{
    private AdjacencyIndex? _outgoing;
    private AdjacencyIndex? _incoming;

    /// <summary>About how much memory they use.</summary>
    public long Bytes => (_outgoing?.Bytes ?? 0) + (_incoming?.Bytes ?? 0);

    /// <summary>One of them; null for a run that has too few relationships for it, or too many.</summary>
    public AdjacencyIndex? Of(ChangeRun run, bool outgoing)
    {
        ref var index = ref outgoing ? ref _outgoing : ref _incoming;
        if (Volatile.Read(ref index) is { } made)
        {
            return made;
        }
        var places = outgoing ? run.Outgoing : run.Incoming;
        if (!AdjacencyIndex.Suits(places.Length))
        {
            return null;
        }
        made = new AdjacencyIndex(places, run.Relationships, outgoing);
        // Of two threads that both make one, either's serves.
        Volatile.Write(ref index, made);
        return made;
    }
}
