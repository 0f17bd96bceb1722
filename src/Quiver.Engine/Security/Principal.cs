namespace Quiver.Engine.Security;

/// <summary>Someone who has proved who they are.</summary>
/// <param name="Name">The user's name; empty for an anonymous client of an engine without authentication.</param>
public sealed record Principal(string Name);
