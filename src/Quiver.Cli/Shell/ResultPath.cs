namespace Quiver.Cli.Shell;

/// <summary>A path in a result.</summary>
/// <param name="Nodes">Its nodes in the order walked.</param>
/// <param name="Relationships">Its relationships in the order walked, with their true ends.</param>
internal sealed record ResultPath(
    IReadOnlyList<ResultNode> Nodes,
    IReadOnlyList<ResultRelationship> Relationships
)
{
    /// <summary>Unfolds the structure: distinct nodes, distinct relationships, steps.</summary>
    public static ResultPath FromFields(object?[] fields)
    {
        var nodes = ((object?[])fields[0]!).Cast<ResultNode>().ToArray();
        var relationships = ((object?[])fields[1]!).Cast<ResultRelationship>().ToArray();
        long[] steps = [.. ((object?[])fields[2]!).Cast<long>()];
        var walkedNodes = new List<ResultNode> { nodes[0] };
        var walked = new List<ResultRelationship>();
        for (int i = 0; i + 1 < steps.Length; i += 2)
        {
            var from = walkedNodes[^1];
            var to = nodes[steps[i + 1]];
            var relationship = relationships[Math.Abs(steps[i]) - 1];
            walked.Add(
                steps[i] > 0
                    ? relationship with
                    {
                        Start = from.Id,
                        End = to.Id,
                    }
                    : relationship with
                    {
                        Start = to.Id,
                        End = from.Id,
                    }
            );
            walkedNodes.Add(to);
        }
        return new ResultPath(walkedNodes, walked);
    }
}
