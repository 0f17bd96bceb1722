using Quiver.Csv;
using Quiver.Import.Headers;
using Quiver.Model;

namespace Quiver.Import.Pipeline;

/// <summary>What the planning of node files and of relationship files have in common: header, files and properties.</summary>
internal abstract class FileGroupPlanner(
    ImportOptions options,
    CsvDialect dialect,
    ImportNames names,
    PlanProblems problems,
    IImportProgress progress
)
{
    private int _groupsLeft;

    /// <summary>Whether most properties of the last header have names that none had before, and whether those of the one before it had them too.</summary>
    private bool _isLastNew;
    private bool _isFurtherNew;
    private readonly MultilineFiles _multiline = new(options);
    private readonly HeaderReader _headers = new(options.FileSystem, dialect, new(options))
    {
        IsIncremental = options.Increment is not null,
    };

    /// <summary>The bytes of the files; there may be thousands, and to open one takes time.</summary>
    public required IReadOnlyDictionary<string, long> Lengths { get; init; }

    /// <summary>What the import was told.</summary>
    protected ImportOptions Options => options;

    /// <summary>The names known so far.</summary>
    protected ImportNames Names => names;

    /// <summary>Gets what is wrong.</summary>
    protected PlanProblems Problems => problems;

    /// <summary>Is told what does not fail the import.</summary>
    protected IImportProgress Progress => progress;

    /// <summary>Begins to read the headers of groups beside what the caller does.</summary>
    /// <param name="groups">The files of each group; null where the header cannot be read.</param>
    /// <param name="threads">How many threads may read.</param>
    public HeadersAhead ReadAhead(IReadOnlyList<IReadOnlyList<string>?> groups, int threads)
    {
        _groupsLeft = groups.Count;
        var ahead = new HeadersAhead(groups, ReadHeader);
        ahead.Start(threads);
        return ahead;
    }

    /// <summary>Adds what is wrong with a header. Called by several threads.</summary>
    protected abstract void Check(Header header, List<string> problems);

    /// <summary>Reports what is wrong with a header; false when anything is.</summary>
    protected bool IsRight(CheckedHeader read)
    {
        var (header, found) = read;
        if (found.Count > 0 && header is not null && LacksTypes(header))
        {
            found[^1] += FindHeaderBeside(header);
        }
        problems.Report(found);
        return found.Count == 0;
    }

    /// <summary>Reads the first row of a group's files, in whatever file that is.</summary>
    private CheckedHeader ReadHeader(IReadOnlyList<string> files)
    {
        var first = ReadHeader(files[0]);
        var read = first;
        int empty = 0;
        while (read.IsWithoutRow && empty + 1 < files.Count)
        {
            empty++;
            read = ReadHeader(files[empty]);
        }
        return read.IsWithoutRow ? first : read with { EmptyFiles = empty };
    }

    private CheckedHeader ReadHeader(string path)
    {
        var found = new List<string>();
        Header? header = null;
        try
        {
            header = _headers.Read(path, found);
            if (header is not null)
            {
                Check(header, found);
            }
        }
        catch (CsvException e)
        {
            found.Add(e.Message);
        }
        return new CheckedHeader(header, found);
    }

    /// <summary>Says that a group has no header.</summary>
    protected void WarnOfEmpty(Header header, IReadOnlyList<string> files) =>
        Progress.Warn(
            files.Count == 1
                ? $"{header.Path} is empty: its group has neither a header nor rows."
                : $"{header.Path} and the files behind it are empty: their group has neither a header nor rows."
        );

    /// <summary>Whether a header has fields, but none with a colon, so that it may be data.</summary>
    protected static bool LacksTypes(Header header) => header.Columns.Count > 0 && !header.HasTypes;

    /// <summary>Names the file beside a header without types that looks like its real header, as a sentence; empty when there is none.</summary>
    protected string FindHeaderBeside(Header header)
    {
        var search = new HeaderSearch(options.FileSystem, _headers);
        string? found = search.Find(header.Path, header.Columns.Count);
        return found is null
            ? ""
            : $" {found} looks like its header: give it first, as in {found},{header.Path}.";
    }

    /// <summary>The later file of a group that begins with a header though the first has none, as where a pattern matches the header's file too; null when there is none.</summary>
    protected string? FindHeaderAmong(Header header, IReadOnlyList<string> files) =>
        new HeaderSearch(options.FileSystem, _headers).FindAmong(
            [.. files.Skip(1)],
            header.Columns.Count
        );

    /// <summary>The files of a group, and which of them begin with a header.</summary>
    protected List<InputFile> PlanFiles(IReadOnlyList<string> paths, Header header)
    {
        var files = new List<InputFile>();
        foreach (string path in paths)
        {
            bool isFirst = files.Count == 0;
            bool hasHeader =
                isFirst
                || (options.AutoSkipSubsequentHeaders && _headers.RepeatsHeader(path, header));
            files.Add(new InputFile(path, hasHeader, _multiline.Contains(path), Lengths[path]));
        }
        return files;
    }

    /// <summary>The columns that become properties.</summary>
    protected PropertyColumns PlanProperties(Header header)
    {
        var columns = header.Columns;
        if (HeaderHints.FindBlanks(columns) is { } warning)
        {
            progress.Warn($"{header.Path}: {warning}");
        }
        if (_isFurtherNew)
        {
            // As if the groups to come had as many new names each, as two did.
            long expected = (long)columns.Count * _groupsLeft;
            names.PropertyKeys.Reserve((int)Math.Min(int.MaxValue, expected));
        }
        int known = names.PropertyKeys.Count;
        int[] keys = new int[columns.Count];
        int next = 0;
        foreach (var column in columns.Others)
        {
            // In the order of the columns, which is that of the keys.
            int index = columns.IndexOf(column);
            names.PropertyKeys.NumberAll(columns, next, keys.AsSpan(next..index));
            bool isProperty =
                column.Role == ColumnRole.Property
                || (column.Name.Length > 0 && IdRules.IsStoredApart(column));
            keys[index] = isProperty ? KeyOf(column.Name).Value : PropertyColumns.NoKey;
            next = index + 1;
        }
        names.PropertyKeys.NumberAll(columns, next, keys.AsSpan(next));
        bool isNew = (names.PropertyKeys.Count - known) * 2 > columns.Count;
        _isFurtherNew = isNew && _isLastNew;
        _isLastNew = isNew;
        _groupsLeft--;
        for (int index = 0; index < keys.Length && options.NormalizeTypes; index++)
        {
            if (keys[index] != PropertyColumns.NoKey)
            {
                DescribeNormalization(header, index);
            }
        }
        return new(columns, keys);
    }

    /// <summary>The key of a property's name.</summary>
    protected PropertyKeyId KeyOf(string name) => new(names.PropertyKeys.NumberOf(name));

    private void DescribeNormalization(Header header, int index)
    {
        string? wider = header.Columns.TypeOf(index) switch
        {
            PropertyType.Byte or PropertyType.Short or PropertyType.Int => "long",
            PropertyType.Float => "double",
            _ => null,
        };
        if (wider is not null && header.Columns[index] is { IsArray: false } column)
        {
            progress.Note(
                $"Property type of '{column.Name}' normalized from '{PropertyTypes.NameOf(column.Type)}' --> '{wider}' in {header.Path}"
            );
        }
    }
}
