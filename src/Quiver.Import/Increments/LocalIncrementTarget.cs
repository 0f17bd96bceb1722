using Quiver.Foundation.IO;
using Quiver.Storage;
using Quiver.Storage.Increments;

namespace Quiver.Import.Increments;

/// <summary>A database that nobody has open: it is opened for the merge. What the merge added lies in a file, which a checkpoint takes over where it is.</summary>
/// <param name="files">The file system.</param>
/// <param name="directory">The database's folder.</param>
public sealed class LocalIncrementTarget(IFileSystem files, string directory) : IIncrementTarget
{
    /// <inheritdoc/>
    public MergeResult Merge(
        Increment increment,
        MergeOptions options,
        CancellationToken cancellation
    ) => MergeAsync(increment, options, cancellation).AsTask().GetAwaiter().GetResult();

    private async ValueTask<MergeResult> MergeAsync(
        Increment increment,
        MergeOptions options,
        CancellationToken cancellation
    )
    {
        using var database = Database.Open(files, directory, DatabaseOptions.Default);
        return await database
            .MergeAsync(increment, options with { PreparesReading = false }, cancellation)
            .ConfigureAwait(false);
    }
}
