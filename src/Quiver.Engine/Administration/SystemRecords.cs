using System.Globalization;
using Quiver.Engine.Security;
using Quiver.Model.Values;
using Quiver.Storage;

namespace Quiver.Engine.Administration;

/// <summary>
/// How records stand in <c>system</c>: one node each, of the label <c>Database</c>, <c>DatabaseAlias</c> or <c>User</c>, with the property <c>name</c> and
/// others that are absent where a record has the default. Times are text in ISO form, UTC.
/// </summary>
internal static class SystemRecords
{
    /// <summary>The label of databases.</summary>
    public const string DatabaseLabel = "Database";

    /// <summary>The label of aliases.</summary>
    public const string AliasLabel = "DatabaseAlias";

    /// <summary>The label of users.</summary>
    public const string UserLabel = "User";

    /// <summary>The label of accounts of the configuration whose password was changed.</summary>
    public const string AccountLabel = "Account";

    /// <summary>The property that all have.</summary>
    public const string Name = "name";

    private const string Access = "access";
    private const string Language = "defaultLanguage";
    private const string Status = "status";
    private const string CreatedLog = "createdLogId";
    private const string Created = "created";
    private const string Started = "started";
    private const string Stopped = "stopped";
    private const string Target = "target";
    private const string Password = "password";
    private const string Replaced = "replacedPassword";
    private const string Roles = "roles";
    private const string MustChange = "passwordChangeRequired";
    private const string Suspended = "suspended";
    private const string Home = "home";
    private const string ReadOnlyAccess = "read-only";
    private const string OfflineStatus = "offline";
    private const string Cypher25 = "CYPHER 25";

    /// <summary>The properties of a database's node.</summary>
    public static Dictionary<string, Value> Write(DatabaseRecord record) =>
        new(StringComparer.Ordinal)
        {
            [Name] = Value.String(record.Name),
            [Access] = record.IsReadOnly ? Value.String(ReadOnlyAccess) : Value.Null,
            [Language] = record.IsCypher25 ? Value.String(Cypher25) : Value.Null,
            [Status] = record.IsStopped ? Value.String(OfflineStatus) : Value.Null,
            [CreatedLog] = record.CreatedLogId is { } log
                ? Value.String(log.ToString("D"))
                : Value.Null,
            [Created] = Write(record.Created),
            [Started] = Write(record.Started),
            [Stopped] = Write(record.Stopped),
        };

    /// <summary>The properties of an alias's node.</summary>
    public static Dictionary<string, Value> Write(AliasRecord record) =>
        new(StringComparer.Ordinal)
        {
            [Name] = Value.String(record.Name),
            [Target] = Value.String(record.Target),
        };

    /// <summary>The properties of a user's node.</summary>
    public static Dictionary<string, Value> Write(UserRecord record) =>
        new(StringComparer.Ordinal)
        {
            [Name] = Value.String(record.Name),
            [Password] = Value.String(record.Password.ToString()),
            [Roles] = Value.String(string.Join(',', record.Roles)),
            [MustChange] = record.MustChangePassword ? Value.True : Value.Null,
            [Suspended] = record.IsSuspended ? Value.True : Value.Null,
            [Home] = record.Home is null ? Value.Null : Value.String(record.Home),
        };

    /// <summary>The properties of a changed account's node.</summary>
    public static Dictionary<string, Value> Write(ChangedAccount record) =>
        new(StringComparer.Ordinal)
        {
            [Name] = Value.String(record.Name),
            [Replaced] = Value.String(record.Replaced.ToString()),
            [Password] = Value.String(record.Password.ToString()),
            [MustChange] = record.MustChange ? Value.True : Value.Null,
        };

    /// <summary>Adds the record of a node to a state.</summary>
    /// <exception cref="StorageException">A newer release wrote it, or it is damaged.</exception>
    public static SystemState Read(
        SystemState state,
        string label,
        IReadOnlyDictionary<string, Value> properties
    ) =>
        label switch
        {
            DatabaseLabel => state.With(ReadDatabase(properties)),
            AliasLabel => state.With(
                new AliasRecord(Text(properties, Name)!, Text(properties, Target)!)
            ),
            AccountLabel => state.With(
                new ChangedAccount(
                    Text(properties, Name)!,
                    ReadPassword(properties, Replaced),
                    ReadPassword(properties, Password),
                    properties.ContainsKey(MustChange)
                )
            ),
            _ => state.With(ReadUser(properties)),
        };

    private static DatabaseRecord ReadDatabase(IReadOnlyDictionary<string, Value> properties) =>
        new(Text(properties, Name)!)
        {
            IsReadOnly = Text(properties, Access) == ReadOnlyAccess,
            IsCypher25 = Text(properties, Language) == Cypher25,
            IsStopped = Text(properties, Status) == OfflineStatus,
            CreatedLogId = Text(properties, CreatedLog) is { } log
                ? Guid.ParseExact(log, "D")
                : null,
            Created = Time(properties, Created),
            Started = Time(properties, Started),
            Stopped = Time(properties, Stopped),
        };

    private static UserRecord ReadUser(IReadOnlyDictionary<string, Value> properties)
    {
        return new UserRecord(Text(properties, Name)!, ReadPassword(properties, Password))
        {
            Roles =
            [
                .. (Text(properties, Roles) ?? "")
                    .Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(static role =>
                        Enum.TryParse<UserRole>(role, out var known) ? known : UserRole.None
                    ),
            ],
            MustChangePassword = properties.ContainsKey(MustChange),
            IsSuspended = properties.ContainsKey(Suspended),
            Home = Text(properties, Home),
        };
    }

    private static PasswordHash ReadPassword(
        IReadOnlyDictionary<string, Value> properties,
        string key
    ) =>
        PasswordHash.TryParse(Text(properties, key) ?? "", out var password)
            ? password
            : throw new StorageException(
                $"The system database holds no readable password of the user '{Text(properties, Name)}'."
            );

    private static Value Write(DateTimeOffset? time) =>
        time is null
            ? Value.Null
            : Value.String(time.Value.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

    private static string? Text(IReadOnlyDictionary<string, Value> properties, string key) =>
        properties.TryGetValue(key, out var value) && value.Kind == ValueKind.String
            ? value.AsString()
            : null;

    private static DateTimeOffset? Time(
        IReadOnlyDictionary<string, Value> properties,
        string key
    ) =>
        Text(properties, key) is { } text
            ? DateTimeOffset.Parse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
            )
            : null;
}
