using Quiver.Cypher.Planning;
using Quiver.Engine.Administration;

namespace Quiver.Engine.Security;

/// <summary>Decides what a client may do, as of now: a change of roles counts from the next statement on.</summary>
/// <param name="configured">The account of the configuration, or null when authentication is off and anyone may do everything.</param>
/// <param name="state">What the system database holds now, the users among it.</param>
/// <remarks>Thread safe.</remarks>
internal sealed class AccessControl(PasswordCredentials? configured, Func<SystemState> state)
{
    private readonly UserRecord? _configured = configured?.ToRecord();

    /// <summary>Whether anyone may do everything.</summary>
    public bool IsOff => _configured is null;

    /// <summary>The same over other contents of the system database: those that a transaction will leave.</summary>
    public AccessControl Over(Func<SystemState> state) => new(configured, state);

    /// <summary>All users: the configured one, and those of the system database.</summary>
    public IEnumerable<UserRecord> Users =>
        (_configured is null ? [] : (IEnumerable<UserRecord>)[Configured(_configured)])
            .Concat(state().Users.Values.Where(user => !IsConfigured(user.Name)))
            .OrderBy(static user => user.Name, StringComparer.Ordinal);

    /// <summary>Whether a name is that of the configured account, of which commands change nothing but the password.</summary>
    public bool IsConfigured(string name) =>
        string.Equals(_configured?.Name, name, StringComparison.Ordinal);

    /// <summary>Whether a command gave the configured account another password.</summary>
    public bool IsConfiguredChanged =>
        _configured is not null && !ReferenceEquals(Configured(_configured), _configured);

    /// <summary>The user of a name; null when there is none.</summary>
    public UserRecord? Find(string name) =>
        IsConfigured(name) ? Configured(_configured!) : state().Users.GetValueOrDefault(name);

    /// <summary>What to keep so that the configured account has another password from now on.</summary>
    public ChangedAccount WithPassword(PasswordHash password, bool mustChange) =>
        new(_configured!.Name, _configured.Password, password, mustChange);

    /// <summary>The database of a client that names none; null for the server's default one.</summary>
    public string? HomeOf(Principal principal) => IsOff ? null : Find(principal.Name)?.Home;

    /// <summary>Fails unless the client may read.</summary>
    public void RequireRead(Principal principal) =>
        Require(principal, UserRole.Reader, "Read operations");

    /// <summary>Fails unless the client may run a query of that type.</summary>
    public void Require(Principal principal, QueryType type)
    {
        switch (type)
        {
            case QueryType.Read:
                break;
            case QueryType.ReadWrite or QueryType.Write:
                Require(principal, UserRole.Editor, "Write operations");
                break;
            default:
                Require(principal, UserRole.Admin, "Schema operations");
                break;
        }
    }

    /// <summary>Whether the client may administer.</summary>
    public bool IsAdmin(Principal principal) =>
        IsOff
        || Find(principal.Name)
            is { IsSuspended: false, MustChangePassword: false, Highest: UserRole.Admin };

    /// <summary>Fails unless the client may administer.</summary>
    public void RequireAdmin(Principal principal) =>
        Require(principal, UserRole.Admin, "Administration commands");

    private UserRecord Configured(UserRecord account) =>
        state().Accounts.GetValueOrDefault(account.Name) is { } changed
        && configured!.IsPasswordOf(changed.Replaced)
            ? account with
            {
                Password = changed.Password,
                MustChangePassword = changed.MustChange,
            }
            : account;

    private void Require(Principal principal, UserRole role, string what)
    {
        if (IsOff || ReferenceEquals(principal, Principal.Server))
        {
            return;
        }
        var user = Find(principal.Name);
        if (user is null || user.IsSuspended)
        {
            throw SecurityErrors.Gone(principal.Name);
        }
        if (user.MustChangePassword)
        {
            throw SecurityErrors.PasswordExpired();
        }
        if (user.Highest < role)
        {
            throw SecurityErrors.NotAllowed(what, user);
        }
    }
}
