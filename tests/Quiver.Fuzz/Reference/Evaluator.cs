using System.Text.RegularExpressions;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Values;

namespace Quiver.Fuzz.Reference;

/// <summary>What an expression means for a row, or, where it aggregates, for the rows of a group.</summary>
internal sealed class Evaluator(Interpreter interpreter, Row row, List<Row>? group)
{
    private Value _subject;

    /// <summary>The truth of a condition; null when unknown.</summary>
    public bool? Truth(Expression expression) => TruthOf(Evaluate(expression));

    /// <summary>The value of an expression.</summary>
    public Value Evaluate(Expression expression)
    {
        interpreter.Step();
        return expression switch
        {
            Literal literal => literal.Value,
            Parameter parameter => interpreter.Parameters[parameter.Name],
            Variable variable => row[variable.Name],
            PropertyAccess access => Property(Evaluate(access.Subject), access.Key.Text),
            FunctionCall call when group is not null && Aggregates.IsAggregate(call) =>
                Aggregates.Compute(interpreter, call, group),
            FunctionCall call => Functions.Call(
                interpreter,
                call,
                [.. call.Arguments.Select(Evaluate)]
            ),
            LogicalExpression logical => Logical(logical),
            NotExpression not => Of(!Truth(not.Operand)),
            ComparisonChain chain => Chain(chain),
            NullPredicate test => Value.Boolean(Evaluate(test.Operand).IsNull != test.Negated),
            LabelPredicate test => HasLabels(test),
            StringPredicate test => TextTest(test),
            ListMembership test => Of(Contains(Evaluate(test.Element), Evaluate(test.List))),
            BinaryArithmetic binary => Arithmetic.Compute(
                binary.Operator,
                Evaluate(binary.Left),
                Evaluate(binary.Right)
            ),
            UnaryArithmetic unary => unary.Negative
                ? Arithmetic.Negate(Evaluate(unary.Operand))
                : Evaluate(unary.Operand),
            SearchedCase @case => Case(@case),
            SimpleCase @case => Case(@case),
            CaseSubject => _subject,
            TypePredicate test => Value.Boolean(
                Types.Holds(test.Tested, Evaluate(test.Operand)) != test.Negated
            ),
            _ => Collection(expression),
        };
    }

    private Value Collection(Expression expression) =>
        expression switch
        {
            ListExpression list => Value.List([.. list.Elements.Select(Evaluate)]),
            MapExpression map => Value.Map(
                new MapValue(
                    map.Entries.Select(e => KeyValuePair.Create(e.Key.Text, Evaluate(e.Value)))
                )
            ),
            MapProjection projection => Project(projection),
            IndexAccess access => Element(Evaluate(access.Subject), Evaluate(access.Index)),
            SliceAccess access => Slice(access),
            ListComprehension list => Comprehend(list),
            ReduceExpression reduce => Reduce(reduce),
            QuantifierExpression quantifier => Quantify(quantifier),
            PatternExpression pattern => Value.Boolean(
                new Matcher(interpreter).Match([pattern.Pattern], row).Any()
            ),
            PatternComprehension pattern => Value.List([
                .. interpreter
                    .Shuffled(new Matcher(interpreter).Match([pattern.Pattern], row))
                    .Where(r => pattern.Where is null || With(r).Truth(pattern.Where) == true)
                    .Select(r => With(r).Evaluate(pattern.Projection)),
            ]),
            SubqueryExpression subquery => Subquery(subquery),
            _ => throw new UndecidedException(expression.GetType().Name),
        };

    /// <summary>A condition's value as truth; an error when it is no boolean.</summary>
    public static bool? TruthOf(Value value) =>
        value.Kind switch
        {
            ValueKind.Null => null,
            ValueKind.Boolean => value.AsBoolean(),
            _ => throw new ReferenceException($"{value.Kind} is no condition"),
        };

    private static Value Of(bool? truth) => truth is { } known ? Value.Boolean(known) : Value.Null;

    private Evaluator With(Row other) => new(interpreter, other, group);

    private Evaluator With(string name, Value value) => With(row.With(name, value));

    private Value Property(Value subject, string key)
    {
        switch (subject.Kind)
        {
            case ValueKind.Null:
                return Value.Null;
            case ValueKind.Node or ValueKind.Relationship or ValueKind.Map:
                return interpreter.PropertiesOf(subject).GetValueOrDefault(key, Value.Null);
            case ValueKind.Date or ValueKind.LocalDateTime or ValueKind.Duration:
                return TemporalValues.Field(subject, key) ?? throw new UndecidedException(key);
            case ValueKind.Point:
                return Points.Field(subject, key) ?? throw new UndecidedException(key);
            case ValueKind.ZonedDateTime:
                throw new UndecidedException(key);
            default:
                throw new ReferenceException($"property of {subject.Kind}");
        }
    }

