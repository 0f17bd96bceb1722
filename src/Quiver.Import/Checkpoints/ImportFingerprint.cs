using Quiver.Csv;
using Quiver.Import.Pipeline;

namespace Quiver.Import.Checkpoints;

/// <summary>What the result of an import depends on: its input files, and the options that change what becomes of them.</summary>
/// <param name="Options">Options by the names that users know, with their values as text.</param>
/// <param name="Files">The files in the order of the command line, each once.</param>
internal sealed record ImportFingerprint(
    IReadOnlyList<KeyValuePair<string, string>> Options,
    IReadOnlyList<InputIdentity> Files
)
{
    /// <summary>The fingerprint of an import, without the files' checksums.</summary>
    public static ImportFingerprint Of(ImportPlan plan)
    {
        var lengths = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var file in plan.Groups.SelectMany(static group => group.Files))
        {
            lengths[file.Path] = file.Length;
        }
        // Groups without a header are not in the plan, but their files may get one before the import is resumed.
        foreach (string path in PathsOf(plan.Options).Where(path => !lengths.ContainsKey(path)))
        {
            lengths[path] = LengthOf(plan.Options, path);
        }
        return Of(plan.Options, lengths);
    }

    /// <summary>The fingerprint of an import that is not planned yet, without the files' checksums.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="lengths">The bytes of each file.</param>
    public static ImportFingerprint Of(
        ImportOptions options,
        IReadOnlyDictionary<string, long> lengths
    )
    {
        return new(
            OptionsOf(options),
            [
                .. PathsOf(options)
                    .Select(path => InputIdentity.Of(options.FileSystem, path, lengths[path])),
            ]
        );
    }

    /// <summary>The fingerprint of an import that is not planned yet, whose files are all there, without their checksums.</summary>
    public static ImportFingerprint Of(ImportOptions options)
    {
        var lengths = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (string path in PathsOf(options))
        {
            lengths[path] = LengthOf(options, path);
        }
        return Of(options, lengths);
    }

    /// <summary>Reads a fingerprint that <see cref="WriteTo"/> wrote.</summary>
    public static ImportFingerprint Read(BinaryReader input)
    {
        var options = new KeyValuePair<string, string>[input.ReadInt32()];
        for (int i = 0; i < options.Length; i++)
        {
            options[i] = new(input.ReadString(), input.ReadString());
        }
        var files = new InputIdentity[input.ReadInt32()];
        for (int i = 0; i < files.Length; i++)
        {
            files[i] = new(
                input.ReadString(),
                input.ReadInt64(),
                input.ReadInt64(),
                input.ReadUInt32()
            );
        }
        return new(options, files);
    }

    /// <summary>The same with the files' checksums as they are now.</summary>
    public ImportFingerprint WithChecksums(ImportOptions options)
    {
        byte[] edge = new byte[InputIdentity.EdgeBytes];
        return this with
        {
            Files = [.. Files.Select(file => file.WithChecksum(options.FileSystem, edge))],
        };
    }

    /// <summary>Writes the fingerprint.</summary>
    public void WriteTo(BinaryWriter output)
    {
        output.Write(Options.Count);
        foreach (var (name, value) in Options)
        {
            output.Write(name);
            output.Write(value);
        }
        output.Write(Files.Count);
        foreach (var file in Files)
        {
            output.Write(file.Path);
            output.Write(file.Length);
            output.Write(file.ModifiedTicks);
            output.Write(file.EdgeChecksum);
        }
    }

    /// <summary>Whether two imports have the same files, as far as names, sizes and times tell.</summary>
    public bool HasFilesOf(ImportFingerprint other) =>
        Files
            .Select(file => file with { EdgeChecksum = 0 })
            .SequenceEqual(other.Files.Select(file => file with { EdgeChecksum = 0 }));

    /// <summary>What differs from an earlier import, as a sentence; null when nothing does. Both have checksums.</summary>
    public string? FindChange(ImportFingerprint earlier)
    {
        foreach (
            string name in earlier.Options.Concat(Options).Select(static o => o.Key).Distinct()
        )
        {
            if (FindChange(name, earlier.ValuesOf(name), ValuesOf(name)) is { } change)
            {
                return change;
            }
        }
        var files = earlier.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        foreach (var file in Files)
        {
            if (!files.Remove(file.Path, out var before))
            {
                return $"'{file.Path}' was not among the files";
            }
            if (before != file)
            {
                string what =
                    before.Length != file.Length
                        ? $"had {before.Length} bytes and has {file.Length} now"
                        : "has been changed";
                return $"'{file.Path}' {what}";
            }
        }
        return files.Count == 0 ? null : $"'{files.Keys.First()}' is missing among the files";
    }

    /// <summary>The first difference of an option's values, of which some have several, in order.</summary>
    private static string? FindChange(string name, string[] before, string[] now)
    {
        for (int i = 0; i < Math.Max(before.Length, now.Length); i++)
        {
            if (i >= now.Length)
            {
                return $"{name}='{before[i]}' is missing now";
            }
            if (i >= before.Length)
            {
                return $"{name}='{now[i]}' was not there";
            }
            if (before[i] != now[i])
            {
                return $"{name} was '{before[i]}' and is '{now[i]}' now";
            }
        }
        return null;
    }

    private string[] ValuesOf(string name) =>
        [.. Options.Where(option => option.Key == name).Select(static option => option.Value)];

    private static long LengthOf(ImportOptions options, string path)
    {
        using var handle = options.FileSystem.OpenRead(path);
        return handle.Length;
    }

    private static IEnumerable<string> PathsOf(ImportOptions options) =>
        options
            .Nodes.SelectMany(static group => group.Files)
            .Concat(options.Relationships.SelectMany(static group => group.Files))
            .Distinct(StringComparer.Ordinal);

    private static List<KeyValuePair<string, string>> OptionsOf(ImportOptions options)
    {
        var result = new List<KeyValuePair<string, string>>();
        Add("--id-type", options.IdType.ToString());
        Add("--delimiter", Show(options.Delimiter));
        Add("--array-delimiter", Show(options.ArrayDelimiter));
        Add("--vector-delimiter", Show(options.VectorDelimiter));
        Add("--quote", Show(options.Quote));
        Add("--skip-bad-relationships", Show(options.SkipBadRelationships));
        Add("--skip-duplicate-nodes", Show(options.SkipDuplicateNodes));
        Add("--skip-bad-rows", Show(options.SkipBadRows));
        Add("--ignore-extra-columns", Show(options.IgnoreExtraColumns));
        Add("--ignore-empty-strings", Show(options.IgnoreEmptyStrings));
        Add("--trim-strings", Show(options.TrimStrings));
        Add("--multiline-fields", Show(options.MultilineFields));
        Add("--multiline-fields-format", string.Join(',', options.MultilineFiles));
        Add("--legacy-style-quoting", Show(options.LegacyStyleQuoting));
        Add("--input-encoding", options.InputEncoding);
        Add("db.temporal.timezone", options.DefaultTimeZone ?? "");
        Add("--normalize-types", Show(options.NormalizeTypes));
        Add("--auto-skip-subsequent-headers", Show(options.AutoSkipSubsequentHeaders));
        foreach (var group in options.Nodes)
        {
            Add("--nodes", $"{string.Join(':', group.Labels)}={Show(group.Files)}");
        }
        foreach (var group in options.Relationships)
        {
            Add("--relationships", $"{group.Type}={Show(group.Files)}");
        }
        foreach (var command in options.Schema)
        {
            Add("--schema", command.Text);
        }
        if (options.Increment is { } increment)
        {
            Add(
                "--update-all-matching-relationships",
                Show(increment.UpdateAllMatchingRelationships)
            );
            foreach (var step in increment.Schema)
            {
                Add("--schema", step.Text);
            }
        }
        return result;

        void Add(string name, string value) => result.Add(new(name, value));
    }

    private static string Show(IEnumerable<string> paths) =>
        string.Join(',', paths.Select(Path.GetFullPath));

    private static string Show(CsvCharacter character) => CsvCharacter.Describe(character);

    private static string Show(bool value) => value ? "true" : "false";
}
