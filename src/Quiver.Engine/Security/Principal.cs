namespace Quiver.Engine.Security;

/// <summary>Someone who has proved who they are.</summary>
/// <param name="Name">The user's name; empty for an anonymous client of an engine without authentication.</param>
public sealed record Principal(string Name)
{
    /// <summary>The server itself, which does on a client's behalf what that client may ask for and not do: this very object, whatever others are equal to it.</summary>
    internal static readonly Principal Server = new("");
}
