namespace Quiver.Cypher.Execution;

/// <summary>The memory that all running queries share. Queries take from it in chunks, so that threads rarely meet here.</summary>
/// <remarks>Thread safe.</remarks>
/// <param name="limitBytes">The most that all queries together may hold, in bytes.</param>
public sealed class QueryMemoryPool(long limitBytes)
{
    private long _usedBytes;

    /// <summary>The most that all queries together may hold, in bytes.</summary>
    public long LimitBytes { get; } = limitBytes;

    /// <summary>What queries have taken, in bytes.</summary>
    public long UsedBytes => Volatile.Read(ref _usedBytes);

    /// <summary>Takes from the pool; false, and nothing taken, when so much is not left.</summary>
    internal bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _usedBytes, bytes) <= LimitBytes)
        {
            return true;
        }
        Interlocked.Add(ref _usedBytes, -bytes);
        return false;
    }

    /// <summary>Gives back to the pool.</summary>
    internal void Return(long bytes) => Interlocked.Add(ref _usedBytes, -bytes);
}
