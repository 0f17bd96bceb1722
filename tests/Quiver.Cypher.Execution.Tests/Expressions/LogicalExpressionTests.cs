using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Expressions.Arithmetic;
using Quiver.Cypher.Execution.Expressions.Comparison;
using Quiver.Cypher.Execution.Expressions.Logic;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Model.Columns;
using Quiver.Model.Status;

namespace Quiver.Cypher.Execution.Tests.Expressions;

public sealed class LogicalExpressionTests
{
    private static readonly object?[] Left =
    [
        true,
        true,
        true,
        false,
        false,
        false,
        null,
        null,
        null,
    ];
    private static readonly object?[] Right =
    [
        true,
        false,
        null,
        true,
        false,
        null,
        true,
        false,
        null,
    ];

    [Fact]
    public void And_or_xor_and_not_follow_Kleene()
    {
        var rows = Values.Rows(Values.Column(Left), Values.Column(Right));
        Check(
            [true, false, null, false, false, false, null, false, null],
            Logic(isAnd: true),
            rows
        );
        Check([true, true, true, true, false, null, true, null, null], Logic(isAnd: false), rows);
        var xor = new XorExpression(new ColumnExpression(0), new ColumnExpression(1));
        Check([false, true, null, true, false, null, null, null, null], xor, rows);
        var not = new NotExpression(new ColumnExpression(1));
        Check([false, true, null, false, true, null, false, true, null], not, rows);
    }

    [Fact]
    public void The_right_side_is_not_evaluated_for_rows_that_the_left_side_decides()
    {
        // x <> 0 AND 10 / x > 4
        var rows = Values.Rows(Values.Column(0, 2, 0, 5, null));
        var expression = new LogicalExpression(isAnd: true, [NotZero(), TenthAboveFour()]);
        Check([false, true, false, false, null], expression, rows);
        var swapped = new LogicalExpression(isAnd: true, [TenthAboveFour(), NotZero()]);
        var error = Assert.Throws<CypherException>(() =>
            swapped.Evaluate(rows, QueryContexts.WithoutGraph())
        );
        Assert.Equal("/ by zero", error.Message);
    }

    [Fact]
    public void A_branch_of_case_is_evaluated_only_for_its_rows()
    {
        // CASE WHEN x <> 0 THEN 10 / x ELSE 'none' END
        var rows = Values.Rows(Values.Column(0, 2, 0, 5));
        var expression = new CaseExpression(
            [(NotZero(), TenBy())],
            new ConstantExpression(Values.Of("none"))
        );
        Check(["none", 5, "none", 2], expression, rows);
    }

    [Fact]
    public void Coalesce_evaluates_further_arguments_only_where_it_needs_them()
    {
        var rows = Values.Rows(Values.Column(2, 0, 5), Values.Column(1, 7, null));
        // coalesce(y, 10 / x): x is 0 only where y is there.
        var expression = new CoalesceExpression([new ColumnExpression(1), TenBy()]);
        Check([1, 7, 2], expression, rows);
    }

    [Fact]
    public void A_condition_that_is_no_boolean_is_a_type_error()
    {
        var rows = Values.Rows(Values.Column(1), Values.Column(true));
        var error = Assert.Throws<CypherException>(() =>
            Logic(isAnd: true).Evaluate(rows, QueryContexts.WithoutGraph())
        );
        Assert.Equal("Neo.ClientError.Statement.TypeError", error.Status.Code);
    }

    private static LogicalExpression Logic(bool isAnd) =>
        new(isAnd, [new ColumnExpression(0), new ColumnExpression(1)]);

    private static ComparisonExpression NotZero() =>
        new(
            ComparisonOperator.NotEqual,
            new ColumnExpression(0),
            new ConstantExpression(Values.Of(0))
        );

    private static ComparisonExpression TenthAboveFour() =>
        new(ComparisonOperator.Greater, TenBy(), new ConstantExpression(Values.Of(4)));

    private static ArithmeticExpression TenBy() =>
        new(
            ArithmeticOperator.Divide,
            new ConstantExpression(Values.Of(10)),
            new ColumnExpression(0)
        );

    private static void Check(object?[] expected, VectorExpression expression, Batch rows)
    {
        var result = expression.Evaluate(rows, QueryContexts.WithoutGraph());
        for (int row = 0; row < rows.RowCount; row++)
        {
            Assert.Equal(Values.Of(expected[row]).ToString(), result[row].ToString());
        }
    }
}
