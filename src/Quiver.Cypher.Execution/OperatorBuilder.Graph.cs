using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Operators;
using Quiver.Cypher.Execution.Operators.Paths;
using Quiver.Cypher.Execution.Tokens;
using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Execution;

/// <summary>The operators that read the graph.</summary>
internal sealed partial class OperatorBuilder
{
    private Operator BuildLeaf(LeafNode leaf)
    {
        var schema = SchemaOf(leaf);
        switch (leaf)
        {
            case Argument:
                return new ArgumentOperator(
                    _arguments,
                    new OutputColumns(schema, _arguments.Schema)
                );
            case AllNodesScan:
                return new NodeScanOperator(context, label: null, schema.Width > 0);
            case NodeByLabelScan scan:
                return new NodeScanOperator(
                    context,
                    new LabelReference(scan.Label),
                    schema.Width > 0
                );
            case RelationshipTypeScan scan:
                var columns = new RelationshipColumns(
                    schema.Find(scan.Left),
                    schema.Find(scan.Relationship),
                    schema.Find(scan.Right),
                    schema.Width
                );
                return new RelationshipScanOperator(
                    context,
                    new RelationshipTypeReferences(scan.Types),
                    scan is DirectedRelationshipTypeScan,
                    columns
                );
            case ShowRows show:
                return BuildShow(show);
            case CommandNode:
                return new EmptyOperator();
            case NodeCountFromCountStore count:
                return new CountStoreOperator(
                    new NodeCounter(count.Label),
                    context,
                    schema.Width > 0
                );
            case RelationshipCountFromCountStore count:
                return new CountStoreOperator(
                    new RelationshipCounter(count),
                    context,
                    schema.Width > 0
                );
            default:
                throw new System.Diagnostics.UnreachableException($"No operator for {leaf.Name}.");
        }
    }

    private ShowOperator BuildShow(ShowRows show)
    {
        var columns = new int[show.Output.Count];
        for (int i = 0; i < columns.Length; i++)
        {
            var column = show.Output[i];
            columns[i] = show.Indexes[show.Columns.TakeWhile(c => c != column).Count()];
        }
        return new ShowOperator(
            context.Show,
            show.Selection,
            [.. show.Names.Select(n => ExpressionCompiler.EvaluateConstant(n, context))],
            columns
        );
    }

    private ShowForRowsOperator BuildShow(ShowForRows show)
    {
        var source = Build(show.Source);
        var output = OutputOf(show, show.Source);
        return new ShowForRowsOperator(
            context,
            source,
            show.Selection,
            CompilerOver(show.Source).Compile(show.Names),
            [.. show.Columns.Select(c => (c.Index, output.Find(c.Variable)))],
            output
        );
    }

    private NodeSeekOperator BuildSeek(NodeSeek seek)
    {
        bool hasSource = seek.Source is not null;
        var source = hasSource
            ? Build(seek.Source!)
            : new ArgumentOperator(
                ArgumentRows.None,
                new OutputColumns(new RowSchema([]), new RowSchema([]))
            );
        var schema = hasSource ? SchemaOf(seek.Source!) : new RowSchema([]);
        var output = new OutputColumns(SchemaOf(seek), schema);
        var identity = new NodeIdentity(
            new ExpressionCompiler(schema, context).Compile(seek.Identity),
            seek.IsList,
            seek is NodeByElementIdSeek ? $"4:{context.Snapshot.DatabaseId}:" : null
        );
        return new NodeSeekOperator(context, source, identity, output, output.Find(seek.Node));
    }

    private Operator BuildExpand(ExpandNode node)
    {
        var source = BuildTransient(node.Source);
        var output = OutputOf(node, node.Source);
        var sourceSchema = SchemaOf(node.Source);
        var expansion = node.Expansion;
        bool isInto = node is ExpandInto or VarLengthExpand { IsInto: true };
        var step = StepOf(expansion, sourceSchema, isInto);
        var made = new RelationshipColumns(
            Left: -1,
            output.Find(expansion.Relationship),
            output.Find(expansion.To),
            output.Schema.Width
        );
        switch (node)
        {
            case ExpandAll:
                return new ExpandAllOperator(context, source, step, output, made);
            case ExpandInto:
                return new ExpandIntoOperator(context, source, step, output, made.Relationship);
            case OptionalExpandAll optional:
                var predicate = optional.Predicate is null
                    ? null
                    : new ExpressionCompiler(
                        sourceSchema.With(expansion.Relationship, expansion.To),
                        context
                    ).Compile(optional.Predicate);
                var columns = new OptionalExpandColumns(
                    output,
                    made,
                    predicate,
                    sourceSchema.Width
                );
                return new OptionalExpandAllOperator(context, source, step, columns);
            default:
                var settings = WalkOf((VarLengthExpand)node, sourceSchema, made);
                return ((VarLengthExpand)node).IsPruning
                    ? BuildPruning(source, step, settings, output)
                    : new VarLengthExpandOperator(context, source, step, settings, output);
        }
    }

