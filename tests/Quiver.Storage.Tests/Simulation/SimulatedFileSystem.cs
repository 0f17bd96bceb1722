using Quiver.Foundation.IO;

namespace Quiver.Storage.Tests.Simulation;

/// <summary>
/// A disk in memory that stops at a chosen call and then forgets, tears and reorders what was not synced: bytes of files and entries of folders alike. It can
/// also fail one call (EIO) or fill up (ENOSPC).
/// </summary>
internal sealed class SimulatedFileSystem : IFileSystem
{
    private readonly Lock _lock = new();
    private readonly Random _random;
    private readonly List<FolderChange> _pending = [];
    private readonly List<string?[]> _folders = [];
    private readonly HashSet<string> _locks = [];
    private Dictionary<string, SimulatedFile?> _entries = new(StringComparer.Ordinal);
    private Dictionary<string, SimulatedFile?> _durable = new(StringComparer.Ordinal);

    public SimulatedFileSystem(int seed) => _random = new Random(seed);

    private delegate void FolderChange(Dictionary<string, SimulatedFile?> entries);

    /// <summary>What a read of a file's bytes at an offset is about to give.</summary>
    public delegate void ReadBytes(string path, long offset, Span<byte> bytes);

    /// <summary>Changing calls so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Syncs of files so far.</summary>
    public int Syncs { get; private set; }

    /// <summary>The call at which the machine stops; that call may or may not take effect.</summary>
    public int CrashAt { get; set; } = int.MaxValue;

    /// <summary>Whether a call fails instead of taking effect.</summary>
    public Func<SimulatedStep, string, bool>? Fails { get; set; }

    /// <summary>Whether a call finds the disk full: a write then takes effect by half.</summary>
    public Func<SimulatedStep, string, bool>? IsFull { get; set; }

    /// <summary>Bytes that the disk says are free: so few that the log looks before each write.</summary>
    public long Free { get; set; } = 512L << 20;

    /// <summary>Runs before each call, outside the lock.</summary>
    public Action<SimulatedStep, string>? Before { get; set; }

    /// <summary>Changes what a read gives: as if the file were not yet as it is.</summary>
    public ReadBytes? Shown { get; set; }

    public bool HasCrashed => Steps >= CrashAt;

    /// <summary>A machine started on what this one's disk may hold after it stopped now.</summary>
    public SimulatedFileSystem Restart(int seed)
    {
        lock (_lock)
        {
            var restarted = new SimulatedFileSystem(seed);
            var random = new Random(seed);
            var entries = new Dictionary<string, SimulatedFile?>(_durable, StringComparer.Ordinal);
            foreach (var change in _pending)
            {
                if (random.Next(2) == 0)
                {
                    change(entries);
                }
            }
            var copies = new Dictionary<SimulatedFile, SimulatedFile>();
            foreach (var (path, file) in entries)
            {
                SimulatedFile? copy = null;
                if (file is not null && !copies.TryGetValue(file, out copy))
                {
                    copy = new SimulatedFile(file.AfterCrash(random), file.Changes);
                    copies.Add(file, copy);
                }
                restarted._entries[path] = copy;
            }
            restarted._durable = new(restarted._entries, StringComparer.Ordinal);
            return restarted;
        }
    }

    /// <summary>Changes a file's bytes behind everyone's back, durably.</summary>
    public void Damage(string path, Func<byte[], byte[]> change)
    {
        lock (_lock)
        {
            var found = Existing(path);
            var damaged = new SimulatedFile(change([.. found.Content]), found.Changes + 1);
            _entries[path] = damaged;
            _durable[path] = damaged;
        }
    }

    public byte[] ReadAll(string path) => Look(() => Existing(path).Content);

    public IFileHandle OpenRead(string path) =>
        new SimulatedHandle(this, Look(() => Existing(path)), path);

    public IFileHandle CreateNew(string path, bool direct = false)
    {
        if (FileExists(path))
        {
            throw new IOException($"Cannot create {path}: it exists.");
        }
        RequireFolder(path);
        var file = new SimulatedFile();
        Step(SimulatedStep.Create, path, () => Change(path, path, e => e[path] = file));
        return new SimulatedHandle(this, file, path);
    }

    public IFileHandle OpenOrCreate(string path, bool direct = false) =>
        FileExists(path) ? OpenRead(path) : CreateNew(path);

    public bool FileExists(string path) => Look(() => _entries.GetValueOrDefault(path) is not null);

    /// <summary>The simulated disk holds files and directories alone.</summary>
    public bool IsDevice(string path) => false;

    public IFileHandle OpenDevice(string path) =>
        throw new IOException($"Cannot open {path}: it is no device.");

    public bool DirectoryExists(string path) =>
        Look(() => _entries.TryGetValue(path, out var file) && file is null);

    /// <summary>Counts the changes of a file instead of taking time.</summary>
    public DateTime LastWriteTime(string path) => Look(() => new DateTime(Existing(path).Changes));

