using Quiver.Storage.Increments;

namespace Quiver.Import.Increments;

/// <summary>The database that an increment is merged into, wherever it is open.</summary>
public interface IIncrementTarget
{
    /// <summary>Merges what <see cref="IncrementFile"/> says of the database. On return it is durable, and readers see it.</summary>
    /// <exception cref="IOException">It was not merged.</exception>
    MergeResult Merge(Increment increment, MergeOptions options, CancellationToken cancellation);
}
