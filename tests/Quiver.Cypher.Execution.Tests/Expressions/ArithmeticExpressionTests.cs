using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Expressions.Arithmetic;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Model.Columns;
using Quiver.Model.Status;

namespace Quiver.Cypher.Execution.Tests.Expressions;

public sealed class ArithmeticExpressionTests
{
    [Fact]
    public void Columns_give_what_their_values_give_one_by_one()
    {
        int failures = 0;
        for (int seed = 0; seed < 2000; seed++)
        {
            var random = new RandomColumns(seed);
            // Few rows, since one that fails ends the batch.
            int count = 1 + random.Next(3);
            var left = random.Column(random.Kind(), count, withNulls: true);
            var right = random.Column(
                random.Next(2) == 0 ? left.Kind : random.Kind(),
                count,
                withNulls: true
            );
            var operation = (ArithmeticOperator)random.Next(7);
            string expected = Describe(() => Scalar(operation, left, right));
            string found = Describe(() => Vector(operation, left, right));
            failures += expected.StartsWith("Neo.", StringComparison.Ordinal) ? 1 : 0;
            Assert.True(expected == found, $"seed {seed}: {operation}: {expected} but {found}");
        }
        Assert.InRange(failures, 100, 1900);
    }

    [Fact]
    public void A_null_row_never_fails_whatever_word_it_holds()
    {
        var left = new WordVector(VectorKind.Integer, 2);
        left.Append(long.MaxValue);
        left.Append(1);
        left.MarkNull(0);
        var right = new WordVector(VectorKind.Integer, 2);
        right.Append(long.MaxValue);
        right.Append(2);
        var sum = Vector(ArithmeticOperator.Add, left, right);
        Assert.True(sum.IsNull(0));
        Assert.Equal(3, sum[1].AsInteger());
        Assert.True(Vector(ArithmeticOperator.Multiply, left, right).IsNull(0));
    }

    [Theory]
    [InlineData(ArithmeticOperator.Divide, 7, -2, -3)]
    [InlineData(ArithmeticOperator.Modulo, -7, 2, -1)]
    [InlineData(ArithmeticOperator.Modulo, 7, -2, 1)]
    [InlineData(ArithmeticOperator.Modulo, long.MinValue, -1, 0)]
    public void Integer_division_cuts_towards_zero(
        ArithmeticOperator operation,
        long left,
        long right,
        long expected
    )
    {
        var result = Vector(operation, Values.Column(left), Values.Column(right));
        Assert.Equal(expected, result[0].AsInteger());
    }

    [Fact]
    public void Division_of_an_integer_by_zero_is_the_documented_error()
    {
        var error = Assert.Throws<CypherException>(() =>
            Vector(ArithmeticOperator.Divide, Values.Column(1), Values.Column(0))
        );
        Assert.Equal("Neo.ClientError.Statement.ArithmeticError", error.Status.Code);
        Assert.Equal("/ by zero", error.Message);
    }

    private static ColumnVector Vector(
        ArithmeticOperator operation,
        ColumnVector left,
        ColumnVector right
    ) =>
        new ArithmeticExpression(
            operation,
            new ColumnExpression(0),
            new ColumnExpression(1)
        ).Evaluate(new Batch([left, right], left.Count), QueryContexts.WithoutGraph());

    private static AnyVector Scalar(
        ArithmeticOperator operation,
        ColumnVector left,
        ColumnVector right
    )
    {
        var result = new AnyVector();
        for (int row = 0; row < left.Count; row++)
        {
            result.Append(ValueArithmetic.Compute(operation, left[row], right[row]));
        }
        return result;
    }

    private static string Describe(Func<ColumnVector> compute)
    {
        try
        {
            var column = compute();
            var texts = new List<string>();
            for (int row = 0; row < column.Count; row++)
            {
                texts.Add($"{column[row].Kind} {column[row]}");
            }
            return string.Join(", ", texts);
        }
        catch (CypherException error)
        {
            return error.Status.Code;
        }
    }
}
