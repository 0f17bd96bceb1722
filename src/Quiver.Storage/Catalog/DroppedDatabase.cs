namespace Quiver.Storage.Catalog;

/// <summary>A database that was taken out of a home and whose files are still to be deleted.</summary>
/// <param name="Directory">Where they are.</param>
/// <param name="Name">The name that it had.</param>
/// <remarks>
/// Its folder is called <c>.dropped-NAME-UUID</c>: whoever finds it after a crash knows whose drop is to be finished.
/// </remarks>
public sealed record DroppedDatabase(string Directory, string Name)
{
    private const string Prefix = ".dropped-";
    private const string UuidFormat = "N";

    /// <summary>A new place for a database that is being dropped.</summary>
    internal static DroppedDatabase Of(string databasesDirectory, string name) =>
        new(
            Path.Join(databasesDirectory, $"{Prefix}{name}-{Guid.NewGuid().ToString(UuidFormat)}"),
            name
        );

    /// <summary>What a folder's name says; null when it is no dropped database.</summary>
    internal static DroppedDatabase? TryParse(string databasesDirectory, string folder)
    {
        if (!folder.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }
        int dash = folder.LastIndexOf('-');
        return dash > Prefix.Length && Guid.TryParseExact(folder[(dash + 1)..], UuidFormat, out _)
            ? new(Path.Join(databasesDirectory, folder), folder[Prefix.Length..dash])
            : null;
    }
}
