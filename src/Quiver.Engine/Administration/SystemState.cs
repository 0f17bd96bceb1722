using System.Collections.Immutable;
using Quiver.Engine.Security;

namespace Quiver.Engine.Administration;

/// <summary>What <c>system</c> holds, as of one commit. Immutable.</summary>
/// <param name="Databases">Databases by name.</param>
/// <param name="Aliases">Aliases by name.</param>
/// <param name="Users">Users by name.</param>
internal sealed record SystemState(
    ImmutableSortedDictionary<string, DatabaseRecord> Databases,
    ImmutableSortedDictionary<string, AliasRecord> Aliases,
    ImmutableSortedDictionary<string, UserRecord> Users
)
{
    /// <summary>Nothing.</summary>
    public static readonly SystemState Empty = new(
        ImmutableSortedDictionary.Create<string, DatabaseRecord>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, AliasRecord>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, UserRecord>(StringComparer.Ordinal)
    );

    /// <summary>Passwords that commands gave to accounts of the configuration, by name.</summary>
    public ImmutableSortedDictionary<string, ChangedAccount> Accounts { get; init; } =
        ImmutableSortedDictionary.Create<string, ChangedAccount>(StringComparer.Ordinal);

    /// <summary>What is known of a database.</summary>
    public DatabaseRecord Database(string name) =>
        Databases.GetValueOrDefault(name) ?? new DatabaseRecord(name);

    /// <summary>The same with a database's record in the place of the one of that name.</summary>
    public SystemState With(DatabaseRecord record) =>
        this with
        {
            Databases = Databases.SetItem(record.Name, record),
        };

    /// <summary>The same with an alias, likewise.</summary>
    public SystemState With(AliasRecord record) =>
        this with
        {
            Aliases = Aliases.SetItem(record.Name, record),
        };

    /// <summary>The same with a user, likewise.</summary>
    public SystemState With(UserRecord record) =>
        this with
        {
            Users = Users.SetItem(record.Name, record),
        };

    /// <summary>The same with another password of an account, likewise.</summary>
    public SystemState With(ChangedAccount record) =>
        this with
        {
            Accounts = Accounts.SetItem(record.Name, record),
        };

    /// <summary>The same without what is known of a database and, if wished, without its aliases.</summary>
    public SystemState WithoutDatabase(string name, bool andAliases) =>
        this with
        {
            Databases = Databases.Remove(name),
            Aliases = andAliases ? Aliases.RemoveRange(AliasesOf(name)) : Aliases,
        };

    /// <summary>The aliases of a database.</summary>
    public IEnumerable<string> AliasesOf(string database) =>
        Aliases
            .Values.Where(alias => string.Equals(alias.Target, database, StringComparison.Ordinal))
            .Select(static alias => alias.Name);
}
