using Quiver.Cypher.Execution.Aggregation;
using Quiver.Cypher.Execution.Functions;
using Quiver.Cypher.Planning.Functions;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Tests.Functions;

public sealed class FunctionTableTests
{
    public static TheoryData<string, object?[], object?> Calls { get; } =
        new()
        {
            { "abs", [-3], 3 },
            { "abs", [-3.5], 3.5 },
            { "sign", [-0.5], -1 },
            { "ceil", [1.2], 2.0 },
            { "floor", [-1.2], -2.0 },
            { "round", [2.5], 3.0 },
            { "round", [-1.5], -1.0 },
            { "round", [-2.5], -2.0 },
            { "round", [3.141592, 3], 3.142 },
            { "round", [-1.55, 1], -1.6 },
            { "round", [1.55, 1, "DOWN"], 1.5 },
            { "round", [1.51, 1, "UP"], 1.6 },
            { "round", [2.5, 0, "HALF_EVEN"], 2.0 },
            { "round", [2.5, 0, "HALF_DOWN"], 2.0 },
            { "round", [-2.5, 0, "CEILING"], -2.0 },
            { "isNaN", [double.NaN], true },
            { "sqrt", [-1.0], double.NaN },
            { "toInteger", ["3.9"], 3 },
            { "toInteger", [3.9], 3 },
            { "toInteger", [" 12 "], 12 },
            { "toInteger", ["12x"], null },
            { "toInteger", ["9223372036854775807"], long.MaxValue },
            { "toInteger", ["Infinity"], null },
            { "toInteger", [1e300], long.MaxValue },
            { "toInteger", [-1e300], long.MinValue },
            { "toInteger", [double.NaN], 0 },
            { "toIntegerOrNull", ["9223372036854775808"], null },
            { "toIntegerList", [new object?[] { "1e309", "7" }], new object?[] { null, 7 } },
            { "toInteger", [true], 1 },
            { "toFloat", ["1e3"], 1000.0 },
            { "toFloat", ["abc"], null },
            { "toBoolean", ["TRUE"], true },
            { "toBoolean", ["yes"], null },
            { "toBoolean", [0], false },
            { "toString", [1.0], "1.0" },
            { "toString", [10000000.0], "1.0E7" },
            { "toString", [true], "true" },
            { "toIntegerOrNull", [new object?[] { 1 }], null },
            { "toIntegerList", [new object?[] { "1", "x", 2.5 }], new object?[] { 1, null, 2 } },
            { "toLower", ["ÄBC"], "äbc" },
            { "toUpper", ["äbc"], "ÄBC" },
            { "trim", [" \t a b \n"], "a b" },
            { "trim", ["BOTH", "x", "xxaxx"], "a" },
            { "trim", ["LEADING", "x", "xxaxx"], "axx" },
            { "ltrim", ["aab", "a"], "b" },
            { "rtrim", ["baa", "ax"], "b" },
            { "btrim", ["ääbä", "ä"], "b" },
            { "left", ["äbc", 2], "äb" },
            { "left", ["a", 5], "a" },
            { "left", [null, 5], null },
            { "right", ["𝄞bc", 3], "𝄞bc" },
            { "right", ["abc", 2], "bc" },
            { "substring", ["hello", 1, 3], "ell" },
            { "substring", ["abc", 5], "" },
            { "substring", ["ä𝄞c", 1, 1], "𝄞" },
            { "reverse", ["a𝄞ä"], "ä𝄞a" },
            { "reverse", [new object?[] { 1, null }], new object?[] { null, 1 } },
            { "size", ["ä𝄞"], 2 },
            { "size", [new object?[] { 1, 2 }], 2 },
            { "isEmpty", [""], true },
            { "replace", ["abab", "b", "xy"], "axyaxy" },
            { "replace", ["abab", "b", "x", 1], "axab" },
            { "split", ["a,b,", ","], new object?[] { "a", "b", "" } },
            { "split", ["ab", ""], new object?[] { "a", "b" } },
            { "split", ["a,b;c", new object?[] { ",", ";" }], new object?[] { "a", "b", "c" } },
            { "head", [new object?[] { 1, 2 }], 1 },
            { "head", [Array.Empty<object?>()], null },
            { "last", [new object?[] { 1, 2 }], 2 },
            { "tail", [new object?[] { 1, 2 }], new object?[] { 2 } },
            { "range", [1, 3], new object?[] { 1, 2, 3 } },
            { "range", [3, 1], Array.Empty<object?>() },
            { "range", [3, 1, -2], new object?[] { 3, 1 } },
            { "range", [0, 10, 4], new object?[] { 0, 4, 8 } },
            { "coll.distinct", [new object?[] { 1, 1.0, null, null }], new object?[] { 1, null } },
            { "coll.sort", [new object?[] { 3, null, "a", 1 }], new object?[] { "a", 1, 3, null } },
            { "coll.flatten", [new object?[] { 1, new object?[] { 2 } }], new object?[] { 1, 2 } },
            { "nullIf", [1, 1.0], null },
            { "nullIf", [1, 2], 1 },
            { "exists", [null], false },
            { "valueType", [null], "NULL" },
            { "valueType", [1], "INTEGER NOT NULL" },
            { "valueType", [new object?[] { 1 }], "LIST<INTEGER NOT NULL> NOT NULL" },
            {
                "valueType",
                [new object?[] { true, "a" }],
                "LIST<BOOLEAN NOT NULL | STRING NOT NULL> NOT NULL"
            },
            { "timestamp", [], 1709209815123L },
            { "abs", [null], null },
            { "string.join", [new object?[] { "a", "b" }, "-"], "a-b" },
            { "string.indexOf", ["äbc", "c"], 2 },
            { "string.regexReplace", ["a1b22", "[0-9]+", "#"], "a#b#" },
            {
                "vector.similarity.euclidean",
                [new object?[] { 1, 2 }, new object?[] { 1, 4 }],
                0.2
            },
            { "normalize", ["abc"], "abc" },
        };