    private Value Logical(LogicalExpression logical)
    {
        bool? result = logical.Operator == LogicalOperator.And;
        bool isFirst = true;
        foreach (var operand in logical.Operands)
        {
            bool? truth = Truth(operand);
            result = logical.Operator switch
            {
                LogicalOperator.And => result & truth,
                LogicalOperator.Or => isFirst ? truth : result | truth,
                _ => isFirst ? truth : result ^ truth,
            };
            isFirst = false;
            bool? decided = logical.Operator switch
            {
                LogicalOperator.And => false,
                LogicalOperator.Or => true,
                _ => null,
            };
            if (decided is not null && result == decided)
            {
                return Of(result);
            }
        }
        return Of(result);
    }

    private Value Chain(ComparisonChain chain)
    {
        bool? result = true;
        var left = Evaluate(chain.First);
        foreach (var link in chain.Links)
        {
            var right = Evaluate(link.Operand);
            result &= Compared(link.Operator, left, right);
            left = right;
        }
        return Of(result);
    }

    private static bool? Compared(ComparisonOperator comparison, Value left, Value right) =>
        comparison switch
        {
            ComparisonOperator.Equal => Compare.Equal(left, right),
            ComparisonOperator.NotEqual => !Compare.Equal(left, right),
            ComparisonOperator.Less => Compare.Less(left, right, orEqual: false),
            ComparisonOperator.LessOrEqual => Compare.Less(left, right, orEqual: true),
            ComparisonOperator.Greater => Compare.Less(right, left, orEqual: false),
            _ => Compare.Less(right, left, orEqual: true),
        };

    private Value HasLabels(LabelPredicate test)
    {
        var subject = Evaluate(test.Subject);
        IReadOnlyCollection<string>? labels = subject.Kind switch
        {
            ValueKind.Null => null,
            ValueKind.Node => interpreter.Graph.Nodes[subject.Bits].Labels,
            ValueKind.Relationship => [interpreter.Graph.Relationships[subject.Bits].Type],
            _ => throw new ReferenceException("labels"),
        };
        return labels is null
            ? Value.Null
            : Value.Boolean(
                new Matcher(interpreter).HasLabels(test.Labels, labels, row) != test.Negated
            );
    }

    private Value TextTest(StringPredicate test)
    {
        var left = Evaluate(test.Left);
        var right = Evaluate(test.Right);
        if (left.Kind != ValueKind.String || right.Kind != ValueKind.String)
        {
            return Value.Null;
        }
        string text = left.AsString();
        string part = right.AsString();
        return Value.Boolean(
            test.Operator switch
            {
                StringOperator.StartsWith => text.StartsWith(part, StringComparison.Ordinal),
                StringOperator.EndsWith => text.EndsWith(part, StringComparison.Ordinal),
                StringOperator.Contains => text.Contains(part, StringComparison.Ordinal),
                _ => Regex.IsMatch(text, $@"\A(?:{part})\z", RegexOptions.NonBacktracking),
            }
        );
    }

    private static bool? Contains(Value element, Value list)
    {
        if (list.IsNull)
        {
            return null;
        }
        if (list.Kind != ValueKind.List)
        {
            throw new ReferenceException("IN");
        }
        bool? found = false;
        foreach (var other in list.AsList())
        {
            found |= Compare.Equal(element, other);
        }
        return found;
    }

    private Value Case(SearchedCase @case)
    {
        foreach (var branch in @case.Branches)
        {
            if (Truth(branch.Predicate) == true)
            {
                return Evaluate(branch.Result);
            }
        }
        return @case.Otherwise is { } otherwise ? Evaluate(otherwise) : Value.Null;
    }

    private Value Case(SimpleCase @case)
    {
        var subject = Evaluate(@case.Subject);
        foreach (var branch in @case.Branches)
        {
            foreach (var value in branch.Values)
            {
                if (Fits(subject, value))
                {
                    return Evaluate(branch.Result);
                }
            }
        }
        return @case.Otherwise is { } otherwise ? Evaluate(otherwise) : Value.Null;
    }

    private bool Fits(Value subject, Expression value)
    {
        if (!SyntaxWalk.Nodes(value).Any(n => n is CaseSubject))
        {
            return Compare.Equal(subject, Evaluate(value)) == true;
        }
        var inner = new Evaluator(interpreter, row, group) { _subject = subject };
        return inner.Truth(value) == true;
    }

