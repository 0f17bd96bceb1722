using Quiver.Storage.Manifests;
using Quiver.Storage.Store;

namespace Quiver.Storage.Checks;

/// <summary>Looks at the indexes of a database whose base and patches are sound: each file by itself, then all together against the graph.</summary>
/// <param name="store">The files.</param>
/// <param name="findings">What is wrong.</param>
/// <param name="cancellation">Ends the check.</param>
internal sealed class IndexCheck(
    ISegmentStore store,
    FindingList findings,
    CancellationToken cancellation
)
{
    private readonly IndexRunCheck _files = new(store, findings, cancellation);
    private readonly List<DamagedIndexFiles> _damaged = [];
    private readonly HashSet<long> _unusable = [];

    /// <summary>Bytes read.</summary>
    public long Bytes => _files.Bytes;

    /// <summary>Blocks compared.</summary>
    public long Blocks => _files.Blocks;

    /// <summary>Entries looked at.</summary>
    public long Entries => _files.Entries;

    /// <summary>The indexes that something was found about.</summary>
    public IReadOnlyList<DamagedIndexFiles> Damaged => _damaged;

    /// <summary>Looks at each file by itself.</summary>
    public void CheckFiles(Manifest manifest)
    {
        foreach (var content in manifest.Indexes)
        {
            long before = findings.Count;
            _files.Run(content.Base);
            foreach (var patch in content.Patches)
            {
                if (patch.File is { } file)
                {
                    _files.Run(file);
                }
            }
            if (findings.Count > before)
            {
                Add(manifest, content);
                _unusable.Add(content.Index);
            }
        }
    }

    /// <summary>Holds the indexes whose files are sound against the graph.</summary>
    public void CheckContent(Manifest manifest, Snapshot graph)
    {
        foreach (var content in manifest.Indexes)
        {
            if (
                graph.SchemaState.Definitions.FindIndex(content.Index) is not { } index
                || !graph.Schema.IsOnline(index)
                || _unusable.Contains(content.Index)
            )
            {
                continue;
            }
            long before = findings.Count;
            new IndexContentCheck(graph, index, findings, cancellation).Run();
            if (findings.Count > before)
            {
                Add(manifest, content);
            }
        }
    }

    private void Add(Manifest manifest, IndexContent content) =>
        _damaged.Add(
            new(
                manifest.Schema.FindIndex(content.Index)?.Name ?? $"{content.Index}",
                [.. content.FileNames.Select(store.PathOf)]
            )
        );
}
