using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Values;

namespace Quiver.Fuzz.Reference;

/// <summary>WITH and RETURN: items, grouping, DISTINCT, ORDER BY, SKIP, LIMIT and WHERE, in this order.</summary>
internal sealed class Projection(Interpreter interpreter, Row constants)
{
    /// <summary>Projects rows.</summary>
    public QueryRows Project(ProjectionBody body, List<Row> rows, Expression? where)
    {
        string[] kept = body.IncludesAll
            ?
            [
                .. rows.SelectMany(r => r.Names)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ]
            : [];
        string[] columns = [.. kept, .. body.Items.Select(NameOf)];
        var found = body.Items.Any(i => Aggregates.AnyIn(i.Expression))
            ? Grouped(body, kept, rows)
            : rows.ConvertAll(row => Project(body, kept, row, null));
        if (body.Distinct)
        {
            found = Unique(found, columns);
        }
        List<int>? ties = null;
        if (body.OrderBy.Length > 0)
        {
            (found, ties) = Sorted(body, found);
        }
        int skip = Number(body.Skip, 0);
        int limit = Number(body.Limit, int.MaxValue);
        found = [.. found.Skip(skip).Take(limit)];
        ties = ties is null ? null : [.. ties.Skip(skip).Take(limit)];
        if (where is not null)
        {
            found = found.FindAll(row =>
                new Evaluator(interpreter, row.Scope, null).Truth(where) == true
            );
        }
        return new(columns, found.ConvertAll(row => row.Result), ties);
    }

    /// <summary>One of each kind of row.</summary>
    public static List<Row> Distinct(List<Row> rows, string[] columns)
    {
        var kinds = new Dictionary<Value, Row>(ValueComparer.Instance);
        foreach (var row in rows)
        {
            kinds.TryAdd(Value.List([.. columns.Select(c => row[c])]), row);
        }
        return [.. kinds.Values];
    }

    private static List<ProjectedRow> Unique(List<ProjectedRow> rows, string[] columns)
    {
        var kinds = new Dictionary<Value, ProjectedRow>(ValueComparer.Instance);
        foreach (var row in rows)
        {
            kinds.TryAdd(Value.List([.. columns.Select(c => row.Result[c])]), row);
        }
        return [.. kinds.Values];
    }

    private static string NameOf(ProjectionItem item) => item.Alias?.Name ?? item.ColumnName;

    private List<ProjectedRow> Grouped(ProjectionBody body, string[] kept, List<Row> rows)
    {
        var keys = body.Items.Where(i => !Aggregates.AnyIn(i.Expression)).ToList();
        var groups = new Dictionary<Value, List<Row>>(ValueComparer.Instance);
        foreach (var row in rows)
        {
            var key = Value.List([
                .. kept.Select(name => row[name]),
                .. keys.Select(k => interpreter.Evaluate(k.Expression, row)),
            ]);
            if (!groups.TryGetValue(key, out var group))
            {
                groups.Add(key, group = []);
            }
            group.Add(row);
        }
        if (groups.Count == 0 && keys.Count == 0 && kept.Length == 0)
        {
            groups.Add(Value.Null, []);
        }
        return
        [
            .. interpreter
                .Shuffled(groups.Values)
                .Select(group => Project(body, kept, group.FirstOrDefault() ?? constants, group)),
        ];
    }

    private ProjectedRow Project(ProjectionBody body, string[] kept, Row row, List<Row>? group)
    {
        var evaluator = new Evaluator(interpreter, row, group);
        var result = constants;
        foreach (string name in kept)
        {
            result = result.With(name, row[name]);
        }
        foreach (var item in body.Items)
        {
            result = result.With(NameOf(item), evaluator.Evaluate(item.Expression));
        }
        // ORDER BY and WHERE see the variables from before as well, behind the new ones.
        return new(result, row.With(result), group);
    }

    private (List<ProjectedRow>, List<int>) Sorted(ProjectionBody body, List<ProjectedRow> rows)
    {
        var keyed = rows.ConvertAll(row =>
            (
                Row: row,
                Keys: body.OrderBy.Select(s =>
                        new Evaluator(interpreter, row.Scope, row.Group).Evaluate(s.Expression)
                    )
                    .ToArray()
            )
        );
        if (rows.Count > 1 && keyed.Exists(k => Array.Exists(k.Keys, interpreter.Graph.IsMade)))
        {
            throw new UndecidedException("an order of what queries made");
        }
        int Order(Value[] left, Value[] right)
        {
            for (int i = 0; i < left.Length; i++)
            {
                int order = Compare.Order(left[i], right[i]);
                if (order != 0)
                {
                    return body.OrderBy[i].Descending ? -order : order;
                }
            }
            return 0;
        }
        var sorted = keyed.OrderBy(k => k.Keys, Comparer<Value[]>.Create(Order)).ToList();
        var ties = new List<int>();
        for (int i = 0; i < sorted.Count; i++)
        {
            bool isTie = i > 0 && Order(sorted[i - 1].Keys, sorted[i].Keys) == 0;
            ties.Add(isTie ? ties[^1] : i);
        }
        return (sorted.ConvertAll(k => k.Row), ties);
    }

    private int Number(Expression? expression, int otherwise)
    {
        if (expression is null)
        {
            return otherwise;
        }
        var value = interpreter.Evaluate(expression, Row.Empty);
        return value.Kind == ValueKind.Integer && value.AsInteger() >= 0
            ? (int)Math.Min(int.MaxValue, value.AsInteger())
            : throw new ReferenceException("SKIP or LIMIT");
    }
}
