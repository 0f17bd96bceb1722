using System.Diagnostics;
using Quiver.Storage;

namespace Quiver.Engine.Databases;

/// <summary>A database in use.</summary>
internal sealed class OpenDatabase(string name) : IDisposable
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Opens a database.</summary>
    public static OpenDatabase Open(string name, string path, EngineOptions options) => new(name);

    /// <summary>The newest commit.</summary>
    public Snapshot OpenSnapshot() => throw new UnreachableException();

    /// <summary>The bookmark of the newest commit.</summary>
    public string NewestBookmark() => throw new UnreachableException();

    /// <summary>The bookmark of a snapshot.</summary>
    public string BookmarkOf(Snapshot snapshot) => throw new UnreachableException();

    /// <summary>Waits for commits.</summary>
    public ValueTask AwaitBookmarksAsync(
        IReadOnlyList<string> bookmarks,
        TimeSpan timeout,
        CancellationToken cancellationToken
    ) => throw new UnreachableException();

    /// <inheritdoc/>
    public void Dispose() { }
}
