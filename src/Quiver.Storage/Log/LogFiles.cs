using Quiver.Foundation.IO;
using Quiver.Storage.Generations;

namespace Quiver.Storage.Log;

/// <summary>The files of a database's commit log.</summary>
internal sealed class LogFiles
{
    private readonly IFileSystem _files;

    /// <summary>Names the log folder of a database.</summary>
    public LogFiles(IFileSystem files, string databaseDirectory)
    {
        _files = files;
        DatabaseDirectory = databaseDirectory;
        Directory = Path.Join(databaseDirectory, StoreFolders.Log);
    }

    /// <summary>The database's folder.</summary>
    public string DatabaseDirectory { get; }

    /// <summary>The log's folder.</summary>
    public string Directory { get; }

    /// <summary>The path of the file of a number.</summary>
    public string PathOf(long number) => Path.Join(Directory, LogFileHeader.NameOf(number));

    /// <summary>The numbers of the files that are there, ascending.</summary>
    public List<long> Numbers()
    {
        var numbers = new List<long>();
        if (_files.DirectoryExists(Directory))
        {
            foreach (string name in _files.List(Directory))
            {
                if (LogFileHeader.TryParseName(name, out long number))
                {
                    numbers.Add(number);
                }
            }
        }
        numbers.Sort();
        return numbers;
    }

    /// <summary>Whether anything was ever appended, be it half written.</summary>
    public bool HoldRecords()
    {
        foreach (long number in Numbers())
        {
            using var handle = _files.OpenRead(PathOf(number));
            if (handle.Length > LogFileHeader.Bytes)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Bytes that can still be written where the log is.</summary>
    public long FreeSpace() => _files.FreeSpace(DatabaseDirectory);

    /// <summary>Opens a file that is there, to go on writing it.</summary>
    public IFileHandle Open(long number) => _files.OpenOrCreate(PathOf(number));

    /// <summary>Opens a file that is there, to read it.</summary>
    public IFileHandle OpenRead(long number) => _files.OpenRead(PathOf(number));

    /// <summary>The header of a file; false when it is not whole.</summary>
    public bool TryReadHeader(long number, out LogFileHeader header)
    {
        using var handle = _files.OpenRead(PathOf(number));
        Span<byte> bytes = stackalloc byte[LogFileHeader.Bytes];
        int count = handle.Read(bytes, 0);
        return LogFileHeader.TryRead(bytes[..count], handle.Path, out header);
    }

    /// <summary>Creates a file with its header; on return both are durable.</summary>
    public IFileHandle Create(LogFileHeader header)
    {
        if (!_files.DirectoryExists(Directory))
        {
            _files.CreateDirectory(Directory);
            _files.SyncDirectory(DatabaseDirectory);
        }
        var handle = _files.CreateNew(PathOf(header.Number));
        try
        {
            Span<byte> bytes = stackalloc byte[LogFileHeader.Bytes];
            header.Write(bytes);
            handle.Write(bytes, 0);
            handle.SyncData();
            _files.SyncDirectory(Directory);
            return handle;
        }
        catch (DiskFullException)
        {
            // It is tried again when there is space.
            handle.Dispose();
            _files.DeleteFile(PathOf(header.Number));
            throw;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Deletes files, highest first, so that what remains after a crash has no gap that later files would make look like damage.</summary>
    public void Delete(IReadOnlyList<long> numbers)
    {
        for (int i = numbers.Count - 1; i >= 0; i--)
        {
            _files.DeleteFile(PathOf(numbers[i]));
        }
        if (numbers.Count > 0)
        {
            _files.SyncDirectory(Directory);
        }
    }
}
