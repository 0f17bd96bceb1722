using System.Diagnostics;
using System.Security.Cryptography;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Backups;

/// <summary>Writes a backup: under a name of its own until it is whole and durable, then by one rename under the one that was asked for.</summary>
/// <remarks>Not thread safe. Blocks its thread on the disk.</remarks>
public sealed class BackupWriter : IDisposable
{
    /// <summary>What the names of backups that are not finished end with.</summary>
    public const string UnfinishedSuffix = ".part";

    // Each piece is on the disk before the next one is written: a commit's sync meanwhile waits for one piece at most.
    private const int PieceBytes = 2 << 20;

    // While a database is written to, a piece is followed by a rest of so many times as long as it took: those who commit have the disk and a core for themselves meanwhile.
    private const int RestFactor = 4;

    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(200);

    private readonly IFileSystem _files;
    private readonly string _path;
    private readonly DateTimeOffset _created;
    private readonly IFileHandle _output;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[PieceBytes];
    private readonly List<BackedUpDatabase> _databases = [];
    private long _length;
    private bool _isFinished;

    /// <summary>Begins a backup.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="path">Where it shall stand; nothing may stand there. The folder exists.</param>
    /// <param name="created">What it shall say of its time.</param>
    /// <exception cref="IOException">There is a file of that name, or the disk failed.</exception>
    public BackupWriter(IFileSystem files, string path, DateTimeOffset created)
    {
        if (files.FileExists(path) || files.DirectoryExists(path))
        {
            throw BackupErrors.Exists(path);
        }
        _files = files;
        _path = path;
        _created = created;
        files.DeleteFile(UnfinishedPath);
        _output = files.CreateNew(UnfinishedPath);
        Span<byte> header = stackalloc byte[BackupFormat.HeaderBytes];
        BackupFormat.WriteHeader(header, created);
        Write(header);
    }

    private string UnfinishedPath => _path + UnfinishedSuffix;

    /// <summary>Copies a database.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="source">Its files.</param>
    /// <param name="cancellation">Stops between pieces.</param>
    public void Add(string name, BackupSource source, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(
            _databases.Count,
            BackupFormat.MaxDatabases
        );
        var files = new List<BackedUpFile>();
        byte[] manifest = ManifestCodec.Encode(source.Manifest);
        files.Add(new(ManifestFile.Name, _length, manifest.Length, Crc32C.Compute(manifest)));
        Write(manifest);
        foreach (var (path, handle, length) in source.Files)
        {
            files.Add(Copy(source, (path, handle, length), cancellation));
        }
        _databases.Add(
            new BackedUpDatabase
            {
                Name = name,
                DatabaseId = source.Manifest.DatabaseId,
                LogId = source.Manifest.LogId,
                Sequence = source.Sequence,
                NodeCount = source.NodeCount,
                RelationshipCount = source.RelationshipCount,
                Files = files,
            }
        );
    }

    /// <summary>Ends the backup: on return it is durable under its name.</summary>
    public BackupSummary Finish()
    {
        byte[] contents = BackupFormat.Encode(_databases);
        Span<byte> trailer = stackalloc byte[BackupFormat.TrailerBytes];
        BackupFormat.WriteTrailer(trailer, _length, contents);
        Write(contents);
        Write(trailer);
        _output.SyncData();
        _output.Dispose();
        _files.Rename(UnfinishedPath, _path);
        _isFinished = true;
        _files.SyncDirectory(Path.GetDirectoryName(_path)!);
        string checksum = Convert.ToHexStringLower(_hash.GetHashAndReset());
        return new BackupSummary(_path, _length, checksum, _created, _databases);
    }

    /// <summary>Deletes what was written unless it was finished.</summary>
    public void Dispose()
    {
        _hash.Dispose();
        _output.Dispose();
        if (_isFinished)
        {
            return;
        }
        try
        {
            _files.DeleteFile(UnfinishedPath);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Its name says that it is not whole; the next backup deletes it.
        }
    }

    private BackedUpFile Copy(
        BackupSource source,
        (string Path, IFileHandle Handle, long Length) file,
        CancellationToken cancellation
    )
    {
        var (path, handle, length) = file;
        long offset = _length;
        uint checksum = 0;
        for (long at = 0; at < length; )
        {
            cancellation.ThrowIfCancellationRequested();
            long started = Stopwatch.GetTimestamp();
            var piece = _buffer.AsSpan(0, (int)Math.Min(PieceBytes, length - at));
            int count = handle.Read(piece, at);
            if (count != piece.Length)
            {
                throw new CorruptionException(handle.Path, at + count, "more bytes", "the end");
            }
            checksum = Crc32C.Append(checksum, piece);
            Write(piece);
            if (piece.Length == PieceBytes)
            {
                _output.SyncData();
                Rest(source, Stopwatch.GetElapsedTime(started), cancellation);
            }
            at += count;
        }
        return new(path, offset, length, checksum);
    }

    private static void Rest(BackupSource source, TimeSpan worked, CancellationToken cancellation)
    {
        if (source.IsWrittenTo())
        {
            var rest = worked * RestFactor;
            cancellation.WaitHandle.WaitOne(rest < LongestRest ? rest : LongestRest);
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        _output.Write(bytes, _length);
        _length += bytes.Length;
    }
}
