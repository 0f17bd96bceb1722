using System.Globalization;
using System.Security.Cryptography;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Backups;

/// <summary>A backup, open for reading. What it says of itself was checked when it was opened; the bytes of its files are checked when they are read.</summary>
public sealed class BackupArchive : IDisposable
{
    private const int PieceBytes = 2 << 20;

    private readonly IFileHandle _file;

    private BackupArchive(
        IFileHandle file,
        DateTimeOffset created,
        IReadOnlyList<BackedUpDatabase> databases
    )
    {
        _file = file;
        Created = created;
        Databases = databases;
    }

    /// <summary>The file.</summary>
    public string Path => _file.Path;

    /// <summary>When it was begun.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>What it holds.</summary>
    public IReadOnlyList<BackedUpDatabase> Databases { get; }

    /// <summary>Opens a backup.</summary>
    /// <exception cref="StorageException">It is none, or not whole, or of a newer release.</exception>
    public static BackupArchive Open(IFileSystem files, string path)
    {
        var file = files.OpenRead(path);
        try
        {
            long length = file.Length;
            if (length < BackupFormat.HeaderBytes + BackupFormat.TrailerBytes)
            {
                throw BackupErrors.NoBackup(path);
            }
            var created = BackupFormat.ReadHeader(Read(file, 0, BackupFormat.HeaderBytes), path);
            byte[] trailer = Read(
                file,
                length - BackupFormat.TrailerBytes,
                BackupFormat.TrailerBytes
            );
            var (offset, bytes, expected) = BackupFormat.ReadTrailer(trailer, length, path);
            byte[] contents = Read(file, offset, bytes);
            uint found = Crc32C.Compute(contents);
            return found == expected
                ? new(file, created, BackupFormat.Decode(contents, path, offset))
                : throw CorruptionException.Checksum(path, offset, expected, found);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The database of a name; the only one when there is no name.</summary>
    /// <exception cref="StorageException">There is none.</exception>
    public BackedUpDatabase Find(string name) =>
        Databases.FirstOrDefault(database =>
            string.Equals(database.Name, name, StringComparison.OrdinalIgnoreCase)
        ) ?? throw BackupErrors.NoDatabase(Path, name, Databases.Select(static d => d.Name));

    /// <summary>Reads all of it: every checksum, and that each database has all files that its manifest names, as long as it says.</summary>
    /// <exception cref="StorageException">Something is damaged or missing.</exception>
    public BackupSummary Verify(CancellationToken cancellation)
    {
        foreach (var database in Databases)
        {
            foreach (var file in database.Files)
            {
                Copy(file, static (_, _) => { }, cancellation);
            }
            RequireWhole(database);
        }
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long length = _file.Length;
        byte[] buffer = new byte[PieceBytes];
        for (long at = 0; at < length; )
        {
            cancellation.ThrowIfCancellationRequested();
            int count = _file.Read(buffer, at);
            if (count == 0)
            {
                throw new CorruptionException(Path, at, "more", "the end");
            }
            hash.AppendData(buffer, 0, count);
            at += count;
        }
        string checksum = Convert.ToHexStringLower(hash.GetHashAndReset());
        return new BackupSummary(Path, length, checksum, Created, Databases);
    }

    /// <summary>The manifest of a database.</summary>
    public Manifest ManifestOf(BackedUpDatabase database)
    {
        var file = database.Files.FirstOrDefault(static f => f.Path == ManifestFile.Name);
        if (file.Path is null || file.Length > ManifestCodec.MaxBytes)
        {
            throw new CorruptionException(Path, file.Offset, "a manifest", "none");
        }
        byte[] bytes = new byte[file.Length];
        Copy(file, (piece, at) => piece.CopyTo(bytes.AsSpan((int)at)), CancellationToken.None);
        return ManifestCodec.Decode(bytes, $"{Path} ({database.Name})");
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>Takes the pieces of a file.</summary>
    internal delegate void Receiver(ReadOnlySpan<byte> piece, long offset);

    /// <summary>Reads a file and verifies its checksum when all of it was read.</summary>
    internal void Copy(BackedUpFile file, Receiver receiver, CancellationToken cancellation)
    {
        byte[] buffer = new byte[Math.Min(PieceBytes, file.Length)];
        uint checksum = 0;
        for (long at = 0; at < file.Length; )
        {
            cancellation.ThrowIfCancellationRequested();
            var piece = buffer.AsSpan(0, (int)Math.Min(buffer.Length, file.Length - at));
            int count = _file.Read(piece, file.Offset + at);
            if (count != piece.Length)
            {
                throw new CorruptionException(Path, file.Offset + at + count, "more", "the end");
            }
            checksum = Crc32C.Append(checksum, piece);
            receiver(piece, at);
            at += count;
        }
        if (checksum != file.Checksum)
        {
            throw CorruptionException.Checksum(Path, file.Offset, file.Checksum, checksum);
        }
    }

    /// <summary>Fails unless a database has the files that its manifest names, and its log from where replay starts.</summary>
    internal Manifest RequireWhole(BackedUpDatabase database)
    {
        var manifest = ManifestOf(database);
        var lengths = database.Files.ToDictionary(
            static file => file.Path,
            static file => file.Length,
            StringComparer.Ordinal
        );
        var needed = manifest
            .Files.Select(static file => (file.Name, file.Length))
            .Concat(manifest.Patches.Select(static patch => (patch.Name, patch.Length)));
        foreach (var (name, length) in needed)
        {
            if (lengths.GetValueOrDefault(BackedUpPaths.OfStore(name), -1) != length)
            {
                throw new CorruptionException(
                    Path,
                    0,
                    string.Create(CultureInfo.InvariantCulture, $"{name} of {length} bytes"),
                    "none of that length"
                );
            }
        }
        string log = BackedUpPaths.OfLog(Log.LogFileHeader.NameOf(manifest.Replay.LogFile));
        return lengths.ContainsKey(log)
            ? manifest
            : throw new CorruptionException(Path, 0, log, "no such file");
    }

    private static byte[] Read(IFileHandle file, long offset, int length)
    {
        byte[] bytes = new byte[length];
        return file.Read(bytes, offset) == length
            ? bytes
            : throw new CorruptionException(file.Path, offset, "more bytes", "the end");
    }
}
