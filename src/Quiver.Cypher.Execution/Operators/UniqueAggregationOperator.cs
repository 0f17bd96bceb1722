using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Aggregation;
using Quiver.Cypher.Execution.Expressions;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// EagerAggregation by a key that is different in all rows but those where it equals nothing, not even itself (null, NaN, lists and points with NaN): each row is a group and
/// is passed on at once. Those other rows are grouped as ever, and come last.
/// </summary>
internal sealed class UniqueAggregationOperator : Operator
{
    private readonly QueryContext _context;
    private readonly Operator _source;
    private readonly VectorExpression _key;
    private readonly AggregateColumn[] _aggregates;
    private readonly int[] _outputColumns;
    private readonly KeylessRows _keyless;
    private readonly EagerAggregationOperator _ofKeyless;
    private readonly List<int> _with = [];
    private readonly List<int> _without = [];
    private int[] _groups = [];
    private bool _hasEnded;
    private bool _isReused;

    /// <summary>Makes the operator.</summary>
    /// <param name="context">The query's context.</param>
    /// <param name="source">The operator that it reads from.</param>
    /// <param name="key">The key.</param>
    /// <param name="aggregates">The columns that it computes.</param>
    /// <param name="columns">For each column of the output its number, the key's being 0, and how many columns the source has.</param>
    public UniqueAggregationOperator(
        QueryContext context,
        Operator source,
        VectorExpression key,
        AggregateColumn[] aggregates,
        (int[] Output, int SourceWidth) columns
    )
    {
        _context = context;
        _source = source;
        _key = key;
        _aggregates = aggregates;
        _outputColumns = columns.Output;
        _keyless = new KeylessRows(new RowStore(columns.SourceWidth, context.Memory));
        _ofKeyless = new EagerAggregationOperator(
            context,
            _keyless,
            [key],
            aggregates,
            columns.Output,
            ArgumentRows.None
        );
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (!_hasEnded)
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            var input = _source.Next();
            if (input is null)
            {
                _hasEnded = true;
                break;
            }
            var keys = Evaluate(_key, input);
            if (keys.HasNulls || keys.Kind is VectorKind.Float or VectorKind.Any)
            {
                (input, keys) = SetAside(input, keys);
            }
            if (input.RowCount > 0)
            {
                return Groups(input, keys);
            }
        }
        return _ofKeyless.Next();
    }

    /// <inheritdoc/>
    public override void AllowReuse()
    {
        _isReused = true;
        _source.AllowReuse();
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _hasEnded = false;
        _ofKeyless.Restart();
        _keyless.Rows.Clear();
        _source.Restart();
    }

    private (Batch Rows, ColumnVector Keys) SetAside(Batch input, ColumnVector keys)
    {
        _with.Clear();
        _without.Clear();
        for (int row = 0; row < input.RowCount; row++)
        {
            (MayRepeat(keys, row) ? _without : _with).Add(row);
        }
        _keyless.Rows.Append(input, CollectionsMarshal.AsSpan(_without));
        var rows = CollectionsMarshal.AsSpan(_with);
        var columns = new ColumnVector[input.Columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = input.Columns[i].Gather(rows);
        }
        return (new Batch(columns, rows.Length), keys.Gather(rows));
    }

    // What a constraint keeps apart is what is equal.
    private static bool MayRepeat(ColumnVector keys, int row) =>
        keys.IsNull(row)
        || (
            keys.Kind is VectorKind.Float or VectorKind.Any
            && ValueEquality.Compare(keys[row], keys[row]) != Ternary.True
        );

    private Batch Groups(Batch input, ColumnVector keys)
    {
        if (_groups.Length < input.RowCount)
        {
            _groups = RowRange.Of(0, input.RowCount);
        }
        var groups = _groups.AsSpan(0, input.RowCount);
        var result = new ColumnVector[_outputColumns.Length];
        for (int i = 0; i < result.Length; i++)
        {
            int column = _outputColumns[i];
            result[i] = column == 0 ? keys : Aggregate(_aggregates[column - 1], input, groups);
        }
        return new Batch(result, input.RowCount);
    }

    private ColumnVector Evaluate(VectorExpression expression, Batch input) =>
        _isReused
            ? expression.EvaluateTransient(input, _context)
            : expression.Evaluate(input, _context);

    private ColumnVector Aggregate(AggregateColumn aggregate, Batch input, ReadOnlySpan<int> groups)
    {
        var arguments = new ColumnVector[aggregate.Arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Evaluate(aggregate.Arguments[i], input);
        }
        var state = aggregate.Create();
        if (state.OfSingleRows(arguments, groups.Length) is { } known)
        {
            return known;
        }
        state.EnsureGroups(groups.Length);
        state.Add(groups, arguments);
        return state.Results(0, groups.Length);
    }

    /// <summary>Gives the rows whose key may come again, all at once.</summary>
    private sealed class KeylessRows(RowStore rows) : Operator
    {
        private bool _isGiven;

        public RowStore Rows => rows;

        public override Batch? Next()
        {
            if (_isGiven || rows.Count == 0)
            {
                return null;
            }
            _isGiven = true;
            return rows.All;
        }

        public override void Restart() => _isGiven = false;
    }
}
