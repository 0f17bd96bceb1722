using Quiver.Engine.Databases;
using Quiver.Foundation.IO;
using Quiver.Import.Increments;
using Quiver.Server.Admin;
using Quiver.Storage.Increments;

namespace Quiver.Cli.Commands.Import;

/// <summary>A database in a home that a server may serve: the server, if there is one now, merges; otherwise the command does it itself.</summary>
/// <param name="files">The file system.</param>
/// <param name="home">The data home.</param>
/// <param name="name">The database's normalized name.</param>
/// <param name="directory">The database's folder.</param>
internal sealed class ServedIncrementTarget(
    IFileSystem files,
    string home,
    string name,
    string directory
) : IIncrementTarget
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
        var server = await AdminClient.TryConnectAsync(home, cancellation);
        if (server is null)
        {
            return new LocalIncrementTarget(files, directory).Merge(
                increment,
                options,
                cancellation
            );
        }
        await using (server)
        {
            var merged = await server.MergeIncrementAsync(name, cancellation);
            return merged.Refusal == MergeRefusal.None
                ? new MergeResult(
                    merged.Sequence,
                    LeftOutFile.Read(files, increment.Folder),
                    TimeSpan.FromMicroseconds(merged.PauseMicroseconds),
                    merged.Attempts
                )
                : throw new MergeConflictException(merged.Refusal == MergeRefusal.OneTooMany);
        }
    }
}
