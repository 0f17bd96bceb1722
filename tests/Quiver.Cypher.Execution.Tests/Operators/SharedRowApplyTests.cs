using Quiver.Cypher.Execution.Operators;
using Quiver.Cypher.Planning.Binding;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Tests.Operators;

public sealed class SharedRowApplyTests
{
    private static readonly Variable Node = new("n", 0, CypherType.Node, isNamed: true);
    private static readonly Variable Answer = new("answer", 1, CypherType.Integer, isNamed: true);
    private static readonly Variable Number = new("row", 2, CypherType.Integer, isNamed: false);

    [Theory]
    [InlineData(40, 10, 10)]
    [InlineData(40, 5000, 5000)]
    // Where hardly any node comes again nothing is kept in the end, and each row is computed.
    [InlineData(40, 1_000_000, 40 * Batch.Capacity)]
    public void Each_left_row_has_the_row_of_its_node(int batches, int nodes, int mostComputed)
    {
        var random = new Random(5);
        var left = new Batch[batches];
        for (int i = 0; i < batches; i++)
        {
            var column = new WordVector(VectorKind.Node, Batch.Capacity);
            for (int row = 0; row < Batch.Capacity; row++)
            {
                column.Append(nodes > 100_000 ? (i * Batch.Capacity) + row : random.Next(nodes));
            }
            left[i] = new Batch([column], Batch.Capacity);
        }
        var leftSchema = new RowSchema([Node]);
        var arguments = new ArgumentRows(leftSchema, isNumbered: true);
        var right = new SquareOperator(arguments);
        var context = QueryContexts.WithoutGraph();
        var apply = new SharedRowApplyOperator(
            context,
            (new RowsOperator(left), right),
            arguments,
            new JoinColumns(new([Node, Answer]), leftSchema, new([Answer, Number])),
            [0]
        );
        for (int round = 0; round < 2; round++)
        {
            right.Computed = 0;
            int given = 0;
            while (apply.Next() is { } rows)
            {
                var expected = left[given++].Columns[0];
                for (int row = 0; row < rows.RowCount; row++)
                {
                    long node = expected[row].Bits;
                    Assert.Equal(node, rows.Columns[0][row].Bits);
                    Assert.Equal(node * node, rows.Columns[1][row].AsInteger());
                }
            }
            Assert.Equal(batches, given);
            Assert.InRange(right.Computed, 1, mostComputed);
            apply.Restart();
        }
        Assert.Equal(0, context.Memory.UsedBytes);
    }

    /// <summary>The square of each left row's node, and the number of the row; a few rows at a time.</summary>
    private sealed class SquareOperator(ArgumentRows arguments) : Operator
    {
        private int _next;

        public int Computed { get; set; }

        public override Batch? Next()
        {
            int count = Math.Min(300, arguments.Rows.RowCount - _next);
            if (count == 0)
            {
                return null;
            }
            var squares = new WordVector(VectorKind.Integer, count);
            var numbers = new WordVector(VectorKind.Integer, count);
            for (int i = 0; i < count; i++)
            {
                long node = arguments.Rows.Columns[0][_next].Bits;
                squares.Append(node * node);
                numbers.Append(_next++);
            }
            Computed += count;
            return new Batch([squares, numbers], count);
        }

        public override void Restart() => _next = 0;
    }
}
