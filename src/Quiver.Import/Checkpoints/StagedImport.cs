using System.Text;
using Quiver.Foundation.IO;
using Quiver.Import.Pipeline;
using Quiver.Storage.Generations;

namespace Quiver.Import.Checkpoints;

/// <summary>The files of an import besides its store: checkpoints in the staging folder of its run; id maps and collected relationships there or in a folder for temporary files.</summary>
internal sealed class StagedImport
{
    private const string TemporaryPrefix = "quiver-import-";
    private const string TemporaryNameFile = "temporary";
    private const int NewFolderLevels = 4;

    private readonly IFileSystem _files;

    private StagedImport(IFileSystem files, string run, string temporaryDirectory)
    {
        _files = files;
        Run = run;
        TemporaryDirectory = temporaryDirectory;
    }

    /// <summary>The run's staging folder.</summary>
    public string Run { get; }

    /// <summary>Where large temporary files stand.</summary>
    public string TemporaryDirectory { get; }

    /// <summary>The nodes that bring their ids along, by segment.</summary>
    public string NodeRuns => Path.Join(TemporaryDirectory, "nodes.runs");

    /// <summary>The collected relationships by where they start.</summary>
    public string OutgoingRuns => Path.Join(TemporaryDirectory, "outgoing.runs");

    /// <summary>The collected relationships by where they end.</summary>
    public string IncomingRuns => Path.Join(TemporaryDirectory, "incoming.runs");

    /// <summary>The relationships of an adjacency block that is too large to be put into order in memory.</summary>
    public string LargeBlock => Path.Join(TemporaryDirectory, "block.runs");

    /// <summary>Makes the folders of a new run.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="run">The run's staging folder, which is there.</param>
    public static StagedImport Begin(ImportOptions options, string run)
    {
        var files = options.FileSystem;
        if (options.TempDirectory is null)
        {
            return new StagedImport(files, run, run);
        }
        string name = $"{TemporaryPrefix}{options.DatabaseName}-{Path.GetFileName(run)}";
        string directory = Path.Join(Path.GetFullPath(options.TempDirectory), name);
        // Noted first: whoever finds the run must also find the folder.
        using (var handle = files.CreateNew(Path.Join(run, TemporaryNameFile)))
        {
            handle.Write(Encoding.UTF8.GetBytes(directory), 0);
        }
        files.CreateDirectory(directory);
        return new StagedImport(files, run, directory);
    }

    /// <summary>The files of a run that is there.</summary>
    public static StagedImport Open(IFileSystem files, string run)
    {
        string path = Path.Join(run, TemporaryNameFile);
        if (!files.FileExists(path))
        {
            return new StagedImport(files, run, run);
        }
        using var handle = files.OpenRead(path);
        byte[] bytes = new byte[handle.Length];
        string directory = Encoding.UTF8.GetString(bytes.AsSpan(0, handle.Read(bytes, 0)));
        // A torn or foreign name must not lead to the deletion of something else.
        string name = Path.GetFileName(directory);
        bool isOurs =
            name.StartsWith(TemporaryPrefix, StringComparison.Ordinal)
            && name.EndsWith($"-{Path.GetFileName(run)}", StringComparison.Ordinal);
        return new StagedImport(files, run, isOurs ? directory : run);
    }

    /// <summary>The checkpoint of a stage.</summary>
    public string Checkpoint(CheckpointStage stage) => Path.Join(Run, $"checkpoint-{(int)stage}");

    /// <summary>The saved id map of a space.</summary>
    public string IdMap(int space) => Path.Join(TemporaryDirectory, $"ids-{space}.saved");

    /// <summary>Deletes files that are no longer needed, if it can be done: what is left costs space only, and goes with the next import.</summary>
    public static void TryDelete(Action delete)
    {
        try
        {
            delete();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // As said.
        }
    }

    /// <summary>Makes what a checkpoint builds upon outlive a power cut: the checkpoints before it, and the names of the temporary files, whose content its writer syncs.</summary>
    public void SyncBefore(CheckpointStage stage)
    {
        for (var earlier = CheckpointStage.Nodes; earlier < stage; earlier++)
        {
            Sync(Checkpoint(earlier));
        }
        if (TemporaryDirectory == Run)
        {
            return;
        }
        Sync(Path.Join(Run, TemporaryNameFile));
        string? folder = TemporaryDirectory;
        for (int level = 0; level < NewFolderLevels && !string.IsNullOrEmpty(folder); level++)
        {
            _files.SyncDirectory(folder);
            folder = Path.GetDirectoryName(folder);
        }
    }

    /// <summary>Deletes the checkpoints behind a stage.</summary>
    public void DeleteCheckpointsBehind(CheckpointStage stage)
    {
        for (var later = stage + 1; later <= CheckpointStage.Linked; later++)
        {
            CheckedFile.Delete(_files, Checkpoint(later));
        }
    }

    /// <summary>Bytes of all its files.</summary>
    public long CountBytes()
    {
        long bytes = CountBytes(Run);
        return TemporaryDirectory == Run ? bytes : bytes + CountBytes(TemporaryDirectory);
    }

    /// <summary>Deletes the folder for temporary files, if it is not the staging folder.</summary>
    public void DeleteTemporary()
    {
        if (TemporaryDirectory != Run)
        {
            _files.DeleteDirectory(TemporaryDirectory);
            TemporaryFolder.DeleteIfEmpty(_files, Path.GetDirectoryName(TemporaryDirectory)!);
        }
    }

    /// <summary>Deletes all files of a run that died.</summary>
    public void Discard(string databaseDirectory)
    {
        DeleteTemporary();
        GenerationWriter.Discard(_files, databaseDirectory, Run);
    }

    private void Sync(string path)
    {
        using var handle = _files.OpenRead(path);
        handle.SyncData();
    }

    private long CountBytes(string directory)
    {
        if (!_files.DirectoryExists(directory))
        {
            return 0;
        }
        long bytes = 0;
        foreach (string name in _files.List(directory))
        {
            string path = Path.Join(directory, name);
            if (_files.FileExists(path))
            {
                using var handle = _files.OpenRead(path);
                bytes += handle.Length;
            }
        }
        return bytes;
    }
}
