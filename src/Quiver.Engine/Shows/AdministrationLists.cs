using Quiver.Engine.Administration;
using Quiver.Engine.Databases;
using Quiver.Engine.Security;
using Quiver.Model.Temporal;
using Quiver.Model.Values;
using Quiver.Storage.Catalog;

namespace Quiver.Engine.Shows;

/// <summary>The rows of SHOW DATABASES, SHOW ALIASES and SHOW USERS, as they are now.</summary>
/// <remarks>Thread safe.</remarks>
internal sealed class AdministrationLists(
    EngineOptions options,
    SystemStore system,
    DatabaseSet databases,
    AccessControl access
)
{
    private const string Online = "online";
    private const string Offline = "offline";

    // A database that cannot be opened; Neo4j's word.
    private const string Dirty = "dirty";

    /// <summary>SHOW DATABASES, SHOW DATABASE name, SHOW DEFAULT DATABASE, SHOW HOME DATABASE.</summary>
    public IReadOnlyList<Value[]> Databases(
        string selection,
        IReadOnlyList<Value> names,
        Principal principal
    )
    {
        string home = databases.TryResolve(access.HomeOf(principal) ?? databases.DefaultName) ?? "";
        string? asked = selection switch
        {
            "DEFAULT" => databases.DefaultName,
            "HOME" => home,
            _ when names.Count > 0 => Resolve(names[0]),
            _ => null,
        };
        return
        [
            .. databases
                .List()
                .Select(static database => database.Name)
                .Append(DatabaseNames.System)
                .Where(name => asked is null || name == asked)
                .Order(StringComparer.Ordinal)
                .Select(name => Database(name, home)),
        ];
    }

    /// <summary>SHOW ALIASES FOR DATABASE, SHOW ALIAS name FOR DATABASE.</summary>
    public IReadOnlyList<Value[]> Aliases(IReadOnlyList<Value> names, Principal principal)
    {
        access.RequireAdmin(principal);
        string? asked =
            names.Count > 0 && names[0].Kind == ValueKind.String ? names[0].AsString() : null;
        return
        [
            .. system
                .State.Aliases.Values.Where(alias =>
                    asked is null
                    || string.Equals(alias.Name, asked, StringComparison.OrdinalIgnoreCase)
                )
                .Select(Alias),
        ];
    }

    /// <summary>SHOW USERS, SHOW CURRENT USER.</summary>
    public IReadOnlyList<Value[]> Users(string selection, Principal principal)
    {
        if (selection == "CURRENT")
        {
            return access.Find(principal.Name) is { } own ? [User(own)] : [];
        }
        access.RequireAdmin(principal);
        return [.. access.Users.Select(User)];
    }

    /// <summary>SHOW USERS WITH AUTH: all prove who they are by a password.</summary>
    public IReadOnlyList<Value[]> UserAuthentication(Principal principal)
    {
        access.RequireAdmin(principal);
        return
        [
            .. access.Users.Select(static user =>
                (Value[])[.. User(user), Value.String("native"), Password(user)]
            ),
        ];
    }

    private static Value Password(UserRecord user) =>
        Value.Map(
            new MapValue([
                KeyValuePair.Create("password", Value.String("***")),
                KeyValuePair.Create("changeRequired", Value.Boolean(user.MustChangePassword)),
            ])
        );

    private string Resolve(Value name)
    {
        string text = name.Kind == ValueKind.String ? name.AsString() : "";
        // One that cannot be opened is not resolved, but listed under its own name.
        return databases.TryResolve(text) ?? text.ToLowerInvariant();
    }

    private Value[] Database(string name, string home)
    {
        bool isSystem = name == DatabaseNames.System;
        var record = system.State.Database(name);
        string? problem = isSystem || record.IsStopped ? null : databases.ProblemOf(name);
        string requested = record.IsStopped ? Offline : Online;
        string current = problem is null ? requested : Dirty;
        var one = Value.Integer(1);
        var none = Value.Integer(0);
        var identity = isSystem ? system.Database : databases.FindOpen(name);
        return
        [
            Value.String(name),
            Value.String(isSystem ? "system" : "standard"),
            Texts(AliasesOf(name)),
            Value.String(record.IsReadOnly ? "read-only" : "read-write"),
            identity is null ? Value.Null : Value.String(identity.DatabaseId.ToString("D")),
            Value.Null,
            Value.String(options.Address() ?? ""),
            Value.String("primary"),
            Value.True,
            Value.String(requested),
            Value.String(current),
            Value.String(problem ?? ""),
            Value.Boolean(name == databases.DefaultName),
            Value.Boolean(name == home),
            current == Online ? one : none,
            none,
            one,
            none,
            Time(record.Created),
            Time(record.Started),
            Time(record.Stopped),
            Value.Null,
            identity is null ? Value.Null : Value.Integer(identity.Sequence),
            identity is null ? Value.Null : none,
            Texts([]),
            Value.String(record.IsCypher25 ? "CYPHER 25" : "CYPHER 5"),
            Value.Map(MapValue.Empty),
        ];
    }

    private IEnumerable<string> AliasesOf(string name) =>
        databases.IsConventionalAlias && name == databases.DefaultName
            ? system.State.AliasesOf(name).Append(DatabaseSet.ConventionalDefault)
            : system.State.AliasesOf(name);

    private static Value[] Alias(AliasRecord alias) =>
        [
            Value.String(alias.Name),
            Value.Null,
            Value.String(alias.Target),
            Value.String("local"),
            Value.Null,
            Value.Null,
            Value.Null,
            Value.Null,
            Value.Null,
            Value.Map(MapValue.Empty),
        ];

    private static Value[] User(UserRecord user) =>
        [
            Value.String(user.Name),
            Texts(user.Roles.Select(RoleNames.Of)),
            Value.Boolean(user.MustChangePassword),
            Value.Boolean(user.IsSuspended),
            user.Home is null ? Value.Null : Value.String(user.Home),
        ];

    private static Value Texts(IEnumerable<string> texts) =>
        Value.List([.. texts.Order(StringComparer.Ordinal).Select(Value.String)]);

    private static Value Time(DateTimeOffset? time)
    {
        if (time is not { } instant)
        {
            return Value.Null;
        }
        long second = instant.ToUnixTimeSeconds();
        int nanosecond = (int)(instant.UtcTicks % TimeSpan.TicksPerSecond) * 100;
        return Value.ZonedDateTime(ZonedDateTime.FromInstant(second, nanosecond, TemporalZone.Utc));
    }
}
