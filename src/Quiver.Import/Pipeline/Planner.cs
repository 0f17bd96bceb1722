using System.Text;
using Quiver.Csv;
using Quiver.Csv.Encodings;
using Quiver.Import.Headers;
using Quiver.Import.Increments;
using Quiver.Import.Values;
using Quiver.Model.Temporal;
using Quiver.Storage.Kept;
using Quiver.Storage.Schema;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Checks everything that can be found wrong without reading data, and reports all of it at once. Writes nothing.
/// </summary>
internal sealed class Planner
{
    private readonly ImportOptions _options;
    private readonly IImportProgress _progress;
    private CsvDialect _dialect;
    private readonly PlanProblems _problems = new();
    private readonly Preflight _preflight;

    private Planner(ImportOptions options, IImportProgress progress)
    {
        _options = options;
        _progress = progress;
        _preflight = new Preflight(options, progress, _problems);
        _dialect = new CsvDialect
        {
            Delimiter = options.Delimiter,
            ArrayDelimiter = options.ArrayDelimiter,
            Quote = options.Quote,
            TrimStrings = options.TrimStrings,
            MultilineFields = options.MultilineFields,
            LegacyStyleQuoting = options.LegacyStyleQuoting,
            Encoding = FindEncoding(),
        };
    }

    /// <summary>Makes the plan.</summary>
    /// <exception cref="ImportException">Something is wrong; the message lists all of it.</exception>
    public static ImportPlan Plan(ImportOptions options, IImportProgress progress) =>
        new Planner(options, progress).Run();

    private ImportPlan Run()
    {
        bool canReadHeaders = _preflight.CheckOptions(_dialect);
        _preflight.CheckFiles();
        if (_options.GuessesDelimiter)
        {
            canReadHeaders = TryGuessDelimiter();
        }
        new MultilineFiles(_options).Check(_problems);
        var names = new ImportNames();
        var existing = OpenBase(names);
        var idSpaces = new IdSpaces(_options, _problems);
        List<NodeGroupPlan> nodes = [];
        List<RelationshipGroupPlan> relationships = [];
        if (canReadHeaders)
        {
            nodes = PlanNodes(names, idSpaces);
            relationships = PlanRelationships(names, idSpaces);
        }
        idSpaces.Complete();
        existing?.ResolveKeys(nodes, names, _options, _problems);
        CheckSchema();
        var defaultZone = ReadDefaultZone();
        if (existing is null)
        {
            _preflight.CheckDestination();
        }
        _preflight.CheckFolders();
        // A number of threads that cannot be is told with all else that is wrong.
        var possible = _options with
        {
            Threads = Math.Max(1, _options.Threads),
        };
        var estimate = canReadHeaders
            ? new Estimator(possible, _dialect, names, _progress).Estimate(nodes, relationships)
            : default;
        _preflight.CheckDiskSpace(estimate);
        _preflight.CheckTemporarySpace(estimate);
        _preflight.CheckMemory(estimate);
        _problems.ThrowIfAny();
        new UnusedSchema(_options, names, [.. nodes, .. relationships]).WarnOfUnknownNames(
            _progress
        );
        var rules = new CellRules(
            _dialect.QuoteByte,
            _dialect.LegacyStyleQuoting,
            _dialect.ArrayDelimiter.ToUtf8(),
            _dialect.TrimStrings,
            _options.IgnoreEmptyStrings
        )
        {
            VectorDelimiter = _options.VectorDelimiter,
            DefaultZone = defaultZone,
            StartSecond = _options.Clock.UtcNow.ToUnixTimeSeconds(),
        };
        return new ImportPlan(_options, _dialect, rules, nodes, relationships, idSpaces.All, names)
        {
            Estimate = estimate,
            Base = existing,
        };
    }

    /// <summary>The database as it is now, for an incremental import.</summary>
    private IncrementBase? OpenBase(ImportNames names)
    {
        if (_options.Increment is null)
        {
            return null;
        }
        if (_options.IdType == IdType.Actual)
        {
            _problems.Report(
                ImportErrorKind.Usage,
                "--id-type=actual is for full imports: an incremental one finds nodes by a property. Use string or integer."
            );
        }
        var existing = IncrementBase.Open(_options);
        string keepAs = _options.Increment.KeepAs;
        string directory = _options.DatabaseDirectory;
        if (KeptGenerations.Exists(_options.FileSystem, directory, keepAs))
        {
            _problems.Report(
                ImportErrorKind.Usage,
                IncrementImportErrors.SnapshotExists(directory, keepAs).Message
            );
        }
        names.Add(existing.Graph.Tokens);
        existing.CheckSchema(_options.Increment.Schema, _problems);
        return existing;
    }