    public IReadOnlyList<string> List(string directory) =>
        Look(() =>
        {
            if (!_entries.ContainsKey(directory))
            {
                throw new DirectoryNotFoundException(directory);
            }
            return _entries
                .Keys.Where(path => Path.GetDirectoryName(path) == directory)
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal)
                .ToList();
        });

    public void CreateDirectory(string path)
    {
        if (DirectoryExists(path))
        {
            return;
        }
        if (Path.GetDirectoryName(path) is { Length: > 1 } parent)
        {
            CreateDirectory(parent);
        }
        Step(SimulatedStep.CreateDirectory, path, () => Change(path, path, e => e[path] = null));
    }

    public void Rename(string from, string to)
    {
        Look(() => _entries.ContainsKey(from) ? 0 : throw new FileNotFoundException(from));
        RequireFolder(to);
        // A synced folder has the entry that was moved into it, even when the folder that it came from was never synced.
        var moved = Look(() => _entries.Where(e => IsAtOrBelow(e.Key, from)).ToList());
        Step(SimulatedStep.Rename, from, () => Change(from, to, e => Move(e, moved, from, to)));
    }

    public void DeleteFile(string path)
    {
        if (FileExists(path))
        {
            Step(SimulatedStep.Delete, path, () => Change(path, path, e => e.Remove(path)));
        }
    }

    public void DeleteDirectory(string path)
    {
        if (DirectoryExists(path))
        {
            Step(SimulatedStep.Delete, path, () => Change(path, path, e => RemoveAll(e, path)));
        }
    }

    public void SyncDirectory(string path)
    {
        RequireFolder(Path.Join(path, "x"));
        Step(SimulatedStep.SyncDirectory, path, () => SyncFolder(path));
    }

    public IDisposable? TryLock(string path)
    {
        lock (_lock)
        {
            return _locks.Add(path) ? new Release(() => _locks.Remove(path)) : null;
        }
    }

    public long FreeSpace(string path) => Free;

    internal T Look<T>(Func<T> look)
    {
        lock (_lock)
        {
            return HasCrashed ? throw new SimulatedCrashException() : look();
        }
    }

    internal void Step(SimulatedStep step, string path, Action effect, Action? partial = null)
    {
        Before?.Invoke(step, path);
        lock (_lock)
        {
            if (HasCrashed)
            {
                throw new SimulatedCrashException();
            }
            Steps++;
            Syncs += step == SimulatedStep.Sync ? 1 : 0;
            if (Fails?.Invoke(step, path) == true)
            {
                partial?.Invoke();
                throw new IOException($"Cannot {step} {path}: Input/output error.");
            }
            if (IsFull?.Invoke(step, path) == true)
            {
                partial?.Invoke();
                throw new DiskFullException($"Cannot {step} {path}: No space left on device.");
            }
            if (HasCrashed)
            {
                if (step != SimulatedStep.Sync && _random.Next(2) == 0)
                {
                    effect();
                }
                throw new SimulatedCrashException();
            }
            effect();
        }
    }

    private static void Move(
        Dictionary<string, SimulatedFile?> entries,
        List<KeyValuePair<string, SimulatedFile?>> moved,
        string from,
        string to
    )
    {
        RemoveAll(entries, from);
        foreach (var (path, file) in moved)
        {
            entries[to + path[from.Length..]] = file;
        }
    }

    private static void RemoveAll(Dictionary<string, SimulatedFile?> entries, string path)
    {
        foreach (string below in entries.Keys.Where(p => IsAtOrBelow(p, path)).ToList())
        {
            entries.Remove(below);
        }
    }

    private static bool IsAtOrBelow(string path, string folder) =>
        path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    private SimulatedFile Existing(string path) =>
        _entries.GetValueOrDefault(path) ?? throw new FileNotFoundException(path, path);

    private void RequireFolder(string path)
    {
        string? folder = Path.GetDirectoryName(path);
        if (folder is { Length: > 1 } && !DirectoryExists(folder))
        {
            throw new DirectoryNotFoundException(folder);
        }
    }

    /// <summary>A change of folder entries: seen at once, durable when a folder that it concerns is synced.</summary>
    private void Change(string from, string to, FolderChange change)
    {
        change(_entries);
        string?[] folders = [Path.GetDirectoryName(from), Path.GetDirectoryName(to)];
        _pending.Add(change);
        _folders.Add(folders);
    }

    private void SyncFolder(string path)
    {
        for (int i = 0; i < _pending.Count; )
        {
            if (_folders[i].Contains(path))
            {
                _pending[i](_durable);
                _pending.RemoveAt(i);
                _folders.RemoveAt(i);
            }
            else
            {
                i++;
            }
        }
    }

    private sealed class Release(Action release) : IDisposable
    {
        public void Dispose() => release();
    }
}
