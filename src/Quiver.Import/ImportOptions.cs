using Quiver.Csv;
using Quiver.Foundation;
using Quiver.Foundation.IO;
using Quiver.Import.Destinations;
using Quiver.Import.Increments;

namespace Quiver.Import;

/// <summary>Everything that an import is told. Defaults are those of <c>neo4j-admin database import full</c>.</summary>
public sealed record ImportOptions
{
    /// <summary>Stands for a delimiter that could not be read: for private use, it clashes with no other.</summary>
    public const char UnknownCharacter = '\uE000';

    /// <summary>The database's name, lower-cased and validated by the caller.</summary>
    public required string DatabaseName { get; init; }

    /// <summary>The database's directory, <c>home/databases/name</c>; made when absent.</summary>
    public required string DatabaseDirectory { get; init; }

    /// <summary>Puts the finished database into its directory; null when no server may have it open.</summary>
    public IDestination? Destination { get; init; }

    /// <summary>Through which all files are read and written.</summary>
    public required IFileSystem FileSystem { get; init; }

    /// <summary>For durations and rates.</summary>
    public IClock Clock { get; init; } = SystemClock.Instance;

    /// <summary>Node files in command-line order; at least one group.</summary>
    public required IReadOnlyList<NodeFileGroup> Nodes { get; init; }

    /// <summary>Relationship files in command-line order.</summary>
    public IReadOnlyList<RelationshipFileGroup> Relationships { get; init; } = [];

    /// <summary>The indexes and constraints that the database is to have, in order.</summary>
    public IReadOnlyList<ImportSchemaCommand> Schema { get; init; } = [];

    /// <summary>What the caller has found wrong already: the import fails with it and with all that is found wrong besides.</summary>
    public IReadOnlyList<ImportProblem> Problems { get; init; } = [];

    /// <summary>Whether the database is known. Where it is not, because of one of the <see cref="Problems"/>, nothing is asked of it, and its directory is the one in which it would be made.</summary>
    public bool IsDatabaseKnown { get; init; } = true;

    /// <summary>Whether headers are looked into with the delimiter that they seem to have, because the one that was given is one of the <see cref="Problems"/>.</summary>
    public bool GuessesDelimiter { get; init; }

    /// <summary>What identifiers are, where the header does not say.</summary>
    public IdType IdType { get; init; } = IdType.String;

    /// <summary>The character between cells.</summary>
    public CsvCharacter Delimiter { get; init; } = ',';

    /// <summary>The character between the elements of an array or of a LABEL cell.</summary>
    public CsvCharacter ArrayDelimiter { get; init; } = ';';

    /// <summary>The character around quoted cells.</summary>
    public CsvCharacter Quote { get; init; } = '"';

    /// <summary>How many bad entries may be skipped before the import fails; -1 means any number.</summary>
    public long BadTolerance { get; init; } = 1000;

    /// <summary>Whether relationships whose ends are unknown, or that lack an end or a type, are skipped and reported instead of failing the import.</summary>
    public bool SkipBadRelationships { get; init; }

    /// <summary>Whether second and later nodes of the same id and group are skipped and reported instead of failing the import.</summary>
    public bool SkipDuplicateNodes { get; init; }

    /// <summary>Whether rows that are no CSV or hold a value that is not of its column's type are skipped and reported instead of failing the import.</summary>
    public bool SkipBadRows { get; init; }

    /// <summary>Whether skipped entries are only counted, not listed in the report.</summary>
    public bool SkipBadEntriesLogging { get; init; }

    /// <summary>Whether cells beyond the header's columns are dropped and reported instead of failing the import.</summary>
    public bool IgnoreExtraColumns { get; init; }

    /// <summary>Whether a quoted empty cell means no value, as an unquoted one does.</summary>
    public bool IgnoreEmptyStrings { get; init; }

    /// <summary>Whether blanks around text are dropped.</summary>
    public bool TrimStrings { get; init; }

    /// <summary>Whether a quoted cell may contain line ends.</summary>
    public bool MultilineFields { get; init; }

    /// <summary>The files that alone may contain line ends in quoted cells (<c>--multiline-fields-format=v2</c>); empty when <see cref="MultilineFields"/> decides for all.</summary>
    public IReadOnlyList<string> MultilineFiles { get; init; } = [];

    /// <summary>Whether a backslash before a quote or a backslash inside a quoted cell escapes it.</summary>
    public bool LegacyStyleQuoting { get; init; }

    /// <summary>The charset of files that begin with no byte order mark, by its IANA or Java name.</summary>
    public string InputEncoding { get; init; } = "UTF-8";

    /// <summary>The character between the coordinates of a vector.</summary>
    public CsvCharacter VectorDelimiter { get; init; } = ';';

    /// <summary>The longest row in bytes; 0 when only memory limits it.</summary>
    public long ReadBufferBytes { get; init; }

    /// <summary>The time zone of times and datetimes for which neither cell nor header name one (<c>db.temporal.timezone</c>); null means UTC.</summary>
    public string? DefaultTimeZone { get; init; }

    /// <summary>Whether byte, short and int columns hold any 64-bit integer and float columns any double.</summary>
    public bool NormalizeTypes { get; init; } = true;

    /// <summary>Whether a header at the top of a group's second and later files is dropped.</summary>
    public bool AutoSkipSubsequentHeaders { get; init; }

    /// <summary>How many threads work at the same time. The result does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Bytes of memory for ids, records and buffers; beyond it temporary files are used. 0 means nine tenths of what is free.</summary>
    public long MaxOffHeapMemoryBytes { get; init; }

    /// <summary>Whether a database that exists is replaced. It stays whole until the new one is.</summary>
    public bool OverwriteDestination { get; init; }

    /// <summary>What an incremental import is told besides; null for a full import.</summary>
    public IncrementOptions? Increment { get; init; }

    /// <summary>Where skipped entries are listed as JSON lines; made only when there are any.</summary>
    public string ReportFile { get; init; } = "import.report";

    /// <summary>Files beside those of nodes and relationships that say what to import and how: the report must be none of them.</summary>
    public IReadOnlyList<string> OtherInputs { get; init; } = [];

    /// <summary>Where temporary files of the import go: a folder that is made, and deleted at the end if it is empty. Null means inside the database's directory.</summary>
    public string? TempDirectory { get; init; }

    /// <summary>The run's log directory, made by the importer; null for none.</summary>
    public string? LogDirectory { get; init; }

    /// <summary>Whether an interrupted import of the same files goes on at its last finished phase.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether everything is checked and estimated, and nothing imported.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether the progress also gets a line per file and per phase.</summary>
    public bool Verbose { get; init; }

    internal IDestination DestinationOrLocal =>
        Destination ?? new LocalDestination(FileSystem, DatabaseDirectory);
}
