using System.Text;
using Quiver.Foundation.IO;
using Quiver.Storage.Generations;
using Quiver.Storage.Log;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Kept;

/// <summary>
/// Keeps the state of a database just before the commit that an increment becomes. All but what is committed in the last moment is done before writers are held back,
/// and the kept state is whole from the moment it has its name; it is deleted again unless the commit is tried.
/// </summary>
/// <param name="files">The file system.</param>
/// <param name="directory">The database's folder.</param>
/// <param name="name">The name under which the state is kept.</param>
/// <param name="increment">The increment: what an earlier attempt to merge it has kept may be replaced.</param>
internal sealed class GenerationKeeper(
    IFileSystem files,
    string directory,
    string name,
    Guid increment
) : IDisposable
{
    private const string UnfinishedPrefix = ".";

    private readonly LogFiles _log = new(files, directory);
    private Manifest? _manifest;
    private ReplayPosition _end;
    private bool _mayBeNeeded;

    private string Folder => KeptGenerations.FolderOf(directory, name);

    private string Unfinished => KeptGenerations.FolderOf(directory, UnfinishedPrefix + name);

    /// <summary>Keeps the state as of now. No checkpoint runs until <see cref="CatchUp"/>.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="adopted">Files that commits of the log consist of.</param>
    /// <param name="end">A position in the log up to which all is durable.</param>
    /// <exception cref="StorageException">There is another one of the name.</exception>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public void Prepare(Manifest manifest, IEnumerable<string> adopted, ReplayPosition end)
    {
        if (_manifest?.Generation == manifest.Generation)
        {
            CatchUp(end);
            return;
        }
        RequireFreeName();
        DeleteUnfinished();
        string store = Path.Join(Unfinished, StoreFolders.Store);
        CreateDurably(Path.GetDirectoryName(Folder)!);
        CreateDurably(Unfinished);
        CreateDurably(store);
        CreateDurably(Path.Join(Unfinished, StoreFolders.Log));
        foreach (string file in manifest.FileNames.Concat(adopted))
        {
            files.Link(Path.Join(directory, StoreFolders.Store, file), Path.Join(store, file));
        }
        files.SyncDirectory(store);
        CopyLog(Unfinished, manifest.Replay with { Offset = 0 }, end);
        using (var mark = files.CreateNew(Path.Join(Unfinished, KeptGenerations.MarkName)))
        {
            mark.Write(Encoding.ASCII.GetBytes(increment.ToString("N")), 0);
            mark.SyncData();
        }
        ManifestFile.Write(files, Unfinished, manifest);
        DeleteKept();
        files.Rename(Unfinished, Folder);
        files.SyncDirectory(Path.GetDirectoryName(Folder)!);
        _manifest = manifest;
        _end = end;
    }

    /// <summary>Keeps what was committed since, and the state also if nothing more is heard of the commit.</summary>
    /// <param name="end">The end of the log: nothing is appended meanwhile.</param>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public void CatchUp(ReplayPosition end)
    {
        if (end != _end)
        {
            CopyLog(Folder, _end, end);
            _end = end;
        }
    }

    /// <summary>From here on the commit may be made: the state stays.</summary>
    public void Keep() => _mayBeNeeded = true;

    /// <summary>Deletes the state unless the commit may have been made.</summary>
    public void Dispose()
    {
        if (_mayBeNeeded)
        {
            return;
        }
        try
        {
            DeleteUnfinished();
            if (_manifest is not null)
            {
                DeleteKept();
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next attempt to merge the increment replaces it.
        }
    }

    /// <summary>Creates a folder whose name is durable before anything stands in it.</summary>
    private void CreateDurably(string folder)
    {
        files.CreateDirectory(folder);
        files.SyncDirectory(Path.GetDirectoryName(folder)!);
    }

    /// <summary>Deletes what is not whole, of whatever name. One merge of a database runs at a time.</summary>
    private void DeleteUnfinished()
    {
        string folder = Path.GetDirectoryName(Folder)!;
        if (!files.DirectoryExists(folder))
        {
            return;
        }
        foreach (string kept in files.List(folder))
        {
            if (!KeptGenerations.Exists(files, directory, kept))
            {
                files.DeleteDirectory(Path.Join(folder, kept));
            }
        }
    }

    private void RequireFreeName()
    {
        if (KeptGenerations.IsTaken(files, directory, name, increment))
        {
            throw new StorageException(
                $"{KeptGenerations.DescribeTaken(directory, name)} Nothing was merged."
            );
        }
    }

    private void DeleteKept()
    {
        if (ManifestFile.Exists(files, Folder))
        {
            KeptGenerations.Delete(files, directory, name);
        }
        files.DeleteDirectory(Folder);
    }

    private void CopyLog(string folder, ReplayPosition begin, ReplayPosition end)
    {
        string log = Path.Join(folder, StoreFolders.Log);
        for (long number = begin.LogFile; number <= end.LogFile; number++)
        {
            using var source = _log.OpenRead(number);
            using var target = files.OpenOrCreate(Path.Join(log, LogFileHeader.NameOf(number)));
            FileCopy.Copy(
                source,
                target,
                number == begin.LogFile ? begin.Offset : 0,
                number == end.LogFile ? end.Offset : source.Length
            );
        }
        files.SyncDirectory(log);
    }
}
