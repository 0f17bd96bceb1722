namespace Quiver.Import.Pipeline;

/// <summary>What the node phase leaves to the phases behind it.</summary>
/// <param name="NodeCount">Nodes stored.</param>
/// <param name="NodeIdLimit">One above the highest id of a node.</param>
/// <param name="PropertyCount">Their property values.</param>
/// <param name="LabelSets">The distinct sets of labels.</param>
/// <param name="NodesByLabelSet">Nodes by the number of their set.</param>
/// <param name="Labels">The set of each node.</param>
internal sealed record NodePhaseResult(
    long NodeCount,
    long NodeIdLimit,
    long PropertyCount,
    LabelSets LabelSets,
    IReadOnlyDictionary<int, long> NodesByLabelSet,
    NodeLabelIndex Labels
)
{
    /// <summary>Takes a result up again that <see cref="WriteTo"/> wrote.</summary>
    public static NodePhaseResult Read(BinaryReader input)
    {
        long nodes = input.ReadInt64();
        long idLimit = input.ReadInt64();
        long properties = input.ReadInt64();
        var sets = LabelSets.Read(input);
        var counts = new Dictionary<int, long>();
        for (int left = input.ReadInt32(); left > 0; left--)
        {
            counts.Add(input.ReadInt32(), input.ReadInt64());
        }
        var labels = NodeLabelIndex.Read(input);
        return new NodePhaseResult(nodes, idLimit, properties, sets, counts, labels);
    }

    /// <summary>Writes the result.</summary>
    public void WriteTo(BinaryWriter output)
    {
        output.Write(NodeCount);
        output.Write(NodeIdLimit);
        output.Write(PropertyCount);
        LabelSets.WriteTo(output);
        output.Write(NodesByLabelSet.Count);
        foreach (var (set, count) in NodesByLabelSet)
        {
            output.Write(set);
            output.Write(count);
        }
        Labels.WriteTo(output);
    }
}
