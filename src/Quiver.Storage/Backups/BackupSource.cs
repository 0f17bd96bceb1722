using Quiver.Foundation.IO;
using Quiver.Storage.Log;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Backups;

/// <summary>
/// A database as of one commit, for copying: its manifest, the store files that it names and the log from where replay starts to that commit. All files are
/// open, so that checkpoints, a replacement and even DROP DATABASE may delete them meanwhile.
/// </summary>
public sealed class BackupSource : IDisposable
{
    private readonly Snapshot _graph;
    private readonly List<(string Path, IFileHandle Handle, long Length)> _files = [];

    private readonly Func<long> _newest;
    private long _seen;

    private BackupSource(Snapshot graph, Manifest manifest, ReplayPosition end, Func<long> newest)
    {
        _graph = graph;
        _newest = newest;
        _seen = newest();
        Manifest = manifest;
        End = end;
    }

    /// <summary>The manifest.</summary>
    public Manifest Manifest { get; }

    /// <summary>The newest commit that the files contain.</summary>
    public long Sequence => End.Sequence;

    /// <summary>How many nodes there are.</summary>
    public long NodeCount => _graph.Counts.Nodes;

    /// <summary>How many relationships there are.</summary>
    public long RelationshipCount => _graph.Counts.Relationships;

    /// <summary>How many bytes will be copied.</summary>
    public long Bytes => _files.Sum(static file => file.Length);

    internal ReplayPosition End { get; }

    /// <summary>Whether the database has committed anything since this was asked before: somebody waits for the disk that the backup uses.</summary>
    internal bool IsWrittenTo()
    {
        long newest = _newest();
        bool isWrittenTo = newest != _seen;
        _seen = newest;
        return isWrittenTo;
    }

    internal IReadOnlyList<(string Path, IFileHandle Handle, long Length)> Files => _files;

    /// <summary>Opens the files. No checkpoint and no replacement runs meanwhile.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="directory">The database's folder.</param>
    /// <param name="graph">The newest graph; taken over.</param>
    /// <param name="manifest">The manifest that it rests on.</param>
    /// <param name="log">A position in the log up to which all is durable, not before that graph, and the files that commits before it consist of.</param>
    /// <param name="newest">Tells the newest commit at any time.</param>
    internal static BackupSource Open(
        IFileSystem files,
        string directory,
        Snapshot graph,
        Manifest manifest,
        (ReplayPosition End, IReadOnlyList<string> Files) log,
        Func<long> newest
    )
    {
        var end = log.End;
        var source = new BackupSource(graph, manifest, end, newest);
        try
        {
            foreach (string name in manifest.FileNames.Concat(log.Files))
            {
                string path = BackedUpPaths.OfStore(name);
                source.Add(path, files.OpenRead(Path.Join(directory, path)), length: null);
            }
            var logFiles = new LogFiles(files, directory);
            for (long number = manifest.Replay.LogFile; number <= end.LogFile; number++)
            {
                source.Add(
                    BackedUpPaths.OfLog(LogFileHeader.NameOf(number)),
                    logFiles.OpenRead(number),
                    number == end.LogFile ? end.Offset : null
                );
            }
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, handle, _) in _files)
        {
            handle.Dispose();
        }
        _graph.Dispose();
    }

    private void Add(string path, IFileHandle handle, long? length) =>
        _files.Add((path, handle, length ?? handle.Length));
}
