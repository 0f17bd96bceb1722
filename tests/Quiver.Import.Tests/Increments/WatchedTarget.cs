using Quiver.Foundation.IO;
using Quiver.Import.Increments;
using Quiver.Storage.Increments;

namespace Quiver.Import.Tests.Increments;

/// <summary>A database that nobody has open, before whose merges something is done.</summary>
internal sealed class WatchedTarget(string directory, Action<Increment> before) : IIncrementTarget
{
    public MergeResult Merge(
        Increment increment,
        MergeOptions options,
        CancellationToken cancellation
    )
    {
        before(increment);
        return new LocalIncrementTarget(PosixFileSystem.Instance, directory).Merge(
            increment,
            options,
            cancellation
        );
    }
}
