namespace Quiver.Import.Ids;

/// <summary>A row whose id is looked up.</summary>
/// <param name="Hash">The id's hash.</param>
/// <param name="Row">The row.</param>
internal readonly record struct IdLookup(ulong Hash, int Row);
