using System.Text.RegularExpressions;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Values;

namespace Quiver.Tck;

/// <summary>A procedure that a scenario declares by a table: its rows are those whose first columns are the arguments.</summary>
internal static partial class TableProcedure
{
    /// <summary>Whether a step declares a procedure.</summary>
    public static bool IsDeclaredBy(Step step) => Pattern().IsMatch(step.Text);

    /// <summary>The procedure that a step declares; null when it declares none.</summary>
    public static async Task<Procedure?> TryReadAsync(Step step, TckEngine engine)
    {
        var match = Pattern().Match(step.Text);
        if (!match.Success)
        {
            return null;
        }
        var parameters = Fields(match.Groups["parameters"].Value);
        var columns = Fields(match.Groups["columns"].Value);
        var rows = new List<Value[]>();
        foreach (var cells in step.Table.Skip(1))
        {
            var row = new Value[cells.Count];
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = await engine.EvaluateAsync(cells[i]);
            }
            rows.Add(row);
        }
        var signature = new ProcedureSignature(
            match.Groups["name"].Value,
            [.. parameters.Select(static f => new ProcedureParameter(f.Name, f.Type, ""))],
            [.. columns.Select(static f => new ProcedureColumn(f.Name, f.Type, ""))],
            "A table of a scenario."
        );
        int count = parameters.Count;
        return new Procedure(
            signature,
            call => rows.Where(r => Matches(r, call.Arguments)).Select(r => r[count..])
        );
    }

    private static bool Matches(Value[] row, IReadOnlyList<Value> arguments)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            if (!ValueEquivalence.Instance.Equals(row[i], arguments[i]))
            {
                return false;
            }
        }
        return true;
    }

    private static List<(string Name, ProcedureType Type)> Fields(string text) =>
        [
            .. text.Split(
                    ',',
                    StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                )
                .Select(static f => f.Split("::", StringSplitOptions.TrimEntries))
                .Select(static f => (f[0], TypeOf(f[1].TrimEnd('?')))),
        ];

    private static ProcedureType TypeOf(string name) =>
        name switch
        {
            "STRING" => ProcedureType.String,
            "INTEGER" => ProcedureType.Integer,
            "FLOAT" => ProcedureType.Float,
            "NUMBER" => ProcedureType.Number,
            "BOOLEAN" => ProcedureType.Boolean,
            "MAP" => ProcedureType.Map,
            "NODE" => ProcedureType.Node,
            "RELATIONSHIP" => ProcedureType.Relationship,
            "ANY" => ProcedureType.Any,
            _ => throw new FormatException($"A scenario's type: {name}"),
        };

    [GeneratedRegex(
        @"^there exists a procedure (?<name>[\w.]+)\((?<parameters>[^)]*)\) :: \((?<columns>[^)]*)\)\s*:$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Pattern();
}
