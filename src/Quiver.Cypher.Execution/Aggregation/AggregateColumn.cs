using Quiver.Cypher.Execution.Expressions;

namespace Quiver.Cypher.Execution.Aggregation;

/// <summary>A column that an aggregation computes.</summary>
/// <param name="Function">The function's name, in lower case.</param>
/// <param name="IsDistinct">Whether equal arguments count once.</param>
/// <param name="Arguments">The arguments over the source's rows.</param>
internal sealed record AggregateColumn(
    string Function,
    bool IsDistinct,
    VectorExpression[] Arguments
)
{
    /// <summary>Makes the function's state.</summary>
    public Aggregator Create()
    {
        Aggregator aggregator = Function switch
        {
            "count" => new CountAggregator(),
            "sum" => new SumAggregator(),
            "avg" => new AverageAggregator(),
            "min" => new ExtremeAggregator(isMaximum: false),
            "max" => new ExtremeAggregator(isMaximum: true),
            "collect" => new CollectAggregator(),
            "stdev" => new DeviationAggregator(isPopulation: false),
            "stdevp" => new DeviationAggregator(isPopulation: true),
            "percentilecont" => new PercentileAggregator(isContinuous: true),
            "percentiledisc" => new PercentileAggregator(isContinuous: false),
            _ => throw RuntimeErrors.FunctionUnsupported(Function),
        };
        return IsDistinct ? new DistinctAggregator(aggregator) : aggregator;
    }
}
