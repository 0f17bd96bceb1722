namespace Quiver.Engine.Databases;

/// <summary>A database that the engine serves.</summary>
/// <param name="Name">Its name, in lower case.</param>
/// <param name="IsDefault">Whether requests that name none get it.</param>
public sealed record DatabaseDescription(string Name, bool IsDefault);
