namespace Quiver.Storage.Checks;

/// <summary>An index that does not hold what it should: it can be built anew from the data.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Files">The paths of all its files.</param>
public sealed record DamagedIndexFiles(string Name, IReadOnlyList<string> Files);
