namespace Quiver.Engine.Administration;

/// <summary>A further name of a database.</summary>
/// <param name="Name">The alias, in lower case.</param>
/// <param name="Target">The database.</param>
internal sealed record AliasRecord(string Name, string Target);
