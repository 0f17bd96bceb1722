using System.Globalization;
using System.Text;
using Quiver.Cypher.Planning;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Engine.Results;

/// <summary>Draws a plan as a table in plain text: an operator per line, root first, branches indented.</summary>
internal static class PlanTable
{
    private const int MaxDetailsLength = 100;

    private const int MeasuredColumns = 4;

    /// <summary>Draws a plan, with measured rows where there are any.</summary>
    public static string Draw(
        QueryPlan plan,
        IReadOnlyList<Cypher.Execution.OperatorProfile> profile
    )
    {
        bool isProfiled = profile.Count > 0;
        var rows = new List<string[]>
        {
            Columns(
                isProfiled,
                "Operator",
                "Id",
                "Details",
                "Estimated Rows",
                "Rows",
                "DB Hits",
                "Memory (Bytes)",
                "Time (ms)"
            ),
        };
        Gather(plan.Root, "", profile, rows);
        int[] widths = new int[rows[0].Length];
        foreach (string[] row in rows)
        {
            for (int i = 0; i < widths.Length; i++)
            {
                widths[i] = Math.Max(widths[i], row[i].Length);
            }
        }
        return Draw(rows, widths);
    }

    private static void Gather(
        PlanNode node,
        string indent,
        IReadOnlyList<Cypher.Execution.OperatorProfile> profile,
        List<string[]> rows
    )
    {
        string details =
            node.Details.Length <= MaxDetailsLength
                ? node.Details
                : node.Details[..MaxDetailsLength] + "…";
        bool isProfiled = profile.Count > 0;
        rows.Add(
            Columns(
                isProfiled,
                $"{indent}+{node.Name}",
                node.Id.ToString(CultureInfo.InvariantCulture),
                details.ReplaceLineEndings(" "),
                Math.Round(node.EstimatedRows).ToString("F0", CultureInfo.InvariantCulture),
                isProfiled ? Integer(profile[node.Id].Rows) : "",
                isProfiled ? Integer(profile[node.Id].StoreHits) : "",
                isProfiled ? Integer(profile[node.Id].PeakMemoryBytes) : "",
                isProfiled ? Milliseconds(profile[node.Id].Nanoseconds) : ""
            )
        );
        // The last branch goes straight on below its parent; those before it are set in.
        for (int i = node.Children.Count - 1; i >= 0; i--)
        {
            Gather(node.Children[i], i == 0 ? indent : indent + "| ", profile, rows);
        }
    }

    private static string Integer(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Milliseconds(long nanoseconds) =>
        (nanoseconds / 1e6).ToString("F3", CultureInfo.InvariantCulture);

    // What was measured stands last: a plan that did not run has no such columns.
    private static string[] Columns(bool isProfiled, params string[] columns) =>
        isProfiled ? columns : columns[..^MeasuredColumns];

    private static string Draw(List<string[]> rows, int[] widths)
    {
        var rule = new StringBuilder("+");
        foreach (int width in widths)
        {
            rule.Append('-', width + 2).Append('+');
        }
        var text = new StringBuilder().Append(rule).Append('\n');
        for (int i = 0; i < rows.Count; i++)
        {
            text.Append('|');
            for (int column = 0; column < widths.Length; column++)
            {
                text.Append(' ').Append(rows[i][column].PadRight(widths[column])).Append(" |");
            }
            text.Append('\n');
            if (i == 0)
            {
                text.Append(rule).Append('\n');
            }
        }
        return text.Append(rule).Append('\n').ToString();
    }
}
