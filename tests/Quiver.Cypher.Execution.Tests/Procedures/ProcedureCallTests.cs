using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Tests.Procedures;

/// <summary>Calls of procedures with arguments, defaults and no columns.</summary>
public sealed class ProcedureCallTests : IDisposable
{
    private readonly TestGraph _graph = new(["(a:A)", "(b:A)"]);

    private int _calls;

    public void Dispose() => _graph.Dispose();

    [Fact]
    public void Arguments_are_evaluated_for_each_row()
    {
        var rows = Run("UNWIND [3, 1] AS n CALL test.repeat('x', n) YIELD i, text RETURN i, text");
        Assert.Equal(["0 'x'", "1 'x'", "2 'x'", "0 'x'"], rows);
    }

    [Fact]
    public void Columns_take_new_names_even_those_of_each_other() =>
        Assert.Equal(
            ["'x' 0"],
            Run("CALL test.repeat('x', 1) YIELD i AS text, text AS i RETURN i, text")
        );

    [Fact]
    public void What_is_left_out_takes_its_default() =>
        Assert.Equal(["0 'x'", "1 'x'"], Run("CALL test.repeat('x')"));

    [Fact]
    public void Arguments_without_parentheses_are_parameters()
    {
        var parameters = new MapValue([new("text", Value.String("p"))]);
        Assert.Equal(["0 'p'", "1 'p'"], Run("CALL test.repeat", parameters));
        var error = Assert.Throws<CypherException>(() => Run("CALL test.repeat"));
        Assert.Equal(StatusCodes.ParameterMissing, error.Status);
    }

    [Fact]
    public void More_rows_than_a_batch_come_in_order()
    {
        var rows = Run("UNWIND [1500, 2500] AS n CALL test.repeat('', n) YIELD i RETURN i");
        Assert.Equal(4000, rows.Count);
        Assert.Equal("1499", rows[1499]);
        Assert.Equal("0", rows[1500]);
        Assert.Equal("2499", rows[^1]);
    }

    [Fact]
    public void A_limit_stops_the_procedure()
    {
        Run("CALL test.repeat('', 1000000000) YIELD i RETURN i LIMIT 3");
        Assert.InRange(_calls, 3, 5000);
    }

    [Fact]
    public void One_without_columns_runs_for_each_row_and_keeps_it()
    {
        Assert.Equal(["1", "2"], Run("UNWIND [1, 2] AS x CALL test.do() RETURN x"));
        Assert.Equal(2, _calls);
        Assert.Empty(Run("CALL test.do()"));
        Assert.Empty(Run("MATCH (n) CALL test.do()"));
        Assert.Equal(5, _calls);
    }

    [Fact]
    public void An_optional_call_keeps_rows_without_a_result() =>
        Assert.Equal(
            ["0 null", "1 0"],
            Run("UNWIND [0, 1] AS n OPTIONAL CALL test.repeat('', n) YIELD i RETURN n, i")
        );

    [Fact]
    public void Whole_numbers_become_floating_ones_where_asked_for()
    {
        Assert.Equal(["1.0"], Run("CALL test.float(1)"));
        Assert.Equal(["null"], Run("CALL test.float(null)"));
    }

    [Fact]
    public void Numbers_of_JavaScript_are_whole_ones_where_those_are_asked_for_and_have_no_fraction()
    {
        const string Query = "CALL test.repeat('x', $n) YIELD i RETURN i";
        Assert.Equal(["0", "1"], Run(Query, new MapValue([new("n", Value.Float(2))])));
        foreach (double other in (double[])[2.5, double.NaN, 1e300])
        {
            var error = Assert.Throws<CypherException>(() =>
                Run(Query, new MapValue([new("n", Value.Float(other))]))
            );
            Assert.Equal(StatusCodes.ProcedureTypeError, error.Status);
        }
    }

    [Theory]
    [InlineData("CALL test.repeat()", "expected 1 to 2")]
    [InlineData("CALL test.repeat('a', 1, 2)", "got 3")]
    [InlineData("CALL test.repeat(1)", "Type mismatch: expected String but was Integer")]
    [InlineData("CALL test.repeat('a', count(*))", "Invalid use of aggregating function")]
    [InlineData("CALL test.repaet('a')", "Did you mean `test.repeat`?")]
    [InlineData("CALL test.repeat('a') YIELD j RETURN j", "Unknown procedure output: `j`")]
    [InlineData("CALL test.repeat('a') YIELD i, text AS i RETURN i", "already declared")]
    [InlineData("MATCH (n) CALL test.repeat('a') RETURN i", "Variable `i` not defined")]
    [InlineData("MATCH (n) CALL test.repeat('a') RETURN n", "naming results implicitly")]
    public void Mistakes_are_found_before_anything_runs(string query, string message)
    {
        var error = Assert.Throws<CypherException>(() => Run(query));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _calls);
    }

    [Fact]
    public void A_value_of_the_wrong_type_is_found_when_it_comes()
    {
        var error = Assert.Throws<CypherException>(() =>
            Run("UNWIND ['a', 1] AS x CALL test.repeat(x) YIELD i RETURN i")
        );
        Assert.Equal(StatusCodes.ProcedureTypeError, error.Status);
    }

    private List<string> Run(string query, MapValue? parameters = null)
    {
        var options = ExecutionOptions.Default with { Procedures = Procedures() };
        var (_, rows) = _graph.Run(query, parameters, options);
        return [.. rows.Select(static row => string.Join(' ', row))];
    }

    private ProcedureSet Procedures() =>
        new([
            new(
                new ProcedureSignature(
                    "test.repeat",
                    [
                        new("text", ProcedureType.String, "What to repeat."),
                        new("times", ProcedureType.Integer, "How often.", Value.Integer(2)),
                    ],
                    [
                        new("i", ProcedureType.Integer, "The number."),
                        new("text", ProcedureType.String, "The text."),
                    ],
                    "Repeats a text."
                ),
                Repeat
            ),
            new(
                new ProcedureSignature("test.do", [], [], "Does something."),
                _ =>
                {
                    _calls++;
                    return [];
                }
            ),
            new(
                new ProcedureSignature(
                    "test.float",
                    [new("in", ProcedureType.Float, "A number.")],
                    [new("out", ProcedureType.Float, "The number.")],
                    "Gives the number back."
                ),
                static call =>
                    [
                        [call.Arguments[0]],
                    ]
            ),
        ]);

    private IEnumerable<Value[]> Repeat(ProcedureInvocation call)
    {
        for (long i = 0; i < call.Arguments[1].AsInteger(); i++)
        {
            _calls++;
            yield return [Value.Integer(i), call.Arguments[0]];
        }
    }
}
