using System.Diagnostics;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>Writes bound expressions in Cypher, as plans show them.</summary>
internal static class ExpressionText
{
    /// <summary>The expression; operators inside operators stand in parentheses unless they bind tighter.</summary>
    public static string Format(BoundExpression expression) =>
        expression switch
        {
            BoundLiteral literal => Literal(literal.Value),
            BoundParameter parameter => "$" + Identifiers.Quote(parameter.Name.TrimStart()),
            BoundVariable variable => Identifiers.Quote(variable.Variable.Name),
            BoundProperty property =>
                $"{Operand(property.Operand)}.{Identifiers.Quote(property.Key)}",
            BoundIndex index => $"{Operand(index.Left)}[{index.Right}]",
            BoundSlice slice => $"{Operand(slice.List)}[{slice.From}..{slice.To}]",
            BoundNegate negate => $"-{Operand(negate.Operand)}",
            BoundNot not => $"NOT {Operand(not.Operand)}",
            BoundIsNull isNull =>
                $"{Operand(isNull.Operand)} IS {(isNull.IsNegated ? "NOT " : "")}NULL",
            BoundIsNormalized test =>
                $"{Operand(test.Operand)} IS {(test.IsNegated ? "NOT " : "")}{test.Form.ToString().ToUpperInvariant()} NORMALIZED",
            BoundHasLabels labels => $"{Operand(labels.Operand)}:{labels.Labels}",
            BoundHasComputedLabels labels =>
                $"{Operand(labels.Left)}:{(labels.MatchesAny ? "$any" : "$")}({labels.Right})",
            BoundTypeTest test =>
                $"{Operand(test.Operand)} IS {(test.IsNegated ? "NOT " : "")}:: {test.Tested}",
            BoundAnd and => string.Join(" AND ", and.Operands.Select(Operand)),
            BoundOr or => string.Join(" OR ", or.Operands.Select(Operand)),
            BoundBinary binary =>
                $"{Operand(binary.Left)} {Symbol(binary)} {Operand(binary.Right)}",
            BoundFunction function => $"{function.Signature.Name}({Commas(function.Arguments)})",
            AggregateCall call => Aggregate(call),
            BoundAttempt attempt => Format(attempt.Operand),
            BoundRecheck recheck => Format(recheck.Operand),
            _ => Composite(expression),
        };

    private static string Composite(BoundExpression expression) =>
        expression switch
        {
            BoundList list => $"[{Commas(list.Elements)}]",
            BoundMap map => $"{{{string.Join(", ", Entries(map.Keys, map.Values))}}}",
            BoundMapProjection projection => MapProjection(projection),
            BoundCase @case => Case(@case),
            BoundListComprehension comprehension => Comprehension(comprehension),
            BoundQuantifier quantifier =>
                $"{quantifier.Kind.ToString().ToLowerInvariant()}({Name(quantifier.Element)} IN "
                    + $"{quantifier.List} WHERE {quantifier.Predicate})",
            BoundReduce reduce =>
                $"reduce({Name(reduce.Accumulator)} = {reduce.Initial}, {Name(reduce.Element)} IN "
                    + $"{reduce.List} | {reduce.Step})",
            BoundPath path => Path(path),
            BoundDegree degree => Degree(degree),
            BoundSubquery subquery => subquery.Text,
            BoundListSubquery subquery => subquery.Subquery.Text,
            _ => throw new UnreachableException(expression.GetType().Name),
        };

    private static string Degree(BoundDegree degree)
    {
        string types = PlanText.Types(degree.Types);
        string inside = types.Length == 0 ? "" : $"[{types}]";
        var (left, right) = degree.Direction switch
        {
            Direction.Outgoing => ("-", "->"),
            Direction.Incoming => ("<-", "-"),
            _ => ("-", "-"),
        };
        string other = PlanText.Label(degree.OtherLabel);
        if (degree.OtherCondition is { } condition)
        {
            other = $"{PlanText.Variable(degree.Other!)}{other} WHERE {condition}";
        }
        return $"getDegree(({degree.Operand}){left}{inside}{right}({other}))";
    }