    /// <summary>Takes the delimiter that the first header seems to have; false when it seems to have none.</summary>
    private bool TryGuessDelimiter()
    {
        var guess = _options
            .Nodes.SelectMany(group => group.Files.Take(1))
            .Where(_preflight.CanRead)
            .Select(path => DelimiterSearch.Find(_options, _dialect, path))
            .FirstOrDefault(found => found is not null);
        _dialect = _dialect with { Delimiter = guess ?? _dialect.Delimiter };
        return guess is not null;
    }

    /// <summary>The encoding that the option names; UTF-8, with a problem reported, when there is none of the name.</summary>
    private TextEncoding FindEncoding()
    {
        if (TextEncoding.TryFind(_options.InputEncoding, out var encoding, out string? problem))
        {
            return encoding;
        }
        _problems.Report(ImportErrorKind.Usage, $"--input-encoding: {problem}");
        return TextEncoding.Utf8;
    }

    private List<NodeGroupPlan> PlanNodes(ImportNames names, IdSpaces idSpaces)
    {
        var planner = new NodeGroupPlanner(
            _options,
            _dialect,
            names,
            idSpaces,
            _problems,
            _progress
        )
        {
            Lengths = _preflight.Lengths,
        };
        var plans = new List<NodeGroupPlan>();
        var readable = _options.Nodes.Select(group => Readable(group.Files)).ToList();
        using var headers = planner.ReadAhead(readable, _options.Threads);
        for (int at = 0; at < readable.Count; at++)
        {
            var files = readable[at];
            idSpaces.IsIncomplete |= files is null;
            if (files is null)
            {
                continue;
            }
            var read = headers.Take(at);
            var group = _options.Nodes[at] with { Files = [.. files.Skip(read.EmptyFiles)] };
            if (planner.Plan(group, read) is { } plan)
            {
                plans.Add(plan);
            }
        }
        idSpaces.IsIncomplete |= _options.Nodes.Count == 0;
        OwnKeys.Find(plans);
        return plans;
    }

    private List<RelationshipGroupPlan> PlanRelationships(ImportNames names, IdSpaces idSpaces)
    {
        var planner = new RelationshipGroupPlanner(
            _options,
            _dialect,
            names,
            idSpaces,
            _problems,
            _progress
        )
        {
            Lengths = _preflight.Lengths,
        };
        var plans = new List<RelationshipGroupPlan>();
        var readable = _options.Relationships.Select(group => Readable(group.Files)).ToList();
        using var headers = planner.ReadAhead(readable, _options.Threads);
        for (int at = 0; at < readable.Count; at++)
        {
            if (readable[at] is not { } files)
            {
                continue;
            }
            var read = headers.Take(at);
            var group = _options.Relationships[at] with
            {
                Files = [.. files.Skip(read.EmptyFiles)],
            };
            if (planner.Plan(group, read) is { } plan)
            {
                plans.Add(plan);
            }
        }
        return plans;
    }

    private void CheckSchema()
    {
        // The data may bring names that are used nowhere yet: what excludes what does not depend on numbers.
        var numbers = new NewTokenNumbers();
        ImportSchema.Define(
            _options.Schema,
            numbers,
            result =>
                _problems.Report(
                    ImportErrorKind.Usage,
                    SchemaErrors.Of(result, "", numbers.Table).Message
                )
        );
    }

    private TemporalZone ReadDefaultZone()
    {
        var zone = TemporalZone.Utc;
        if (
            _options.DefaultTimeZone is { } name
            && !TemporalZone.TryParse(Encoding.UTF8.GetBytes(name), out zone, out _)
        )
        {
            _problems.Report(
                ImportErrorKind.Usage,
                $"db.temporal.timezone is '{name}', which is no offset such as +01:00 and no time zone that this machine knows{TimeZones.LackHint}."
            );
        }
        return zone;
    }

    /// <summary>The files of a group that can be read; null when its header cannot.</summary>
    private IReadOnlyList<string>? Readable(IReadOnlyList<string> files)
    {
        if (files.Count == 0 || !_preflight.CanRead(files[0]))
        {
            return null;
        }
        string[] readable = [.. files.Where(_preflight.CanRead)];
        // Files of zero bytes need not be opened to know that the header is not in them.
        int empty = Array.FindIndex(readable, path => _preflight.Lengths[path] > 0);
        return readable[Math.Max(0, empty)..];
    }
}
