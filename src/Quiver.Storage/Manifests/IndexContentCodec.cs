namespace Quiver.Storage.Manifests;

/// <summary>The binary form of the files of indexes in a manifest.</summary>
/// <remarks>
/// <code>
/// list of { i64 index; file; list of text covered patch; list of { text patch; list of file (none or one) } }
/// file: text name; i64 length; u32 checksum
/// </code>
/// </remarks>
internal static class IndexContentCodec
{
    /// <summary>Writes them.</summary>
    public static void Write(IReadOnlyList<IndexContent> contents, ManifestWriter writer)
    {
        writer.Int(contents.Count);
        foreach (var content in contents)
        {
            writer.Long(content.Index);
            Write(content.Base, writer);
            writer.Int(content.Covered.Count);
            foreach (string patch in content.Covered)
            {
                writer.Text(patch);
            }
            writer.Int(content.Patches.Count);
            foreach (var patch in content.Patches)
            {
                writer.Text(patch.Patch);
                writer.Int(patch.File is null ? 0 : 1);
                if (patch.File is { } file)
                {
                    Write(file, writer);
                }
            }
        }
    }

    /// <summary>Reads them.</summary>
    public static IndexContent[] Read(ref ManifestReader reader)
    {
        var contents = new IndexContent[reader.Count(32)];
        for (int i = 0; i < contents.Length; i++)
        {
            long index = reader.Long();
            var main = ReadFile(ref reader);
            var covered = new string[reader.Count(sizeof(int))];
            for (int j = 0; j < covered.Length; j++)
            {
                covered[j] = reader.FileName();
            }
            var patches = new PatchIndexFile[reader.Count(8)];
            for (int j = 0; j < patches.Length; j++)
            {
                string patch = reader.FileName();
                patches[j] = new(
                    patch,
                    reader.Count(16) switch
                    {
                        0 => null,
                        1 => ReadFile(ref reader),
                        _ => throw reader.Damaged("one file at most", "several"),
                    }
                );
            }
            contents[i] = new(index, main, covered, patches);
        }
        return contents;
    }

    private static void Write(IndexFile file, ManifestWriter writer)
    {
        writer.Text(file.Name);
        writer.Long(file.Length);
        writer.Int((int)file.Checksum);
    }

    private static IndexFile ReadFile(ref ManifestReader reader) =>
        new(reader.FileName(), reader.Long(), (uint)reader.Int());
}
