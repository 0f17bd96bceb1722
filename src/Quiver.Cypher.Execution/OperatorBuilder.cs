using System.Diagnostics;
using Quiver.Cypher.Execution.Aggregation;
using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Operators;
using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Plans;
using Quiver.Cypher.Planning.Plans.Indexes;

namespace Quiver.Cypher.Execution;

/// <summary>Makes the operators of one execution from a plan: resolves names to the snapshot's numbers and variables to columns.</summary>
internal sealed partial class OperatorBuilder(QueryContext context, OperatorProfile[] profile)
{
    // More rows than there are; twice as many are a number, too.
    private const long MaxRowCount = long.MaxValue / 2;

    // Of the nearest Apply above: its left rows, and the column that numbers them where its right side runs over many at once.
    private ArgumentRows _arguments = ArgumentRows.None;
    private Variable? _rowNumber;

    /// <summary>Makes the operator of a node and those below.</summary>
    public Operator Build(PlanNode node)
    {
        if (_feed is { } feed && ReferenceEquals(feed.Scan, node))
        {
            return feed.Rows;
        }
        var made = node switch
        {
            EagerAggregation aggregation when TryBuildParallel(aggregation) is { } parallel =>
                parallel,
            Filter filter => BuildFilter(filter),
            ProduceResults or Projection or Unwind => BuildRowWise((UnaryNode)node),
            ExpandNode expand => BuildExpand(expand),
            ExpandIntersect intersect => BuildIntersect(intersect),
            ProcedureCall call => BuildProcedureCall(call),
            ShowForRows show => BuildShow(show),
            LoadCsv load => BuildLoadCsv(load),
            ShortestPath path => BuildShortestPath(path),
            StatefulShortestPath paths => BuildChoosePaths(paths),
            StatefulShortestPathInto paths => BuildSelectedWalks(paths),
            Top top => BuildTop(top),
            EagerAggregation or Distinct or Sort or Skip or Limit => BuildStateful((UnaryNode)node),
            Create or ChangeEntities or Delete or Eager or EmptyResult => BuildUpdate(
                (UnaryNode)node
            ),
            Optional optional => BuildOptional(optional),
            TransactionApply apply => BuildTransactionApply(apply),
            ApplyNode apply => BuildApply(apply),
            CartesianProduct or NodeHashJoin or NodeRightOuterHashJoin or ValueHashJoin or Union =>
                BuildBinary((BinaryNode)node),
            NodeSeek seek => BuildSeek(seek),
            IndexSeek seek => BuildIndexSeek(seek),
            LeafNode leaf => BuildLeaf(leaf),
            _ => throw new UnreachableException($"No operator for {node.Name}."),
        };
        made = context.Profile ? new ProfilingOperator(context, made, profile, node) : made;
        return _bounds is not { Count: > 0 } ? made : Bounded(made, node);
    }

    /// <summary>The columns of a node's rows: its output, and the number of the left row where that is carried.</summary>
    private RowSchema SchemaOf(PlanNode node)
    {
        var schema = new RowSchema(_narrowed?.GetValueOrDefault(node, node.Output) ?? node.Output);
        return _rowNumber is null ? schema : schema.With(_rowNumber);
    }

    private OutputColumns OutputOf(PlanNode node, PlanNode source) =>
        new(SchemaOf(node), SchemaOf(source));

    private ExpressionCompiler CompilerOver(PlanNode source) => new(SchemaOf(source), context);

    private Operator BuildRowWise(UnaryNode node)
    {
        var source = Build(node.Source);
        var output = OutputOf(node, node.Source);
        var compiler = CompilerOver(node.Source);
        switch (node)
        {
            case Unwind unwind:
                source.AllowReuse();
                return new UnwindOperator(
                    context,
                    source,
                    compiler.Compile(unwind.List),
                    output,
                    output.Find(unwind.Element)
                );
            case Projection projection:
                var items = new List<(int, VectorExpression)>();
                foreach (var item in projection.Items)
                {
                    int slot = output.Find(item.Variable);
                    if (slot >= 0)
                    {
                        items.Add((slot, compiler.Compile(item.Expression)));
                    }
                }
                return new ProjectionOperator(context, source, [.. items], output);
            default:
                return output.IsIdentity
                    ? source
                    : new ProjectionOperator(context, source, [], output);
        }
    }

    private LoadCsvOperator BuildLoadCsv(LoadCsv load)
    {
        var source = Build(load.Source);
        var output = OutputOf(load, load.Source);
        var settings = new LoadCsvSettings(
            context.Csv ?? throw RuntimeErrors.NoCsvFiles(),
            CompilerOver(load.Source).Compile(load.Url),
            load.Format,
            output.Find(load.Columns.Row),
            output.Find(load.Columns.File),
            output.Find(load.Columns.Line)
        );
        return new LoadCsvOperator(context, source, settings, output);
    }

