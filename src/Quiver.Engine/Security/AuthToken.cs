namespace Quiver.Engine.Security;

/// <summary>What a client offers to prove who it is.</summary>
/// <param name="Scheme">The kind of proof: <c>none</c>, <c>basic</c>, <c>bearer</c> or another name.</param>
/// <param name="Principal">The user's name; empty where the scheme has none.</param>
/// <param name="Credentials">The password or token; empty where the scheme has none.</param>
public sealed record AuthToken(string Scheme, string Principal = "", string Credentials = "")
{
    /// <summary>The token of a client that offers nothing.</summary>
    public static readonly AuthToken None = new("none");

    /// <summary>A token with a user's name and password.</summary>
    public static AuthToken Basic(string user, string password) => new("basic", user, password);

    /// <summary>The token without its secret, for logs.</summary>
    public override string ToString() => $"{Scheme}:{Principal}";
}
