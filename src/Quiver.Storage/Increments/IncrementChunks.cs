using Quiver.Storage.Manifests;

namespace Quiver.Storage.Increments;

/// <summary>The chunks that the threads which make an increment have written. Thread safe.</summary>
public sealed class IncrementChunks
{
    private readonly Lock _lock = new();
    private readonly List<PatchFile> _files = [];

    /// <summary>The chunks so far.</summary>
    public IReadOnlyList<PatchFile> Files
    {
        get
        {
            lock (_lock)
            {
                return [.. _files];
            }
        }
    }

    internal void Add(PatchFile file)
    {
        lock (_lock)
        {
            _files.Add(file);
        }
    }
}