    private static string Operand(BoundExpression expression) =>
        Plain(expression)
            is BoundBinary
                and not BoundIndex
                and not BoundHasComputedLabels
                or BoundAnd
                or BoundOr
                or BoundNot
                or BoundIsNull
                or BoundIsNormalized
                or BoundTypeTest
            ? $"({Format(expression)})"
            : Format(expression);

    // When a condition is asked is not shown.
    private static BoundExpression Plain(BoundExpression expression) =>
        expression switch
        {
            BoundAttempt attempt => attempt.Operand,
            BoundRecheck recheck => recheck.Operand,
            _ => expression,
        };

    private static string Symbol(BoundBinary binary) =>
        binary switch
        {
            BoundComparison comparison => comparison.Operator switch
            {
                ComparisonOperator.Equal => "=",
                ComparisonOperator.NotEqual => "<>",
                ComparisonOperator.Less => "<",
                ComparisonOperator.LessOrEqual => "<=",
                ComparisonOperator.Greater => ">",
                _ => ">=",
            },
            BoundArithmetic arithmetic => arithmetic.Operator switch
            {
                ArithmeticOperator.Add => "+",
                ArithmeticOperator.Subtract => "-",
                ArithmeticOperator.Multiply => "*",
                ArithmeticOperator.Divide => "/",
                ArithmeticOperator.Modulo => "%",
                ArithmeticOperator.Power => "^",
                _ => "||",
            },
            BoundStringPredicate predicate => predicate.Operator switch
            {
                StringPredicateOperator.StartsWith => "STARTS WITH",
                StringPredicateOperator.EndsWith => "ENDS WITH",
                _ => "CONTAINS",
            },
            BoundRegexMatch => "=~",
            BoundIn => "IN",
            BoundXor => "XOR",
            _ => throw new UnreachableException(binary.GetType().Name),
        };

    private static string Literal(Value value) =>
        value.Kind switch
        {
            ValueKind.Null => "null",
            ValueKind.Boolean => value.AsBoolean() ? "true" : "false",
            ValueKind.Integer => value.AsInteger().ToString(),
            ValueKind.Float => Float(value.AsFloat()),
            _ => Quoted(value.AsString()),
        };

    private static string Float(double value)
    {
        string text = value.ToString("R");
        return double.IsFinite(value) && !text.AsSpan().ContainsAny(".E") ? text + ".0" : text;
    }

    private static string Quoted(string text) =>
        '"'
        + text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
        + '"';

    private static string Aggregate(AggregateCall call) =>
        call.Arguments.Count == 0
            ? $"{call.Function.Name}(*)"
            : $"{call.Function.Name}({(call.IsDistinct ? "DISTINCT " : "")}{Commas(call.Arguments)})";

    private static string Case(BoundCase expression)
    {
        var branches = expression.Alternatives.Select(static a =>
            $" WHEN {a.Condition} THEN {a.Result}"
        );
        string otherwise = expression.Default is null ? "" : $" ELSE {expression.Default}";
        return $"CASE{string.Concat(branches)}{otherwise} END";
    }

    private static string Comprehension(BoundListComprehension comprehension)
    {
        string where = comprehension.Predicate is null ? "" : $" WHERE {comprehension.Predicate}";
        string map = comprehension.Projection is null ? "" : $" | {comprehension.Projection}";
        return $"[{Name(comprehension.Element)} IN {comprehension.List}{where}{map}]";
    }

    private static string MapProjection(BoundMapProjection projection)
    {
        var entries = Entries(projection.Keys, projection.Values);
        var all = projection.IncludesAll ? entries.Prepend(".*") : entries;
        return $"{Operand(projection.Source)} {{{string.Join(", ", all)}}}";
    }

    private static string Path(BoundPath path)
    {
        var parts = path.Parts.Select(static (part, i) => i % 2 == 0 ? $"({part})" : $"-[{part}]-");
        return string.Concat(parts);
    }

    private static IEnumerable<string> Entries(
        EquatableList<string> keys,
        EquatableList<BoundExpression> values
    ) => keys.Select((key, i) => $"{Identifiers.Quote(key)}: {values[i]}");

    private static string Name(Variable variable) => Identifiers.Quote(variable.Name);

    private static string Commas(IEnumerable<BoundExpression> expressions) =>
        string.Join(", ", expressions);
}
