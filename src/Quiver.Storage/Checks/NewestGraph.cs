using Quiver.Foundation.IO;
using Quiver.Storage.Checkpoints;
using Quiver.Storage.Manifests;
using Quiver.Storage.Schema;
using Quiver.Storage.Store;
using Quiver.Storage.Transactions;

namespace Quiver.Storage.Checks;

/// <summary>Puts together what readers see, base, patches and log, and looks at that: the graph by itself, and its indexes against it.</summary>
/// <param name="files">The file system.</param>
/// <param name="directory">The database's folder.</param>
/// <param name="manifest">The manifest whose base and patches were found sound.</param>
/// <param name="log">Reads the log.</param>
internal sealed class NewestGraph(
    IFileSystem files,
    string directory,
    Manifest manifest,
    LogCheck log
)
{
    /// <summary>Looks at it; returns the look at the graph, null where it is the base alone, and how many of the findings concern data and not indexes.</summary>
    public (GraphCheck? Graph, long Findings) Check(
        ISegmentStore store,
        IndexCheck indexes,
        FindingList findings,
        CancellationToken cancellation
    )
    {
        // Indexes whose files cannot be used were reported already.
        var pinned = Checkpointer.OpenBase(store, directory, manifest, []);
        var state = new DatabaseState(
            pinned,
            [],
            manifest.Tokens,
            new SchemaState(manifest.Schema, new()),
            manifest.Replay.Sequence,
            manifest.Replay
        );
        long before = findings.Count;
        try
        {
            state = Replay(state, findings);
        }
        catch
        {
            pinned.Unpin();
            throw;
        }
        using var graph = new Snapshot(
            state.Base,
            state.Delta,
            state.Tokens,
            state.Schema,
            state.Sequence
        );
        GraphCheck? check = null;
        if (state.Delta.Length > 0 || pinned.Patches.Length > 0)
        {
            check = new(graph, findings, cancellation);
            check.Run();
        }
        long data = findings.Count - before;
        if (data == 0)
        {
            indexes.CheckContent(manifest, graph);
        }
        return (check, data);
    }

    /// <summary>Reads the log. Where a checkpoint took it away meanwhile, the newer manifest says where it begins, and base and patches are looked at without it.</summary>
    private DatabaseState Replay(DatabaseState state, FindingList findings)
    {
        var (present, start) = (manifest, state);
        while (true)
        {
            try
            {
                var replayed = log.Run(present, start);
                return ReferenceEquals(present, manifest) ? replayed : state;
            }
            catch (Exception error) when (error is CorruptionException or FileNotFoundException)
            {
                var newer = ManifestFile.Read(files, directory);
                if (newer.Generation != present.Generation)
                {
                    present = newer;
                    start = state with
                    {
                        Tokens = newer.Tokens,
                        Schema = new SchemaState(newer.Schema, new()),
                        Sequence = newer.Replay.Sequence,
                    };
                    continue;
                }
                findings.Add(
                    error as CorruptionException
                        ?? new CorruptionException(
                            ((FileNotFoundException)error).FileName ?? directory,
                            0,
                            "a file",
                            "none"
                        )
                );
                return state;
            }
        }
    }
}
