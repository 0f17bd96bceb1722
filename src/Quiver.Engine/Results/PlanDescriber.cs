using Quiver.Cypher.Planning;
using Quiver.Cypher.Planning.Plans;
using Quiver.Model.Values;

namespace Quiver.Engine.Results;

/// <summary>Tells a plan in Neo4j's terms, as drivers and tools draw it.</summary>
internal static class PlanDescriber
{
    private const string PlannerName = "COST";
    private const string RuntimeName = "BATCHED";
    private const string LanguageVersion = "5";

    /// <summary>Describes a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="databaseName">The database it is for.</param>
    /// <param name="profile">What was measured, by operator; empty when nothing was.</param>
    /// <param name="peakMemoryBytes">The most memory that all operators held together.</param>
    public static PlanDescription Describe(
        QueryPlan plan,
        string databaseName,
        IReadOnlyList<Cypher.Execution.OperatorProfile> profile,
        long peakMemoryBytes
    )
    {
        List<KeyValuePair<string, Value>> further =
        [
            Text("planner", PlannerName),
            Text("planner-impl", "IDP"),
            Text("planner-version", CompatibleRelease.Version),
            Text("runtime", RuntimeName),
            Text("runtime-impl", RuntimeName),
            Text("runtime-version", CompatibleRelease.Version),
            Text("version", LanguageVersion),
            new("batch-size", Value.Integer(Model.Columns.Batch.Capacity)),
            Text("string-representation", PlanTable.Draw(plan, profile)),
        ];
        if (profile.Count > 0)
        {
            further.Add(new("GlobalMemory", Value.Integer(peakMemoryBytes)));
        }
        return Describe(plan.Root, databaseName, profile, further);
    }

    private static PlanDescription Describe(
        PlanNode node,
        string databaseName,
        IReadOnlyList<Cypher.Execution.OperatorProfile> profile,
        List<KeyValuePair<string, Value>> further
    )
    {
        List<KeyValuePair<string, Value>> arguments =
        [
            .. further,
            new("Id", Value.Integer(node.Id)),
            Text("Details", node.Details),
            new("EstimatedRows", Value.Float(node.EstimatedRows)),
        ];
        if (profile.Count > 0)
        {
            var measured = Measured(profile[node.Id]);
            arguments.Add(new("Rows", Value.Integer(measured.Rows)));
            arguments.Add(new("DbHits", Value.Integer(measured.DbHits)));
            arguments.Add(new("Memory", Value.Integer(measured.MemoryBytes)));
            arguments.Add(new("Time", Value.Integer(measured.TimeNanoseconds)));
        }
        var children = new List<PlanDescription>(node.Children.Count);
        foreach (var child in node.Children)
        {
            children.Add(Describe(child, databaseName, profile, []));
        }
        return new PlanDescription(
            $"{node.Name}@{databaseName}",
            new MapValue(arguments),
            [.. node.Output.Select(static variable => variable.Name)],
            children
        )
        {
            Profile = profile.Count == 0 ? null : Measured(profile[node.Id]),
        };
    }

    private static OperatorProfile Measured(Cypher.Execution.OperatorProfile profile) =>
        new(profile.Rows, profile.StoreHits, profile.Nanoseconds, profile.PeakMemoryBytes);

    private static KeyValuePair<string, Value> Text(string key, string text) =>
        new(key, Value.String(text));
}
