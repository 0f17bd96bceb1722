namespace Quiver.Apoc.Meta;

/// <summary>The relationships of one type that were looked at, of nodes of one label in one direction.</summary>
internal sealed class JoinedLabels
{
    /// <summary>The labels of the nodes at their other ends.</summary>
    public SortedSet<string> Others { get; } = new(StringComparer.Ordinal);

    /// <summary>How many relationships.</summary>
    public long Relationships { get; set; }

    /// <summary>How many nodes have at least one of them.</summary>
    public long Nodes { get; set; }

    /// <summary>How many there are at a node that has some, rounded.</summary>
    public long AverageAtNode => Nodes == 0 ? 0 : (Relationships + (Nodes / 2)) / Nodes;

    /// <summary>Takes the relationships of further nodes.</summary>
    public void Add(JoinedLabels more)
    {
        Others.UnionWith(more.Others);
        Relationships += more.Relationships;
        Nodes += more.Nodes;
    }
}
