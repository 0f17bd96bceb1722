using System.Globalization;
using System.Text;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Tests;

/// <summary>Writes plans as the specifications show them: operator, details, estimated rows, and the columns of its rows.</summary>
internal static class PlanPrinter
{
    public static string Print(QueryPlan plan)
    {
        var text = new StringBuilder();
        Print(plan.Root, 0, text);
        return text.ToString();
    }

    private static void Print(PlanNode node, int depth, StringBuilder text)
    {
        string rows = node.EstimatedRows.ToString("0.##", CultureInfo.InvariantCulture);
        string details = node.Details.Length == 0 ? "" : " " + node.Details;
        string mark = node is ApplyNode { IsRightRowWise: true } ? " row-wise" : "";
        string columns = string.Join(", ", node.Output.Select(static v => v.Name));
        text.Append(' ', depth * 2)
            .Append(
                CultureInfo.InvariantCulture,
                $"{node.Name}{details}{mark} | {rows} | {columns}"
            )
            .Append('\n');
        foreach (var child in node.Children)
        {
            Print(child, depth + 1, text);
        }
    }
}