    public static TheoryData<string, object?[], string> Failures { get; } =
        new()
        {
            { "abs", [long.MinValue], "Neo.ClientError.Statement.ArithmeticError" },
            { "abs", ["a"], "Neo.ClientError.Statement.TypeError" },
            { "toInteger", [new object?[] { 1 }], "Neo.ClientError.Statement.TypeError" },
            { "toInteger", ["9223372036854775808"], "Neo.ClientError.Statement.TypeError" },
            { "toInteger", ["-1e309"], "Neo.ClientError.Statement.TypeError" },
            { "toString", [new object?[] { 1 }], "Neo.ClientError.Statement.TypeError" },
            { "left", ["abc", -1], "Neo.ClientError.Statement.ArgumentError" },
            { "left", ["abc", null], "Neo.ClientError.Statement.TypeError" },
            { "substring", ["abc", -1], "Neo.ClientError.Statement.ArgumentError" },
            { "range", [1, 2, 0], "Neo.ClientError.Statement.ArgumentError" },
            { "range", [0, long.MaxValue], "Neo.ClientError.Statement.ArgumentError" },
            { "round", [1.5, 1, "SIDEWAYS"], "Neo.ClientError.Statement.ArgumentError" },
        };

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_function_gives_the_documented_value(
        string function,
        object?[] arguments,
        object? expected
    )
    {
        var result = Call(function, arguments);
        Assert.Equal(Values.Of(expected).Kind, result.Kind);
        Assert.Equal(Values.Of(expected).ToString(), result.ToString());
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_function_refuses_what_it_cannot_work_with(
        string function,
        object?[] arguments,
        string code
    )
    {
        var error = Assert.Throws<CypherException>(() => Call(function, arguments));
        Assert.Equal(code, error.Status.Code);
    }

    [Fact]
    public void Every_function_that_the_planner_accepts_can_be_executed()
    {
        var missing = new List<string>();
        foreach (var signature in FunctionCatalog.All)
        {
            bool found = signature.IsAggregating
                ? CanAggregate(signature.Name)
                : signature.Name == "coalesce"
                    || FunctionTable.Standard.TryFind(signature.Name, out var function)
                        && function.PropagatesNull == signature.PropagatesNull;
            if (!found)
            {
                missing.Add(signature.Name);
            }
        }
        Assert.Empty(missing);
    }

    private static bool CanAggregate(string name) =>
        new AggregateColumn(name.ToLowerInvariant(), IsDistinct: false, []).Create() is not null;

    private static Value Call(string name, object?[] arguments)
    {
        Assert.True(FunctionTable.Standard.TryFind(name, out var function));
        Value[] values = [.. arguments.Select(Values.Of)];
        if (function.PropagatesNull && Array.Exists(values, static value => value.IsNull))
        {
            return Value.Null;
        }
        return function.Body(new FunctionCall(function.Name, values, QueryContexts.WithoutGraph()));
    }
}
