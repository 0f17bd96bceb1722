using System.Diagnostics;
using Quiver.Cypher.Planning.Binding.Labels;
using Quiver.Model;

namespace Quiver.Cypher.Execution.Expressions.Graph;

/// <summary>Tests the labels of many nodes against a label expression.</summary>
internal static class LabelTests
{
    /// <summary>Sets for each node whether its labels satisfy the expression; ids below 0 give anything.</summary>
    public static void Test(
        BoundLabels labels,
        ReadOnlySpan<long> nodes,
        QueryContext context,
        Span<bool> result
    )
    {
        switch (labels)
        {
            case BoundLabelName name:
                var label = context.Snapshot.Tokens.Label(name.Name);
                if (label == LabelId.None && context.Writer is { } writer)
                {
                    writer.TryFindLabel(name.Name, out label);
                }
                result.Clear();
                if (label != LabelId.None)
                {
                    context.HasLabel(nodes, label, result);
                }
                break;
            case BoundLabelNot not:
                Test(not.Operand, nodes, context, result);
                for (int row = 0; row < result.Length; row++)
                {
                    result[row] = !result[row];
                }
                break;
            case BoundLabelAnd and:
                TestAll(and.Operands.AsSpan(), nodes, context, result, isAnd: true);
                break;
            case BoundLabelOr or:
                TestAll(or.Operands.AsSpan(), nodes, context, result, isAnd: false);
                break;
            case BoundLabelWildcard:
                TestAny(nodes, context, result);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static void TestAll(
        ReadOnlySpan<BoundLabels> operands,
        ReadOnlySpan<long> nodes,
        QueryContext context,
        Span<bool> result,
        bool isAnd
    )
    {
        bool[] further = new bool[result.Length];
        result.Fill(isAnd);
        foreach (var operand in operands)
        {
            Test(operand, nodes, context, further);
            for (int row = 0; row < result.Length; row++)
            {
                result[row] = isAnd ? result[row] & further[row] : result[row] | further[row];
            }
        }
    }

    private static void TestAny(ReadOnlySpan<long> nodes, QueryContext context, Span<bool> result)
    {
        var labels = new List<LabelId>();
        for (int row = 0; row < result.Length; row++)
        {
            labels.Clear();
            if (nodes[row] >= 0 && context.Writer is not null)
            {
                result[row] = context.LabelsOf(new NodeId(nodes[row])).AsList().Count > 0;
                continue;
            }
            if (nodes[row] >= 0)
            {
                context.Snapshot.ReadLabels(new NodeId(nodes[row]), labels);
            }
            result[row] = labels.Count > 0;
        }
    }
}
