using System.Globalization;
using System.Text.Json;
using Quiver.Engine.Results;
using Quiver.Http.Json;
using Quiver.Model;

namespace Quiver.Http.Query;

/// <summary>Writes counters, plans and notifications in the Query API's form.</summary>
internal static class QuerySummaryWriter
{
    /// <summary>Writes what follows a result's rows, as fields of the answer.</summary>
    public static void Write(
        Utf8JsonWriter writer,
        QuerySummary summary,
        IEntityLookup entities,
        bool includesCounters
    )
    {
        if (includesCounters)
        {
            WriteCounters(writer, summary.Counters);
        }
        if (summary.Plan is { } plan)
        {
            bool isProfile = plan.Profile is not null;
            writer.WritePropertyName(isProfile ? "profiledQueryPlan" : "queryPlan");
            WritePlan(writer, new ValueWriter(writer, entities), plan);
        }
        if (summary.Notifications.Count > 0)
        {
            WriteNotifications(writer, summary.Notifications);
        }
        writer.WriteString("queryType", summary.QueryType);
        writer.WriteNumber("resultAvailableAfter", summary.AvailableAfterMilliseconds);
        writer.WriteNumber("resultConsumedAfter", summary.ConsumedAfterMilliseconds);
    }

    /// <summary>Writes the bookmark of a transaction that ended; nothing where it has none.</summary>
    public static void WriteBookmark(Utf8JsonWriter writer, string? bookmark)
    {
        if (bookmark is not null)
        {
            writer.WriteStartArray("bookmarks");
            writer.WriteStringValue(bookmark);
            writer.WriteEndArray();
        }
    }

    /// <summary>Writes which transaction stays open, and until when.</summary>
    public static void WriteTransaction(Utf8JsonWriter writer, string id, DateTimeOffset expires)
    {
        writer.WriteStartObject("transaction");
        writer.WriteString("id", id);
        writer.WriteString(
            "expires",
            expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        );
        writer.WriteEndObject();
    }

    private static void WriteCounters(Utf8JsonWriter writer, QueryCounters counters)
    {
        writer.WriteStartObject("counters");
        writer.WriteBoolean("containsUpdates", counters.ContainsUpdates);
        writer.WriteNumber("nodesCreated", counters.NodesCreated);
        writer.WriteNumber("nodesDeleted", counters.NodesDeleted);
        writer.WriteNumber("propertiesSet", counters.PropertiesSet);
        writer.WriteNumber("relationshipsCreated", counters.RelationshipsCreated);
        writer.WriteNumber("relationshipsDeleted", counters.RelationshipsDeleted);
        writer.WriteNumber("labelsAdded", counters.LabelsAdded);
        writer.WriteNumber("labelsRemoved", counters.LabelsRemoved);
        writer.WriteNumber("indexesAdded", counters.IndexesAdded);
        writer.WriteNumber("indexesRemoved", counters.IndexesRemoved);
        writer.WriteNumber("constraintsAdded", counters.ConstraintsAdded);
        writer.WriteNumber("constraintsRemoved", counters.ConstraintsRemoved);
        writer.WriteBoolean("containsSystemUpdates", counters.ContainsSystemUpdates);
        writer.WriteNumber("systemUpdates", counters.SystemUpdates);
        writer.WriteEndObject();
    }

    private static void WritePlan(Utf8JsonWriter writer, ValueWriter values, PlanDescription plan)
    {
        writer.WriteStartObject();
        if (plan.Profile is { } profile)
        {
            writer.WriteNumber("dbHits", profile.DbHits);
            writer.WriteNumber("records", profile.Rows);
            writer.WriteBoolean("hasPageCacheStats", false);
            writer.WriteNumber("pageCacheHits", 0);
            writer.WriteNumber("pageCacheMisses", 0);
            writer.WriteNumber("pageCacheHitRatio", 0.0);
            writer.WriteNumber("time", profile.TimeNanoseconds);
        }
        writer.WriteString("operatorType", plan.OperatorType);
        writer.WriteStartObject("arguments");
        foreach (ref readonly var argument in plan.Arguments.AsSpan())
        {
            writer.WritePropertyName(argument.Key);
            values.Write(argument.Value);
        }
        writer.WriteEndObject();
        writer.WriteStartArray("identifiers");
        foreach (string identifier in plan.Identifiers)
        {
            writer.WriteStringValue(identifier);
        }
        writer.WriteEndArray();
        writer.WriteStartArray("children");
        foreach (var child in plan.Children)
        {
            WritePlan(writer, values, child);
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteNotifications(
        Utf8JsonWriter writer,
        IReadOnlyList<Notification> notifications
    )
    {
        writer.WriteStartArray("notifications");
        foreach (var notification in notifications)
        {
            writer.WriteStartObject();
            writer.WriteString("code", notification.Code);
            writer.WriteString("description", notification.Description);
            writer.WriteString(
                "severity",
                notification.Severity == NotificationSeverity.Warning ? "WARNING" : "INFORMATION"
            );
            writer.WriteString("title", notification.Title);
            if (notification.Position is { } position)
            {
                SummaryWriter.WritePosition(writer, position);
            }
            else
            {
                writer.WriteNull("position");
            }
            writer.WriteString("category", notification.Category);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
