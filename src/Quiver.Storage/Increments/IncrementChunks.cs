using Quiver.Storage.Delta;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Increments;

/// <summary>The chunks that the threads which make an increment have written. Thread safe.</summary>
public sealed class IncrementChunks
{
    private readonly Lock _lock = new();
    private readonly List<PatchFile> _files = [];
    private long _bytes;

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

    /// <summary>Adds a chunk.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="unordered">How many relationships it has that the merge puts into the orders of their ends, which takes a number each.</param>
    /// <exception cref="StorageException">All together are more than one merge takes.</exception>
    internal void Add(PatchFile file, int unordered)
    {
        lock (_lock)
        {
            _files.Add(file);
            _bytes += file.Length + (unordered * 2L * sizeof(int));
            if (_bytes > ChangeRun.MaxBytes)
            {
                // The one run that they are merged into would be too long.
                throw IncrementErrors.TooLarge();
            }
        }
    }
}
