using System.Collections.Immutable;

namespace Quiver.Engine.Security;

/// <summary>A user as <c>system</c> holds it.</summary>
/// <param name="Name">The name; case matters.</param>
/// <param name="Password">The password's salted hash.</param>
internal sealed record UserRecord(string Name, PasswordHash Password)
{
    /// <summary>The roles, in order.</summary>
    public ImmutableSortedSet<UserRole> Roles { get; init; } = [];

    /// <summary>Whether the password must be changed before anything else.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>Whether the user may not come in.</summary>
    public bool IsSuspended { get; init; }

    /// <summary>The database of requests that name none; null for the default one.</summary>
    public string? Home { get; init; }

    /// <summary>The most that any of the roles allows.</summary>
    public UserRole Highest => Roles.IsEmpty ? UserRole.None : Roles.Max;
}
