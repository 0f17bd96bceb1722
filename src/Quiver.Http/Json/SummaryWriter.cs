using System.Text.Json;
using Quiver.Engine.Results;
using Quiver.Model;

namespace Quiver.Http.Json;

/// <summary>Writes counters, plans and notifications in the transactional API's form.</summary>
internal static class SummaryWriter
{
    /// <summary>Writes the <c>stats</c> object; the odd <c>relationship_deleted</c> is the API's own spelling.</summary>
    public static void WriteStats(Utf8JsonWriter writer, QueryCounters counters)
    {
        writer.WriteStartObject("stats");
        writer.WriteBoolean("contains_updates", counters.ContainsUpdates);
        writer.WriteNumber("nodes_created", counters.NodesCreated);
        writer.WriteNumber("nodes_deleted", counters.NodesDeleted);
        writer.WriteNumber("properties_set", counters.PropertiesSet);
        writer.WriteNumber("relationships_created", counters.RelationshipsCreated);
        writer.WriteNumber("relationship_deleted", counters.RelationshipsDeleted);
        writer.WriteNumber("labels_added", counters.LabelsAdded);
        writer.WriteNumber("labels_removed", counters.LabelsRemoved);
        writer.WriteNumber("indexes_added", counters.IndexesAdded);
        writer.WriteNumber("indexes_removed", counters.IndexesRemoved);
        writer.WriteNumber("constraints_added", counters.ConstraintsAdded);
        writer.WriteNumber("constraints_removed", counters.ConstraintsRemoved);
        writer.WriteBoolean("contains_system_updates", counters.ContainsSystemUpdates);
        writer.WriteNumber("system_updates", counters.SystemUpdates);
        writer.WriteEndObject();
    }

    /// <summary>Writes the <c>plan</c> object of an explained or profiled statement.</summary>
    public static void WritePlan(
        Utf8JsonWriter writer,
        IEntityLookup entities,
        PlanDescription root
    )
    {
        writer.WriteStartObject("plan");
        writer.WritePropertyName("root");
        WriteOperator(writer, new ValueWriter(writer, entities), root);
        writer.WriteEndObject();
    }

    /// <summary>Writes the <c>notifications</c> array.</summary>
    public static void WriteNotifications(
        Utf8JsonWriter writer,
        IReadOnlyList<Notification> notifications
    )
    {
        writer.WriteStartArray("notifications");
        foreach (var notification in notifications)
        {
            writer.WriteStartObject();
            writer.WriteString("code", notification.Code);
            writer.WriteString(
                "severity",
                notification.Severity == NotificationSeverity.Warning ? "WARNING" : "INFORMATION"
            );
            writer.WriteString("title", notification.Title);
            writer.WriteString("description", notification.Description);
            if (notification.Position is { } position)
            {
                WritePosition(writer, position);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    /// <summary>Writes the place in a query that a notification means, as its <c>position</c>.</summary>
    public static void WritePosition(Utf8JsonWriter writer, TextPosition position)
    {
        writer.WriteStartObject("position");
        writer.WriteNumber("offset", position.Offset);
        writer.WriteNumber("line", position.Line);
        writer.WriteNumber("column", position.Column);
        writer.WriteEndObject();
    }

    private static void WriteOperator(
        Utf8JsonWriter writer,
        ValueWriter values,
        PlanDescription plan
    )
    {
        writer.WriteStartObject();
        writer.WriteString("operatorType", plan.OperatorType);
        writer.WriteStartArray("identifiers");
        foreach (string identifier in plan.Identifiers)
        {
            writer.WriteStringValue(identifier);
        }
        writer.WriteEndArray();
        foreach (ref readonly var argument in plan.Arguments.AsSpan())
        {
            writer.WritePropertyName(argument.Key);
            values.Write(argument.Value);
        }
        if (plan.Profile is { } profile)
        {
            writer.WriteNumber("DbHits", profile.DbHits);
            writer.WriteNumber("Rows", profile.Rows);
            writer.WriteNumber("Time", profile.TimeNanoseconds);
        }
        writer.WriteStartArray("children");
        foreach (var child in plan.Children)
        {
            WriteOperator(writer, values, child);
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
