namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>Puts walks together that two sides have found to the same node, over different relationships.</summary>
internal sealed class WalkJoin(QueryContext context, WalkSide left, WalkSide right)
{
    /// <summary>The walks through a node that the newest levels of both sides have.</summary>
    /// <param name="leftPlace">Its place on the left side.</param>
    /// <param name="rightPlace">Its place on the right side.</param>
    public IEnumerable<FoundWalk> Through(int leftPlace, int rightPlace)
    {
        int head = left.Depth;
        int length = head + right.Depth;
        // In the order of choosing: from the middle to the left end, then from the middle to the right end.
        int[] chosen = new int[length];
        long[] used = new long[length];
        int at = 0;
        while (true)
        {
            if (at == length)
            {
                yield return Walk(chosen, head, left.NodeAt(leftPlace));
                at--;
                if (at < 0)
                {
                    yield break;
                }
                chosen[at] = SideOf(at, head).StepAt(chosen[at]).Next;
            }
            else
            {
                int place =
                    at == 0 && head > 0 ? leftPlace
                    : at == head ? rightPlace
                    : SideOf(at, head).StepAt(chosen[at - 1]).From;
                chosen[at] = SideOf(at, head).FirstStepTo(place);
            }
            at = Settle(chosen, used, at, head) + 1;
            if (at == 0)
            {
                yield break;
            }
        }
    }

    private WalkSide SideOf(int position, int head) => position < head ? left : right;

    // From what is chosen at a position on the next choice that repeats nothing; gives the position that has it, or -1 when there is none.
    private int Settle(int[] chosen, long[] used, int at, int head)
    {
        while (true)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var side = SideOf(at, head);
            while (chosen[at] >= 0)
            {
                var (_, relationship, next) = side.StepAt(chosen[at]);
                if (!used.AsSpan(0, at).Contains(relationship))
                {
                    used[at] = relationship;
                    return at;
                }
                chosen[at] = next;
            }
            at--;
            if (at < 0)
            {
                return -1;
            }
            chosen[at] = SideOf(at, head).StepAt(chosen[at]).Next;
        }
    }

    private FoundWalk Walk(int[] chosen, int head, long middle)
    {
        long[] nodes = new long[chosen.Length + 1];
        long[] relationships = new long[chosen.Length];
        nodes[head] = middle;
        for (int i = 0; i < chosen.Length; i++)
        {
            var side = SideOf(i, head);
            var (from, relationship, _) = side.StepAt(chosen[i]);
            relationships[i < head ? head - 1 - i : i] = relationship;
            nodes[i < head ? head - 1 - i : i + 1] = side.NodeAt(from);
        }
        return new FoundWalk(nodes, relationships);
    }
}