    private Operator BuildProcedureCall(ProcedureCall call)
    {
        var source = Build(call.Source);
        var output = OutputOf(call, call.Source);
        var settings = new ProcedureCallSettings(
            call.Procedure,
            context.Procedures.BodyOf(call.Procedure),
            CompilerOver(call.Source).Compile(call.Arguments),
            [.. call.Columns.Select(column => (column.Index, output.Find(column.Variable)))],
            call.IsOptional,
            call.IsCypher25
        );
        return call.Procedure.ChangesGraph
            ? new ChangingCallOperator(context, source, settings, output)
            : new ProcedureCallOperator(context, source, settings, output);
    }

    private Operator BuildStateful(UnaryNode node)
    {
        var source = Build(node.Source);
        var output = OutputOf(node, node.Source);
        var schema = SchemaOf(node.Source);
        switch (node)
        {
            case EagerAggregation aggregation:
                return BuildAggregation(aggregation, source);
            case Distinct distinct:
                return BuildDistinct(distinct, source);
            case Sort sort:
                return new SortOperator(
                    context,
                    source,
                    KeysOf(sort.Items, schema),
                    schema,
                    output
                );
            case Skip skip:
                return new SkipOperator(source, RowCountOf(skip.Count, "SKIP"), output);
            default:
                long limit = RowCountOf(((Limit)node).Count, "LIMIT");
                return node.Source.Writes
                    ? new ExhaustiveLimitOperator(context, source, limit, output)
                    : new LimitOperator(source, limit, output);
        }
    }

    private SortKeys KeysOf(IReadOnlyList<SortItem> items, RowSchema schema) =>
        new([.. items.Select(item => (schema.SlotOf(item.Variable), item.IsDescending))], context);

    private long RowCountOf(BoundExpression expression, string clause)
    {
        var value = ExpressionCompiler.EvaluateConstant(expression, context);
        return value.Kind == Model.Values.ValueKind.Integer && value.AsInteger() >= 0
            ? Math.Min(value.AsInteger(), MaxRowCount)
            : throw RuntimeErrors.InvalidRowCount(clause, value);
    }

    private DistinctOperator BuildDistinct(Distinct distinct, Operator source)
    {
        var keys = distinct.GroupingKeys;
        var compiler = CompilerOver(distinct.Source);
        var expressions = new List<VectorExpression>();
        foreach (var key in keys)
        {
            expressions.Add(compiler.Compile(key.Expression));
        }
        var columns = distinct.Output.Select(variable => IndexOf(keys, variable)).ToList();
        AddRowNumber(distinct.Source, expressions, columns);
        return new DistinctOperator(context, source, [.. expressions], [.. columns]);
    }

    private Operator BuildAggregation(EagerAggregation aggregation, Operator source)
    {
        var compiler = CompilerOver(aggregation.Source);
        var keys = new List<VectorExpression>();
        foreach (var key in aggregation.GroupingKeys)
        {
            keys.Add(compiler.Compile(key.Expression));
        }
        var aggregates = new AggregateColumn[aggregation.Aggregates.Count];
        for (int i = 0; i < aggregates.Length; i++)
        {
            var call = (AggregateCall)aggregation.Aggregates[i].Expression;
            aggregates[i] = new AggregateColumn(
                call.Function.Name.ToLowerInvariant(),
                call.IsDistinct,
                compiler.Compile(call.Arguments)
            );
        }
        int keyCount = keys.Count + (_rowNumber is null ? 0 : 1);
        var columns = aggregation
            .Output.Select(variable =>
            {
                int key = IndexOf(aggregation.GroupingKeys, variable);
                return key >= 0 ? key : keyCount + IndexOf(aggregation.Aggregates, variable);
            })
            .ToList();
        if (_rowNumber is null && HasUniqueKey(aggregation))
        {
            int width = SchemaOf(aggregation.Source).Width;
            return new UniqueAggregationOperator(
                context,
                source,
                keys[0],
                aggregates,
                ([.. columns], width)
            );
        }
        AddRowNumber(aggregation.Source, keys, columns);
        return new EagerAggregationOperator(
            context,
            source,
            [.. keys],
            aggregates,
            [.. columns],
            _rowNumber is null ? ArgumentRows.None : _arguments
        );
    }

    // Where rows of many left rows come together, each left row has its own groups.
    private void AddRowNumber(PlanNode source, List<VectorExpression> keys, List<int> columns)
    {
        if (_rowNumber is not null)
        {
            columns.Add(keys.Count);
            keys.Add(new ColumnExpression(SchemaOf(source).SlotOf(_rowNumber)));
        }
    }

    private static int IndexOf(IReadOnlyList<ProjectionItem> items, Variable variable)
    {
        for (int i = 0; i < items.Count; i++)
        {
            if (ReferenceEquals(items[i].Variable, variable))
            {
                return i;
            }
        }
        return -1;
    }
}
