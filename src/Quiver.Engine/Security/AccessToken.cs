namespace Quiver.Engine.Security;

/// <summary>A token that stands for a user's password for a while.</summary>
/// <param name="Text">What the client sends as <c>Authorization: Bearer …</c>, or as the credentials of Bolt's scheme <c>bearer</c>.</param>
/// <param name="Lifetime">How long it is taken.</param>
/// <param name="Roles">The names of the user's roles when it was given.</param>
public sealed record AccessToken(string Text, TimeSpan Lifetime, IReadOnlyList<string> Roles)
{
    /// <summary>What the text of every token begins with.</summary>
    public static ReadOnlySpan<byte> Mark => "qvt_"u8;
}
