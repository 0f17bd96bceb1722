using System.Diagnostics;
using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Operators;
using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Execution;

/// <summary>The operators with two sides, and Optional.</summary>
internal sealed partial class OperatorBuilder
{
    private const int RowNumberId = -1;

    private Operator BuildApply(ApplyNode node)
    {
        var left = Build(node.Left);
        var leftSchema = SchemaOf(node.Left);
        var output = OutputOf(node, node.Left);
        var outerArguments = _arguments;
        var outerNumber = _rowNumber;
        var argumentSchema = node switch
        {
            Foreach each => leftSchema.With(each.Element),
            RepeatTrail repeat => leftSchema.With(repeat.Start),
            _ => leftSchema,
        };
        var arguments = new ArgumentRows(argumentSchema, node.IsRightRowWise);
        _arguments = arguments;
        _rowNumber = node.IsRightRowWise
            ? new Variable("row number", RowNumberId, CypherType.Integer, isNamed: false)
            : null;
        var right = Build(node.Right);
        var rightSchema = SchemaOf(node.Right);
        _arguments = outerArguments;
        _rowNumber = outerNumber;
        var rows = new RightRows(context, right, arguments);
        switch (node)
        {
            case Apply:
                var columns = new JoinColumns(output.Schema, leftSchema, rightSchema);
                if (context.Writer is not null || node.RightRowKeys() is not { } keys)
                {
                    return new ApplyOperator(context, left, right, arguments, columns);
                }
                int[] slots = [.. keys.Select(leftSchema.SlotOf)];
                return new SharedRowApplyOperator(
                    context,
                    (left, right),
                    arguments,
                    columns,
                    slots
                );
            case SemiApply or AntiSemiApply:
                return new SemiApplyOperator(left, rows, node is AntiSemiApply, output);
            case LetSemiApply let:
                return new LetSemiApplyOperator(left, rows, output, output.Find(let.Result));
            case Merge merge:
                return BuildMerge(merge, (left, right), arguments, rightSchema);
            case Foreach forEach:
                return BuildForeach(forEach, (left, right), arguments);
            case RepeatTrail repeat:
                return BuildRepeat(repeat, (left, right), arguments, rightSchema);
            case RollUpApply rollUp:
                int item = rightSchema.SlotOf(rollUp.Item);
                return new RollUpApplyOperator(left, rows, item, output, output.Find(rollUp.List));
            default:
                throw new UnreachableException($"No operator for {node.Name}.");
        }
    }

    private OptionalOperator BuildOptional(Optional node)
    {
        var source = Build(node.Source);
        var columns = new OptionalColumns(
            SchemaOf(node),
            SchemaOf(node.Source),
            _arguments.Schema,
            node.Arguments,
            _rowNumber
        );
        return new OptionalOperator(source, _arguments, columns);
    }

    private Operator BuildBinary(BinaryNode node)
    {
        var left = Build(node.Left);
        var leftSchema = SchemaOf(node.Left);
        // Rows of a side that knows nothing of the left rows of the Apply above carry no number of them.
        var number = _rowNumber;
        _rowNumber = null;
        var right = Build(node.Right);
        var rightSchema = SchemaOf(node.Right);
        _rowNumber = number;
        if (node is Union union)
        {
            return new UnionOperator(
                left,
                right,
                [.. union.Columns.Select(column => leftSchema.SlotOf(column.Left))],
                [.. union.Columns.Select(column => rightSchema.SlotOf(column.Right))]
            );
        }
        // A side that changes the graph comes first, whichever is asked first.
        if (node.Left.Writes)
        {
            var first = new EagerOperator(context, left);
            (left, right) = (first, new AfterOperator(right, first));
        }
        else if (node.Right.Writes)
        {
            var first = new EagerOperator(context, right);
            (left, right) = (new AfterOperator(left, first), first);
        }
        var columns = new JoinColumns(SchemaOf(node), leftSchema, rightSchema);
        switch (node)
        {
            case CartesianProduct:
                bool keepsRight = !ReadsArgument(node.Right);
                return new CartesianProductOperator(context, left, right, columns, keepsRight);
            case NodeHashJoin join:
                return new HashJoinOperator(
                    context,
                    (left, right),
                    [.. join.Keys.Select(key => new ColumnExpression(leftSchema.SlotOf(key)))],
                    [.. join.Keys.Select(key => new ColumnExpression(rightSchema.SlotOf(key)))],
                    columns
                );
            case NodeRightOuterHashJoin join:
                return new HashJoinOperator(
                    context,
                    (left, right),
                    [.. join.Keys.Select(key => new ColumnExpression(leftSchema.SlotOf(key)))],
                    [.. join.Keys.Select(key => new ColumnExpression(rightSchema.SlotOf(key)))],
                    columns,
                    isOuter: true
                );
            case ValueHashJoin join:
                return new HashJoinOperator(
                    context,
                    (left, right),
                    [CompileKey(join.LeftKey, leftSchema)],
                    [CompileKey(join.RightKey, rightSchema)],
                    columns
                );
            default:
                throw new UnreachableException($"No operator for {node.Name}.");
        }
    }

    private VectorExpression CompileKey(BoundExpression key, RowSchema schema)
    {
        var compiler = new ExpressionCompiler(schema, context);
        return key is BoundAttempt attempt
            ? new AttemptedKeyExpression(compiler.Compile(attempt.Operand))
            : compiler.Compile(key);
    }

    private static bool ReadsArgument(PlanNode node) =>
        node is Argument || node.Children.Any(ReadsArgument);
}
