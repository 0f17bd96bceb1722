using System.Runtime.InteropServices;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Increments;

/// <summary>
/// The file in an increment's folder that lists which parts of it a merge left out, or refused: there before the merge is committed, so that whoever asks again after
/// a crash is told, too.
/// </summary>
/// <remarks>
/// <code>
/// 0   u32  CRC-32C of all behind
/// 4   list of text: constraints and demands
/// ..  list of { i32 kind; i64 id; i64 other; i32 constraint; i32 demand } (-1: none)
/// </code>
/// Lists and text are those of the manifest.
/// </remarks>
public static class LeftOutFile
{
    private const string Name = "left-out";
    private const int EntryBytes = 28;

    /// <summary>What the last merge of an increment left out or refused, in the order of nodes, then relationships, by their ids; what it refused is the last.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="folder">The increment's folder.</param>
    /// <exception cref="CorruptionException">The file is not what was written.</exception>
    public static IReadOnlyList<MergeConflict> Read(IFileSystem files, string folder)
    {
        string path = Path.Join(folder, Name);
        if (!files.FileExists(path))
        {
            return [];
        }
        byte[] bytes;
        using (var handle = files.OpenRead(path))
        {
            bytes = new byte[handle.Length];
            handle.Read(bytes, 0);
        }
        uint checksum =
            bytes.Length < sizeof(uint) ? 0 : Crc32C.Compute(bytes.AsSpan(sizeof(uint)));
        if (bytes.Length < sizeof(uint) || MemoryMarshal.Read<uint>(bytes) != checksum)
        {
            throw new CorruptionException(path, 0, "what a merge left out", "something else");
        }
        return Decode(new ManifestReader(bytes.AsSpan(sizeof(uint)), path, sizeof(uint)));
    }

    /// <summary>Writes the file, durably; without anything left out it is deleted.</summary>
    internal static void Write(
        IFileSystem files,
        string folder,
        IReadOnlyList<MergeConflict> conflicts
    )
    {
        string path = Path.Join(folder, Name);
        bool exists = files.FileExists(path);
        if (conflicts.Count == 0 && !exists)
        {
            return;
        }
        files.DeleteFile(path);
        if (conflicts.Count > 0)
        {
            byte[] content = Encode(conflicts);
            byte[] checksum = BitConverter.GetBytes(Crc32C.Compute(content));
            using var handle = files.CreateNew(path);
            handle.Write(checksum, 0);
            handle.Write(content, checksum.Length);
            handle.SyncData();
        }
        files.SyncDirectory(folder);
    }

    private static byte[] Encode(IReadOnlyList<MergeConflict> conflicts)
    {
        var texts = new List<string>();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal) { [""] = -1 };
        foreach (var conflict in conflicts)
        {
            foreach (string text in (ReadOnlySpan<string>)[conflict.Constraint, conflict.Demand])
            {
                if (numbers.TryAdd(text, texts.Count))
                {
                    texts.Add(text);
                }
            }
        }
        var writer = new ManifestWriter();
        writer.Int(texts.Count);
        texts.ForEach(writer.Text);
        writer.Int(conflicts.Count);
        foreach (var conflict in conflicts)
        {
            writer.Int((int)conflict.Kind);
            writer.Long(conflict.Id);
            writer.Long(conflict.Other);
            writer.Int(numbers[conflict.Constraint]);
            writer.Int(numbers[conflict.Demand]);
        }
        return writer.ToArray();
    }

    private static MergeConflict[] Decode(ManifestReader reader)
    {
        string[] texts = new string[reader.Count(sizeof(int))];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = reader.Text();
        }
        var conflicts = new MergeConflict[reader.Count(EntryBytes)];
        for (int i = 0; i < conflicts.Length; i++)
        {
            var kind = (MergeConflictKind)reader.Int();
            conflicts[i] = new(kind, reader.Long(), reader.Long())
            {
                Constraint = TextOf(reader.Int(), texts),
                Demand = TextOf(reader.Int(), texts),
            };
        }
        reader.ExpectEnd();
        return conflicts;
    }

    private static string TextOf(int number, string[] texts) => number < 0 ? "" : texts[number];
}
