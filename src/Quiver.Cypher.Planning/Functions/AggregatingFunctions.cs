using Quiver.Cypher.Planning.Binding;
using static Quiver.Cypher.Planning.Functions.Signatures;

namespace Quiver.Cypher.Planning.Functions;

/// <summary>The functions that fold many rows into one value. All skip nulls.</summary>
internal static class AggregatingFunctions
{
    private static readonly CypherType s_summable = new(TypeKinds.Number | TypeKinds.Duration);

    private static readonly CypherType s_average = new(TypeKinds.Float | TypeKinds.Duration);

    /// <summary>The functions.</summary>
    public static IEnumerable<FunctionSignature> All { get; } =
    [
        Aggregate(Of("count", CypherType.Integer, Optional("input", CypherType.Any))),
        Aggregate(
            Of("collect", CypherType.AnyList, P("input", CypherType.Any))
                .Giving(ResultRule.ListOfFirstArgument)
        ),
        Aggregate(Of("sum", s_summable, P("input", s_summable)).Giving(ResultRule.FirstArgument)),
        Aggregate(Of("avg", s_average, P("input", s_summable))),
        Aggregate(
            Of("min", CypherType.Any, P("input", CypherType.Any)).Giving(ResultRule.FirstArgument)
        ),
        Aggregate(
            Of("max", CypherType.Any, P("input", CypherType.Any)).Giving(ResultRule.FirstArgument)
        ),
        Aggregate(
            Of(
                "percentileCont",
                CypherType.Float,
                P("input", CypherType.Number),
                P("percentile", CypherType.Number)
            )
        ),
        Aggregate(
            Of(
                    "percentileDisc",
                    CypherType.Number,
                    P("input", CypherType.Number),
                    P("percentile", CypherType.Number)
                )
                .Giving(ResultRule.FirstArgument)
        ),
        Aggregate(Of("stDev", CypherType.Float, P("input", CypherType.Number))),
        Aggregate(Of("stDevP", CypherType.Float, P("input", CypherType.Number))),
    ];

    private static FunctionSignature Aggregate(FunctionSignature signature) =>
        signature with
        {
            IsAggregating = true,
            PropagatesNull = false,
        };
}
