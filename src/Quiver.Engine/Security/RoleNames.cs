using System.Collections.Immutable;

namespace Quiver.Engine.Security;

/// <summary>The names of roles in commands and results.</summary>
internal static class RoleNames
{
    /// <summary>The role of a name in any case; null when there is none.</summary>
    public static UserRole? Find(string name) =>
        name.ToUpperInvariant() switch
        {
            "READER" => UserRole.Reader,
            "EDITOR" => UserRole.Editor,
            "ADMIN" => UserRole.Admin,
            _ => null,
        };

    /// <summary>The name of a role.</summary>
    public static string Of(UserRole role) =>
        role switch
        {
            UserRole.Reader => "reader",
            UserRole.Editor => "editor",
            UserRole.Admin => "admin",
            _ => "none",
        };

    /// <summary>The names of roles with commas between.</summary>
    public static string Join(ImmutableSortedSet<UserRole> roles) =>
        string.Join(", ", roles.Select(Of));
}