    private ExpandIntersectOperator BuildIntersect(ExpandIntersect node)
    {
        var source = BuildTransient(node.Source);
        var output = OutputOf(node, node.Source);
        var schema = SchemaOf(node.Source);
        return new ExpandIntersectOperator(
            context,
            source,
            new IntersectSteps(
                StepOf(node.First, schema, isInto: false),
                StepOf(node.Second, schema, isInto: false),
                node.First.Direction == node.Second.Direction
                    && node.First.Types.Equals(node.Second.Types),
                node.AreDifferent
            ),
            output,
            new IntersectColumns(
                output.Find(node.First.To),
                output.Find(node.First.Relationship),
                output.Find(node.Second.Relationship)
            )
        );
    }

    /// <summary>The operator below one that copies what it passes on, and reads on when it has done with a batch.</summary>
    private Operator BuildTransient(PlanNode node)
    {
        var source = Build(node);
        source.AllowReuse();
        return source;
    }

    private PruningExpandOperator BuildPruning(
        Operator source,
        ExpandStep step,
        WalkSettings walk,
        OutputColumns output
    )
    {
        var search = new PathSearchSettings(
            step,
            walk.Minimum,
            walk.Maximum,
            IsAll: false,
            walk.StepPredicate,
            NodePredicate: null,
            LengthLimits: [],
            PathPredicates: [],
            walk.SourceWidth
        );
        var filter = new PathStepFilter(context, search);
        return new PruningExpandOperator(context, source, step, filter, walk, output);
    }

    private static ExpandStep StepOf(Expansion expansion, RowSchema source, bool isInto)
    {
        int[] used = [.. expansion.DiffersFrom.Select(source.SlotOf)];
        return new ExpandStep(
            source.SlotOf(expansion.From),
            isInto ? source.SlotOf(expansion.To) : -1,
            expansion.Direction,
            new RelationshipTypeReferences(expansion.Types),
            new UsedRelationships(used)
        );
    }

    private ShortestPathOperator BuildShortestPath(ShortestPath node)
    {
        var source = BuildTransient(node.Source);
        var schema = SchemaOf(node.Source);
        var expansion = node.Expansion;
        var step = new ExpandStep(
            schema.SlotOf(expansion.From),
            schema.SlotOf(expansion.To),
            expansion.Direction,
            new RelationshipTypeReferences(expansion.Types),
            new UsedRelationships([])
        );
        var settings = new PathSearchSettings(
            step,
            node.MinimumLength,
            node.MaximumLength ?? int.MaxValue,
            node.IsAll,
            CompileWith(schema, node.StepRelationship, node.StepPredicate),
            CompileWith(schema, node.StepNode, node.NodePredicate),
            LengthLimitsOf(node, schema),
            new ExpressionCompiler(schema.With(expansion.Relationship), context).Compile(
                node.PathPredicates
            ),
            schema.Width
        );
        var output = OutputOf(node, node.Source);
        return new ShortestPathOperator(
            context,
            source,
            settings,
            output,
            output.Find(expansion.Relationship)
        );
    }

    private PathLengthLimit[] LengthLimitsOf(ShortestPath node, RowSchema source)
    {
        var compiler = new ExpressionCompiler(source, context);
        return
        [
            .. node.LengthLimits.Select(l => new PathLengthLimit(
                l.Operator,
                compiler.Compile(l.Right)
            )),
        ];
    }

    private VectorExpression? CompileWith(
        RowSchema schema,
        Variable? variable,
        BoundExpression? predicate
    ) =>
        predicate is null
            ? null
            : new ExpressionCompiler(schema.With(variable!), context).Compile(predicate);

    private WalkSettings WalkOf(VarLengthExpand node, RowSchema source, RelationshipColumns made)
    {
        var predicate = node.StepPredicate is null
            ? null
            : new ExpressionCompiler(source.With(node.StepRelationship!), context).Compile(
                node.StepPredicate
            );
        return new WalkSettings(
            node.MinimumLength,
            node.MaximumLength ?? int.MaxValue,
            node.IsReversed,
            predicate,
            source.Width,
            made.Relationship,
            node.IsInto ? -1 : made.Right
        );
    }
}
