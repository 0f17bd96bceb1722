using System.Globalization;
using Quiver.Csv;
using Quiver.Foundation.Memory;
using Quiver.Import.Checkpoints;
using Quiver.Import.Pipeline;
using Quiver.Import.Reports;
using Quiver.Model.Status;
using Quiver.Storage.Catalog;
using Quiver.Storage.Increments;
using Quiver.Storage.Schema;

namespace Quiver.Import.Increments;

/// <summary>Adds to, changes and takes from a database what CSV files say, in one step.</summary>
public sealed class IncrementalImporter
{
    private readonly ImportOptions _options;
    private readonly IIncrementTarget _target;
    private readonly RunLog _log;
    private readonly CancellationToken _cancellation;
    private readonly long _start;
    private readonly ProgressMeter _meter;
    private BadEntryState? _listed;

    /// <summary>Prepares a run.</summary>
    /// <param name="options">What to import and how.</param>
    /// <param name="target">The database.</param>
    /// <param name="progress">Is told how it goes.</param>
    /// <param name="cancellation">Stops it; what a stage before made stays.</param>
    public IncrementalImporter(
        ImportOptions options,
        IIncrementTarget target,
        IImportProgress progress,
        CancellationToken cancellation
    )
    {
        _options = options;
        _target = target;
        _log = new RunLog(options, progress);
        _cancellation = cancellation;
        _start = options.Clock.MonotonicNanoseconds;
        _meter = new(options.Clock, _log);
    }

    private IncrementStage Stage => _options.Increment!.Stage;

    /// <summary>Runs the stages that the options name.</summary>
    /// <exception cref="ImportException">It cannot go on; the message says why and where. The database is as it was.</exception>
    public IncrementResult Run()
    {
        using (_log)
        {
            try
            {
                var result = RunStages();
                _log.Finish(IncrementText.Summarize(result));
                return result;
            }
            catch (Exception error)
            {
                _log.Fail(error, Elapsed());
                throw;
            }
        }
    }

    private IncrementResult RunStages()
    {
        try
        {
            bool exists = Storage.Manifests.ManifestFile.Exists(
                _options.FileSystem,
                _options.DatabaseDirectory
            );
            if (!exists || Stage == IncrementStage.Merge)
            {
                CheckWithoutFiles(exists);
            }
            using var importLock =
                ImportLock.TryTake(_options.FileSystem, _options.DatabaseDirectory)
                ?? throw ImportErrors.OtherImport(_options.DatabaseName);
            return Stage == IncrementStage.Merge ? MergeBuilt() : RunPlanned();
        }
        catch (CsvException e)
        {
            throw new ImportException(ImportErrorKind.Data, e.Message, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ImportException(ImportErrorKind.Permission, e.Message, e);
        }
        catch (IOException e)
        {
            throw new ImportException(ImportErrorKind.InputOutput, e.Message, e);
        }
    }

    /// <summary>Fails with all that is wrong where no plan will be made.</summary>
    private void CheckWithoutFiles(bool exists)
    {
        var problems = new PlanProblems();
        foreach (var problem in _options.Problems)
        {
            problems.Report(problem.Kind, problem.Message, problem.Cause);
        }
        if (!exists && _options.IsDatabaseKnown)
        {
            problems.Report(
                ImportErrorKind.Data,
                IncrementImportErrors.NoDatabase(_options.DatabaseName).Message
            );
        }
        problems.ThrowIfAny();
    }

    private IncrementResult RunPlanned()
    {
        _meter.Begin(ImportPhase.Plan, 0);
        var planning = new PlanningProgress(_log);
        using var plan = Planner.Plan(_options, planning);
        using var existing = plan.Base!;
        _log.Begin(OverviewBuilder.Build(plan, planning.Notes));
        var fingerprint = ImportFingerprint.Of(plan).WithChecksums(_options);
        var file =
            Stage == IncrementStage.Build
                ? Prepared(plan, fingerprint)
                : Prepare(plan, fingerprint);
        if (Stage == IncrementStage.Prepare)
        {
            return Result(default);
        }
        var built = Build(plan, file);
        return Stage == IncrementStage.Build ? built : Merge(file, built);
    }

    private IncrementFile Prepare(ImportPlan plan, ImportFingerprint fingerprint)
    {
        IncrementFile.Delete(_options.FileSystem, _options.DatabaseDirectory);
        var file = IncrementFile.Prepare(plan, fingerprint);
        if (Stage == IncrementStage.Prepare)
        {
            file.Write(_options.FileSystem, _options.DatabaseDirectory);
        }
        return file;
    }

    private IncrementFile Prepared(ImportPlan plan, ImportFingerprint fingerprint)
    {
        var file =
            IncrementFile.TryRead(_options.FileSystem, _options.DatabaseDirectory)
            ?? throw IncrementImportErrors.NotPrepared(_options.DatabaseName);
        if (file.LogId != plan.Base!.LogId)
        {
            throw IncrementImportErrors.Replaced(_options.DatabaseName);
        }
        if (fingerprint.FindChange(file.Fingerprint) is { } change)
        {
            throw IncrementImportErrors.Changed(_options.DatabaseName, change);
        }
        return file;
    }

    private IncrementFile Built()
    {
        var file =
            IncrementFile.TryRead(_options.FileSystem, _options.DatabaseDirectory)
            ?? throw IncrementImportErrors.NotPrepared(_options.DatabaseName);
        return file.Increment is null
            ? throw IncrementImportErrors.NotBuilt(_options.DatabaseName)
            : file;
    }

    private IncrementResult MergeBuilt()
    {
        var file = Built();
        var asked = _options.Increment!.Schema.Select(static step => step.Text);
        if (asked.Any() && !asked.SequenceEqual(file.Schema.Select(static step => step.Text)))
        {
            throw IncrementImportErrors.SchemaChanged(_options.DatabaseName);
        }
        _log.Begin(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Merging what was built {file.BuiltAt:yyyy-MM-dd HH:mm:ss} UTC into {_options.DatabaseDirectory}."
            )
        );
        return Merge(file, null);
    }

