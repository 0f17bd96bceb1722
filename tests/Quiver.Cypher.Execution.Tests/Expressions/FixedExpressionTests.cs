using Quiver.Cypher.Execution.Expressions;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Tests.Expressions;

public sealed class FixedExpressionTests
{
    [Fact]
    public void Is_evaluated_once_for_all_rows_of_all_batches()
    {
        for (int kind = 0; kind < 10; kind++)
        {
            var value = new RandomColumns(kind).ValueOf((VectorKind)kind);
            var counted = new CountedExpression(value);
            var expression = new FixedExpression(counted);
            var context = QueryContexts.WithoutGraph();
            foreach (int rows in (int[])[3, 1, 700, 700, 2])
            {
                var column = expression.Evaluate(new Batch([], rows), context);
                var transient = expression.EvaluateTransient(new Batch([], rows), context);
                Assert.Equal(rows, column.Count);
                Assert.Equal(rows, transient.Count);
                Assert.Equal(value.ToString(), column[rows - 1].ToString());
                Assert.Equal(value.ToString(), transient[rows - 1].ToString());
            }
            Assert.Equal(1, counted.Rows);
            Assert.True(expression.TryGetConstant(out var known));
            Assert.Equal(value.ToString(), known.ToString());
        }
    }

    [Fact]
    public void Is_not_evaluated_where_there_are_no_rows()
    {
        var counted = new CountedExpression(Value.Integer(1));
        var expression = new FixedExpression(counted);
        var column = expression.Evaluate(new Batch([], 0), QueryContexts.WithoutGraph());
        Assert.Equal(0, column.Count);
        Assert.Equal(0, counted.Rows);
        Assert.False(expression.TryGetConstant(out _));
    }

    private sealed class CountedExpression(Value value) : VectorExpression
    {
        public int Rows { get; private set; }

        public override ColumnVector Evaluate(Batch rows, QueryContext context)
        {
            Rows += rows.RowCount;
            return ConstantColumn.Of(value, rows.RowCount);
        }
    }
}