    private Value Project(MapProjection projection)
    {
        var subject = Evaluate(projection.Subject);
        if (subject.IsNull)
        {
            return Value.Null;
        }
        var properties = interpreter.PropertiesOf(subject);
        var entries = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var item in projection.Items)
        {
            switch (item)
            {
                case AllPropertiesSelector:
                    foreach (var (key, value) in properties)
                    {
                        entries[key] = value;
                    }
                    break;
                case PropertySelector selector:
                    entries[selector.Key.Text] = properties.GetValueOrDefault(
                        selector.Key.Text,
                        Value.Null
                    );
                    break;
                case EntrySelector entry:
                    entries[entry.Key.Text] = Evaluate(entry.Value);
                    break;
                case VariableSelector variable:
                    entries[variable.Variable.Name] = Evaluate(variable.Variable);
                    break;
            }
        }
        return Value.Map(new MapValue(entries));
    }

    private Value Element(Value subject, Value index)
    {
        if (subject.IsNull || index.IsNull)
        {
            return Value.Null;
        }
        if (subject.Kind != ValueKind.List)
        {
            return index.Kind == ValueKind.String
                ? interpreter.PropertiesOf(subject).GetValueOrDefault(index.AsString(), Value.Null)
                : throw new ReferenceException("key");
        }
        if (index.Kind != ValueKind.Integer)
        {
            throw new ReferenceException("index");
        }
        var list = subject.AsList();
        long at = index.AsInteger() < 0 ? index.AsInteger() + list.Count : index.AsInteger();
        return at >= 0 && at < list.Count ? list[(int)at] : Value.Null;
    }

    private Value Slice(SliceAccess access)
    {
        var subject = Evaluate(access.Subject);
        var from = access.From is { } f ? Evaluate(f) : Value.Integer(0);
        var to = access.To is { } t ? Evaluate(t) : Value.Integer(int.MaxValue);
        if (subject.IsNull || from.IsNull || to.IsNull)
        {
            return Value.Null;
        }
        if (subject.Kind != ValueKind.List)
        {
            throw new ReferenceException("slice");
        }
        if (from.Kind != ValueKind.Integer || to.Kind != ValueKind.Integer)
        {
            throw new ReferenceException("bounds of a slice");
        }
        Value[] list = [.. subject.AsList()];
        long At(Value bound) =>
            Math.Clamp(
                bound.AsInteger() < 0 ? bound.AsInteger() + list.Length : bound.AsInteger(),
                0,
                list.Length
            );
        return Value.List(At(from) < At(to) ? list[(int)At(from)..(int)At(to)] : []);
    }

    private Value[]? ListOf(Expression expression)
    {
        var list = Evaluate(expression);
        return list.Kind switch
        {
            ValueKind.Null => null,
            ValueKind.List => [.. list.AsList()],
            _ => throw new ReferenceException("no list"),
        };
    }

    private Value Comprehend(ListComprehension list)
    {
        if (ListOf(list.List) is not { } elements)
        {
            return Value.Null;
        }
        return Value.List([
            .. elements
                .Select(element => With(list.Variable.Name, element))
                .Where(inner => list.Where is null || inner.Truth(list.Where) == true)
                .Select(inner => inner.Evaluate(list.Projection ?? list.Variable)),
        ]);
    }

    private Value Reduce(ReduceExpression reduce)
    {
        var initial = Evaluate(reduce.Initial);
        return ListOf(reduce.List) is { } elements
            ? elements.Aggregate(
                initial,
                (sum, element) =>
                    With(reduce.Accumulator.Name, sum)
                        .With(reduce.Variable.Name, element)
                        .Evaluate(reduce.Step)
            )
            : Value.Null;
    }

    private Value Quantify(QuantifierExpression quantifier)
    {
        if (ListOf(quantifier.List) is not { } elements)
        {
            return Value.Null;
        }
        var truths = elements
            .Select(e => With(quantifier.Variable.Name, e).Truth(quantifier.Predicate))
            .ToList();
        int holds = truths.Count(t => t == true);
        bool anyUnknown = truths.Contains(null);
        return Of(
            quantifier.Quantifier switch
            {
                Quantifier.All => truths.Contains(false) ? false
                : anyUnknown ? null
                : true,
                Quantifier.Any => holds > 0 ? true
                : anyUnknown ? null
                : false,
                Quantifier.None => holds > 0 ? false
                : anyUnknown ? null
                : true,
                _ => holds > 1 ? false
                : anyUnknown ? null
                : holds == 1,
            }
        );
    }

    private Value Subquery(SubqueryExpression subquery)
    {
        var found = interpreter.Query(subquery.Query, row, row);
        return subquery.Kind switch
        {
            SubqueryKind.Exists => Value.Boolean(found.Rows.Count > 0),
            SubqueryKind.Count => Value.Integer(found.Rows.Count),
            _ => Value.List([.. found.Rows.Select(r => r[found.Columns[0]])]),
        };
    }
}
