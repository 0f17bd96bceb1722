namespace Quiver.EndToEnd.Crashes;

/// <summary>Nodes and relationships that one transaction made, recognisable by its number: a node with the number 0 and, for each further one, a relationship to it.</summary>
/// <param name="parts">How many nodes it has beside the first.</param>
internal sealed class Batch(long parts)
{
    /// <summary>How many nodes it has beside the first.</summary>
    public long Parts { get; } = parts;

    /// <summary>Whether it is there.</summary>
    public Fate Fate { get; set; }

    /// <summary>The mark that one transaction set on all its nodes; null for none.</summary>
    public long? Mark { get; set; }

    /// <summary>The mark that a transaction was setting when the server died.</summary>
    public long? UnknownMark { get; set; }
}
