using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Plans.Indexes;
using Quiver.Model.Columns;
using Quiver.Model.Values;
using Quiver.Storage.Indexes;

namespace Quiver.Cypher.Execution.Operators.Indexes;

/// <summary>What an index is asked about one property, row by row.</summary>
/// <param name="condition">The condition.</param>
/// <param name="values">Its values' expressions over the source's rows.</param>
internal sealed class IndexProbe(IndexCondition condition, VectorExpression[] values)
{
    private readonly ColumnVector[] _columns = new ColumnVector[values.Length];
    private HashSet<Value>? _seen;

    /// <summary>Computes the values for a batch of rows.</summary>
    public void Evaluate(Batch rows, QueryContext context)
    {
        for (int i = 0; i < values.Length; i++)
        {
            _columns[i] = values[i].Evaluate(rows, context);
        }
    }

    /// <summary>Whether a value that is attempted could not be computed for a row.</summary>
    public bool HasFailed(int row)
    {
        foreach (var value in values)
        {
            if (value is AttemptedKeyExpression attempted && attempted.FailedRows.Contains(row))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Appends what the index is to be asked for a row, one after the other; nothing where no value can fulfil the condition.</summary>
    public void AddPredicates(int row, List<IndexPredicate> predicates)
    {
        switch (condition)
        {
            case ExactCondition:
                AddExact(_columns[0][row], predicates);
                break;
            case AnyOfCondition:
                AddElements(_columns[0][row], predicates);
                break;
            case RangeCondition range:
                AddRange(range, row, predicates);
                break;
            case TextCondition text:
                AddText(text.Operator, _columns[0][row], predicates);
                break;
            case BoxCondition:
                var (lowerLeft, upperRight) = (_columns[0][row], _columns[1][row]);
                if (lowerLeft.Kind == ValueKind.Point && upperRight.Kind == ValueKind.Point)
                {
                    predicates.Add(IndexPredicate.WithinBox(lowerLeft, upperRight));
                }
                break;
            case DistanceCondition distance:
                AddDistance(distance, row, predicates);
                break;
            default:
                predicates.Add(IndexPredicate.Exists);
                break;
        }
    }

    private static void AddExact(Value value, List<IndexPredicate> predicates)
    {
        if (!value.IsNull)
        {
            predicates.Add(IndexPredicate.Exact(value));
        }
    }

    // Equal elements find the same.
    private void AddElements(Value list, List<IndexPredicate> predicates)
    {
        if (list.IsNull)
        {
            return;
        }
        if (list.Kind != ValueKind.List)
        {
            throw RuntimeErrors.UnexpectedType("List", list);
        }
        _seen ??= new(ValueEquivalence.Instance);
        _seen.Clear();
        foreach (var element in list.AsList().AsSpan())
        {
            if (!element.IsNull && _seen.Add(element))
            {
                predicates.Add(IndexPredicate.Exact(element));
            }
        }
    }

    // A bound that is null in the row is one that nothing fulfils; a bound that is not there is C#'s null.
    private void AddRange(RangeCondition range, int row, List<IndexPredicate> predicates)
    {
        Value? lower = range.Lower is null ? null : _columns[0][row];
        Value? upper = range.Upper is null ? null : _columns[^1][row];
        predicates.Add(
            IndexPredicate.Range(lower, range.IncludesLower, upper, range.IncludesUpper)
        );
    }

    private static void AddText(
        StringPredicateOperator @operator,
        Value part,
        List<IndexPredicate> predicates
    )
    {
        if (part.Kind == ValueKind.String)
        {
            predicates.Add(
                @operator switch
                {
                    StringPredicateOperator.StartsWith => IndexPredicate.Prefix(part),
                    StringPredicateOperator.EndsWith => IndexPredicate.EndsWith(part),
                    _ => IndexPredicate.Contains(part),
                }
            );
        }
    }

    private void AddDistance(DistanceCondition condition, int row, List<IndexPredicate> predicates)
    {
        var centre = _columns[0][row];
        var distance = _columns[1][row];
        double? limit = distance.Kind switch
        {
            ValueKind.Integer => distance.AsInteger(),
            ValueKind.Float => distance.AsFloat(),
            _ => null,
        };
        if (centre.Kind == ValueKind.Point && limit is { } value)
        {
            predicates.Add(IndexPredicate.WithinDistance(centre, value, condition.IsInclusive));
        }
    }
}
