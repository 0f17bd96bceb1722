using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Store;

/// <summary>
/// The files that a manifest names, opened all at once, for whoever reads a database that another process has open: files that are deleted meanwhile stay
/// readable. Nothing can be written.
/// </summary>
internal sealed class OpenedStore : ISegmentStore, IDisposable
{
    private readonly ISegmentStore _store;
    private readonly Dictionary<string, IFileHandle> _handles = new(StringComparer.Ordinal);
    private readonly List<string> _missing = [];

    private OpenedStore(ISegmentStore store) => _store = store;

    /// <summary>The files that are not there, by key.</summary>
    public IReadOnlyList<string> Missing => _missing;

    /// <summary>Opens what is there of the files that a manifest names.</summary>
    public static OpenedStore Open(ISegmentStore store, Manifest manifest)
    {
        var opened = new OpenedStore(store);
        try
        {
            foreach (string name in manifest.FileNames)
            {
                opened.Open(name);
            }
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IFileHandle OpenRead(string key) =>
        _handles.TryGetValue(key, out var handle)
            ? new SharedHandle(handle)
            : throw new CorruptionException(PathOf(key), 0, "a file", "none");

    /// <inheritdoc/>
    public IMappedRegion Map(string key, long length) =>
        FileSegmentStore.Map(OpenRead(key), length);

    /// <inheritdoc/>
    public IReadOnlyList<string> List() => [.. _handles.Keys.Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public string PathOf(string key) => _store.PathOf(key);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var handle in _handles.Values)
        {
            handle.Dispose();
        }
    }

    /// <inheritdoc/>
    public ISegmentWriter Begin(string? kept = null) => throw ReadOnly();

    /// <inheritdoc/>
    public IReadOnlyList<string> Runs() => [];

    /// <inheritdoc/>
    public void Reclaim(string run, IReadOnlyCollection<string> taken) => throw ReadOnly();

    /// <inheritdoc/>
    public ISegmentWriter Continue(string run, StoreMark mark) => throw ReadOnly();

    /// <inheritdoc/>
    public void Discard(string run) => throw ReadOnly();

    /// <inheritdoc/>
    public void Put(string key, ReadOnlySpan<byte> bytes) => throw ReadOnly();

    /// <inheritdoc/>
    public void Put(string key, Action<IFileHandle> write, bool direct = false) => throw ReadOnly();

    /// <inheritdoc/>
    public void Delete(string key) => throw ReadOnly();

    private static NotSupportedException ReadOnly() => new("The store is open for reading.");

    private void Open(string name)
    {
        try
        {
            _handles[name] = _store.OpenRead(name);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            _missing.Add(name);
        }
    }

    /// <summary>A handle that others use as well: its owner closes it.</summary>
    private sealed class SharedHandle(IFileHandle handle) : IFileHandle
    {
        public string Path => handle.Path;

        public long Length => handle.Length;

        public int Read(Span<byte> destination, long offset) => handle.Read(destination, offset);

        public IMappedRegion Map(long offset, long length) => handle.Map(offset, length);

        public void Write(ReadOnlySpan<byte> source, long offset) => throw ReadOnly();

        public void SetLength(long length) => throw ReadOnly();

        public void SyncData() => throw ReadOnly();

        public void Dispose() { }
    }
}