    private IncrementResult Build(ImportPlan plan, IncrementFile file)
    {
        var files = _options.FileSystem;
        string folder = Increment.FolderOf(_options.DatabaseDirectory, file.Id);
        // What a build that was cut short left is made anew.
        files.DeleteDirectory(folder);
        files.CreateDirectory(folder);
        var state = new IncrementState(plan, folder);
        using var bad = new BadEntryLog(_options);
        plan.LimitIdMaps(_options.TempDirectory ?? folder);
        if (_options.TempDirectory is { } temporary)
        {
            files.CreateDirectory(temporary);
        }
        long newNodes;
        long newRelationships;
        using (var nodes = new IncrementNodePhase(state, bad, _meter, _cancellation))
        {
            nodes.Run();
            newNodes = nodes.NewNodes;
        }
        using (
            var relationships = new IncrementRelationshipPhase(state, bad, _meter, _cancellation)
        )
        {
            relationships.Run();
            newRelationships = relationships.NewRelationships;
        }
        plan.DisposeIdMaps();
        bad.Finish();
        _listed = bad.State;
        var known = plan.Base!.Graph.Tokens;
        var increment = new Increment
        {
            Id = file.Id,
            Folder = folder,
            Chunks = state.Chunks.Files,
            LogId = plan.Base.LogId,
            Sequence = plan.Base.Graph.Sequence,
            Names = plan.Names.ToTokens(),
            KnownNames = (
                known.Labels.Count,
                known.RelationshipTypes.Count,
                known.PropertyKeys.Count
            ),
            NewNodes = newNodes,
            NewRelationships = newRelationships,
            KeyConstraints = [.. KeysOf(plan).Select(static key => key.Id)],
            VerifiedConstraints =
            [
                .. VerifiedKeys.Of(plan, state.NodeGroups).Select(static key => key.Id),
            ],
        };
        files.SyncDirectory(folder);
        files.SyncDirectory(Path.Join(_options.DatabaseDirectory, Increment.FolderName));
        files.SyncDirectory(_options.DatabaseDirectory);
        file.Complete(state, increment, bad.Skipped.Total);
        file.Write(files, _options.DatabaseDirectory);
        return Result(state.Counts) with
        {
            Skipped = bad.Skipped,
            SkippedByFile = bad.SkippedByFile,
            ReportFile = bad.ReportFile,
        };
    }

    private static IEnumerable<ConstraintDefinition> KeysOf(ImportPlan plan) =>
        plan
            .IdSpaces.Where(static space => space.Key is not null)
            .Select(static space => space.Key!)
            .DistinctBy(static key => key.Id);

    private IncrementResult Merge(IncrementFile file, IncrementResult? built)
    {
        var files = _options.FileSystem;
        if (file.Allow(_options))
        {
            file.Write(files, _options.DatabaseDirectory);
        }
        var increment = file.Increment!;
        _meter.Begin(ImportPhase.Publish, increment.Chunks.Sum(static chunk => chunk.Length));
        var report = new MergeReport(file);
        // How much may be left out is known before anything is merged.
        using var bad = new BadEntryLog(_options with { BadTolerance = -1 }, _listed);
        MergeResult merged;
        try
        {
            merged =
                increment.Chunks.Count + file.Schema.Count > 0
                    ? _target.Merge(increment, file.MergeOptions, _cancellation)
                    : new MergeResult(increment.Sequence, [], TimeSpan.Zero, 0);
        }
        catch (MergeConflictException refused)
        {
            var parts = LeftOutFile.Read(files, increment.Folder);
            report.Write(parts, bad);
            throw report.Refuse(parts, refused.IsOneTooMany);
        }
        catch (CypherException error)
        {
            throw IncrementImportErrors.NotMerged(error);
        }
        report.Write(merged.LeftOut, bad);
        bad.Finish();
        IncrementFile.Delete(files, _options.DatabaseDirectory);
        _meter.End();
        return (built ?? Result(file.Counts)) with
        {
            Stage = Stage,
            Counts = MergeReport.Subtract(file.Counts, merged.LeftOut),
            Skipped = bad.Skipped,
            SkippedByFile = bad.SkippedByFile,
            ReportFile = bad.ReportFile,
            Merge = merged,
            KeptAs = file.KeepAs,
            Duration = Elapsed(),
            PeakMemoryBytes = ProcessMemory.Read(files).PeakBytes,
        };
    }

    private IncrementResult Result(IncrementCounts counts) =>
        new()
        {
            Stage = Stage,
            Counts = counts,
            Duration = Elapsed(),
            PeakMemoryBytes = ProcessMemory.Read(_options.FileSystem).PeakBytes,
        };

    private TimeSpan Elapsed() =>
        TimeSpan.FromMicroseconds((_options.Clock.MonotonicNanoseconds - _start) / 1000);
}
