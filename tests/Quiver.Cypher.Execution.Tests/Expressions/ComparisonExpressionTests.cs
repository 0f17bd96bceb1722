using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Expressions.Comparison;
using Quiver.Cypher.Execution.Kernels;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Tests.Expressions;

public sealed class ComparisonExpressionTests
{
    [Fact]
    public void Columns_compare_as_their_values_do()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new RandomColumns(seed);
            var left = random.Column(random.Kind(), 70, withNulls: seed % 2 == 0);
            var rightKind = random.Next(2) == 0 ? left.Kind : random.Kind();
            var right = random.Column(rightKind, 70, withNulls: seed % 3 == 0);
            var comparison = (ComparisonOperator)random.Next(6);
            var expression = new ComparisonExpression(
                comparison,
                new ColumnExpression(0),
                new ColumnExpression(1)
            );
            var result = expression.Evaluate(
                new Batch([left, right], 70),
                QueryContexts.WithoutGraph()
            );
            for (int row = 0; row < 70; row++)
            {
                var expected = ValueOf(
                    ComparisonKernels.Compare(comparison, left[row], right[row])
                );
                Assert.True(
                    expected.ToString() == result[row].ToString(),
                    $"seed {seed}: {left[row]} {comparison} {right[row]} gave {result[row]}"
                );
            }
        }
    }

    [Fact]
    public void Texts_compare_with_a_constant_as_with_a_column_of_it()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new RandomColumns(seed);
            var left = random.Column(VectorKind.Text, 40, withNulls: true);
            var constant = random.ValueOf(VectorKind.Text);
            var comparison = (ComparisonOperator)random.Next(6);
            var expression = new ComparisonExpression(
                comparison,
                new ColumnExpression(0),
                new ConstantExpression(constant)
            );
            var result = expression.Evaluate(new Batch([left], 40), QueryContexts.WithoutGraph());
            for (int row = 0; row < 40; row++)
            {
                var expected = ValueOf(ComparisonKernels.Compare(comparison, left[row], constant));
                Assert.Equal(expected.ToString(), result[row].ToString());
            }
        }
    }

    [Fact]
    public void A_constant_list_is_searched_as_any_other()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new RandomColumns(seed);
            var kind = random.Next(2) == 0 ? VectorKind.Integer : VectorKind.Text;
            var values = random.Column(
                random.Next(3) == 0 ? random.Kind() : kind,
                30,
                withNulls: true
            );
            var elements = new Value[random.Next(6)];
            for (int i = 0; i < elements.Length; i++)
            {
                elements[i] = random.Next(5) == 0 ? Value.Null : random.ValueOf(kind);
            }
            var list = Value.List(elements);
            var fast = new InExpression(new ColumnExpression(0), new ConstantExpression(list));
            var slow = new InExpression(new ColumnExpression(0), new ColumnExpression(1));
            var lists = ConstantColumn.Of(list, 30);
            var context = QueryContexts.WithoutGraph();
            var found = fast.Evaluate(new Batch([values], 30), context);
            var expected = slow.Evaluate(new Batch([values, lists], 30), context);
            for (int row = 0; row < 30; row++)
            {
                Assert.True(
                    expected[row].ToString() == found[row].ToString(),
                    $"seed {seed}: {values[row]} IN {list} gave {found[row]}"
                );
            }
        }
    }

    private static Value ValueOf(Ternary value) =>
        value == Ternary.Unknown ? Value.Null : Value.Boolean(value == Ternary.True);
}
