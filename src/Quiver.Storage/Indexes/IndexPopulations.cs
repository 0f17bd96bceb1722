using System.Collections.Concurrent;
using Quiver.Storage.Schema;

namespace Quiver.Storage.Indexes;

/// <summary>How far the builds of a database's indexes are. Thread safe.</summary>
internal sealed class IndexPopulations
{
    private readonly ConcurrentDictionary<long, IndexStatus> _statuses = new();

    /// <summary>How far an index is that cannot be read yet.</summary>
    public IndexStatus StatusOf(long index) =>
        _statuses.GetValueOrDefault(index, IndexStatus.Waiting);

    /// <summary>Notes how far a build is.</summary>
    /// <param name="index">The index.</param>
    /// <param name="percent">0 to 100.</param>
    public void Report(long index, double percent) =>
        _statuses[index] = new(IndexState.Populating, percent, "");

    /// <summary>Notes that a build failed.</summary>
    public void Fail(long index, string message) =>
        _statuses[index] = new(IndexState.Failed, 0, message);

    /// <summary>Forgets an index.</summary>
    public void Forget(long index) => _statuses.TryRemove(index, out _);
}
