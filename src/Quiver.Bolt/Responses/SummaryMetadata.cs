using Quiver.Bolt.Handshake;
using Quiver.Bolt.Session;
using Quiver.Engine.Results;
using Quiver.Model.Values;

namespace Quiver.Bolt.Responses;

/// <summary>The metadata of the SUCCESS that ends a result.</summary>
internal static class SummaryMetadata
{
    /// <summary>Builds it for one version of the protocol.</summary>
    public static MapValue Of(
        QuerySummary summary,
        bool hasColumns,
        NotificationFilter filter,
        BoltVersion version
    )
    {
        var entries = new List<KeyValuePair<string, Value>>
        {
            new("type", Value.String(summary.QueryType)),
            new("t_last", Value.Integer(summary.ConsumedAfterMilliseconds)),
        };
        if (version.HasDatabases)
        {
            entries.Add(new("db", Value.String(summary.DatabaseName)));
        }
        if (summary.Bookmark is not null)
        {
            entries.Add(new("bookmark", Value.String(summary.Bookmark)));
        }
        if (summary.Counters != default)
        {
            entries.Add(new("stats", Stats(summary.Counters)));
        }
        if (summary.Plan is not null)
        {
            bool profiled = summary.Plan.Profile is not null;
            entries.Add(new(profiled ? "profile" : "plan", Plan(summary.Plan)));
        }
        Notification[] notifications =
            summary.Notifications.Count == 0 ? [] : [.. summary.Notifications.Where(filter.Passes)];
        if (version.HasStatuses)
        {
            entries.Add(new("statuses", Statuses(notifications, hasColumns, summary.RowCount > 0)));
        }
        else if (notifications.Length > 0)
        {
            entries.Add(
                new(
                    "notifications",
                    Value.List([.. notifications.Select(n => Notification(n, version))])
                )
            );
        }
        return new MapValue(entries);
    }

    private static Value Stats(QueryCounters counters)
    {
        var entries = new List<KeyValuePair<string, Value>>();
        Add("nodes-created", counters.NodesCreated);
        Add("nodes-deleted", counters.NodesDeleted);
        Add("relationships-created", counters.RelationshipsCreated);
        Add("relationships-deleted", counters.RelationshipsDeleted);
        Add("properties-set", counters.PropertiesSet);
        Add("labels-added", counters.LabelsAdded);
        Add("labels-removed", counters.LabelsRemoved);
        Add("indexes-added", counters.IndexesAdded);
        Add("indexes-removed", counters.IndexesRemoved);
        Add("constraints-added", counters.ConstraintsAdded);
        Add("constraints-removed", counters.ConstraintsRemoved);
        Add("system-updates", counters.SystemUpdates);
        if (counters.ContainsUpdates)
        {
            entries.Add(new("contains-updates", Value.True));
        }
        if (counters.ContainsSystemUpdates)
        {
            entries.Add(new("contains-system-updates", Value.True));
        }
        return Value.Map(new MapValue(entries));

        void Add(string key, int count)
        {
            if (count != 0)
            {
                entries.Add(new(key, Value.Integer(count)));
            }
        }
    }

    private static Value Plan(PlanDescription plan)
    {
        var entries = new List<KeyValuePair<string, Value>>
        {
            new("operatorType", Value.String(plan.OperatorType)),
            new("args", Value.Map(plan.Arguments)),
            new("identifiers", Value.List([.. plan.Identifiers.Select(Value.String)])),
        };
        if (plan.Children.Count > 0)
        {
            entries.Add(new("children", Value.List([.. plan.Children.Select(Plan)])));
        }
        if (plan.Profile is { } profile)
        {
            entries.Add(new("dbHits", Value.Integer(profile.DbHits)));
            entries.Add(new("rows", Value.Integer(profile.Rows)));
            entries.Add(new("pageCacheHits", Value.Integer(0)));
            entries.Add(new("pageCacheMisses", Value.Integer(0)));
            entries.Add(new("pageCacheHitRatio", Value.Float(0)));
            entries.Add(new("time", Value.Integer(profile.TimeNanoseconds)));
        }
        return Value.Map(new MapValue(entries));
    }

    private static Value Notification(Notification notification, BoltVersion version)
    {
        var entries = new List<KeyValuePair<string, Value>>
        {
            new("code", Value.String(notification.Code)),
            new("title", Value.String(notification.Title)),
            new("description", Value.String(notification.Description)),
            new("severity", Value.String(Severity(notification))),
        };
        if (version.IsAtLeast(5, 2))
        {
            entries.Add(new("category", Value.String(notification.Category)));
        }
        if (notification.Position is { } position)
        {
            entries.Add(new("position", ResponseWriter.Position(position)));
        }
        return Value.Map(new MapValue(entries));
    }

    /// <summary>The completion status among the notifications, in the protocol's order: 02, 01, 00, 03.</summary>
    private static Value Statuses(Notification[] notifications, bool hasColumns, bool hasRows)
    {
        var completion =
            !hasColumns ? Status("00001", "note: successful completion - omitted result")
            : hasRows ? Status("00000", "note: successful completion")
            : Status("02000", "note: no data");
        var statuses = notifications
            .Select(n => (Rank: Rank(n.GqlStatus), Value: Status(n)))
            .Prepend((Rank: hasColumns && !hasRows ? 0 : 2, Value: completion))
            .OrderBy(static status => status.Rank)
            .Select(static status => status.Value);
        return Value.List([.. statuses]);
    }

    private static int Rank(string gqlStatus) =>
        gqlStatus[..2] switch
        {
            "02" => 0,
            "01" => 1,
            "00" => 2,
            _ => 3,
        };

    private static Value Status(string gqlStatus, string description) =>
        Value.Map(
            new MapValue([
                new("gql_status", Value.String(gqlStatus)),
                new("status_description", Value.String(description)),
            ])
        );

    private static Value Status(Notification notification)
    {
        var diagnostics = new List<KeyValuePair<string, Value>>
        {
            new("OPERATION", Value.String("")),
            new("OPERATION_CODE", Value.String("0")),
            new("CURRENT_SCHEMA", Value.String("/")),
            new("_severity", Value.String(Severity(notification))),
            new("_classification", Value.String(notification.Category)),
        };
        if (notification.Position is { } position)
        {
            diagnostics.Add(new("_position", ResponseWriter.Position(position)));
        }
        return Value.Map(
            new MapValue([
                new("gql_status", Value.String(notification.GqlStatus)),
                new("status_description", Value.String(notification.StatusDescription)),
                new("neo4j_code", Value.String(notification.Code)),
                new("title", Value.String(notification.Title)),
                new("description", Value.String(notification.Description)),
                new("diagnostic_record", Value.Map(new MapValue(diagnostics))),
            ])
        );
    }

    private static string Severity(Notification notification) =>
        notification.Severity == NotificationSeverity.Warning ? "WARNING" : "INFORMATION";
}
