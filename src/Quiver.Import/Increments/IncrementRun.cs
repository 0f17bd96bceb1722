using System.Globalization;
using Quiver.Csv;
using Quiver.Foundation.Memory;
using Quiver.Import.Checkpoints;
using Quiver.Import.Pipeline;
using Quiver.Import.Reports;
using Quiver.Model.Status;
using Quiver.Storage;
using Quiver.Storage.Catalog;
using Quiver.Storage.Increments;
using Quiver.Storage.Kept;
using Quiver.Storage.Schema;

namespace Quiver.Import.Increments;

/// <summary>A run of an incremental import: the stages that its options name.</summary>
/// <param name="options">What to import and how.</param>
/// <param name="target">The database.</param>
/// <param name="log">Is told how it goes.</param>
/// <param name="cancellation">Stops it; what a stage before made stays.</param>
internal sealed class IncrementRun(
    ImportOptions options,
    IIncrementTarget target,
    RunLog log,
    CancellationToken cancellation
)
{
    private readonly long _start = options.Clock.MonotonicNanoseconds;
    private readonly ProgressMeter _meter = new(options.Clock, new NotedProgress(options, log))
    {
        IsIncremental = true,
    };
    private BadEntryState? _listed;

    private IncrementStage Stage => options.Increment!.Stage;

    /// <summary>How long it has taken.</summary>
    public TimeSpan Elapsed() =>
        TimeSpan.FromMicroseconds((options.Clock.MonotonicNanoseconds - _start) / 1000);

    /// <summary>Runs the stages.</summary>
    /// <exception cref="ImportException">It cannot go on; the message says why and where. The database is as it was.</exception>
    public IncrementResult Run()
    {
        try
        {
            bool exists = Storage.Manifests.ManifestFile.Exists(
                options.FileSystem,
                options.DatabaseDirectory
            );
            if (!exists || Stage == IncrementStage.Merge)
            {
                CheckWithoutFiles(exists);
            }
            using var importLock =
                ImportLock.TryTake(options.FileSystem, options.DatabaseDirectory)
                ?? throw ImportErrors.OtherImport(options.DatabaseName);
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
        foreach (var problem in options.Problems)
        {
            problems.Report(problem.Kind, problem.Message, problem.Cause);
        }
        if (!exists && options.IsDatabaseKnown)
        {
            problems.Report(
                ImportErrorKind.Data,
                IncrementImportErrors.NoDatabase(options.DatabaseName).Message
            );
        }
        problems.ThrowIfAny();
    }

    private IncrementResult RunPlanned()
    {
        var mergeLock =
            MergeLock.TryTake(options.FileSystem, options.DatabaseDirectory)
            ?? throw IncrementImportErrors.BeingMerged(options.DatabaseName);
        IncrementFile file;
        IncrementResult? built = null;
        using (mergeLock)
        {
            (file, built) = Make();
        }
        return Stage switch
        {
            IncrementStage.Prepare => Result(default),
            IncrementStage.Build => built!,
            _ => Merge(file, built),
        };
    }

    /// <summary>Prepares, and builds unless that is for later.</summary>
    /// <returns>The file, and what was built now; null for what is only prepared, or was built before.</returns>
    private (IncrementFile File, IncrementResult? Built) Make()
    {
        if (FindMerged() is { } merged)
        {
            return Stage == IncrementStage.All
                ? (merged, null)
                : throw IncrementImportErrors.MergedBefore(options.DatabaseName);
        }
        _meter.Begin(ImportPhase.Plan, 0);
        DeleteUncommittedSnapshots();
        var planning = new PlanningProgress(log);
        using var plan = Planner.Plan(options, planning);
        using var existing = plan.Base!;
        log.Begin(OverviewBuilder.Build(plan, planning.Notes));
        if (IncrementSize.Check(plan.Estimate) is { } warning)
        {
            log.Warn(warning);
        }
        var fingerprint = ImportFingerprint.Of(plan).WithChecksums(options);
        var file =
            Stage == IncrementStage.Build
                ? Prepared(plan, fingerprint)
                : Prepare(plan, fingerprint);
        return (file, Stage == IncrementStage.Prepare ? null : Build(plan, file));
    }

    /// <summary>The same import where a command that was ended before its time has merged it: all that is left is to end it, and to do it again would add all twice.</summary>
    private IncrementFile? FindMerged()
    {
        var files = options.FileSystem;
        var file = IncrementFile.TryRead(files, options.DatabaseDirectory);
        if (file?.Increment is not { } increment || options.Problems.Count > 0)
        {
            return null;
        }
        using var existing = IncrementBase.Open(options);
        if (file.LogId != existing.LogId || !increment.IsMergedIn(files, existing.Graph))
        {
            return null;
        }
        var fingerprint = ImportFingerprint.Of(options).WithChecksums(options);
        return fingerprint.FindChange(file.Fingerprint) is null ? file : null;
    }

    private IncrementFile Prepare(ImportPlan plan, ImportFingerprint fingerprint)
    {
        IncrementFile.Delete(options.FileSystem, options.DatabaseDirectory);
        var file = IncrementFile.Prepare(plan, fingerprint);
        if (Stage == IncrementStage.Prepare)
        {
            file.Write(options.FileSystem, options.DatabaseDirectory);
        }
        return file;
    }

    private IncrementFile Prepared(ImportPlan plan, ImportFingerprint fingerprint)
    {
        var file =
            IncrementFile.TryRead(options.FileSystem, options.DatabaseDirectory)
            ?? throw IncrementImportErrors.NotPrepared(options.DatabaseName, Stage);
        if (file.LogId != plan.Base!.LogId)
        {
            throw IncrementImportErrors.Replaced(options.DatabaseName);
        }
        if (fingerprint.FindChange(file.Fingerprint) is { } change)
        {
            throw IncrementImportErrors.Changed(options.DatabaseName, change);
        }
        return file;
    }

    private IncrementFile Built()
    {
        var file =
            IncrementFile.TryRead(options.FileSystem, options.DatabaseDirectory)
            ?? throw IncrementImportErrors.NotPrepared(options.DatabaseName, Stage);
        return file.Increment is null
            ? throw IncrementImportErrors.NotBuilt(options.DatabaseName)
            : file;
    }

    /// <summary>What a merge has kept that was killed, or failed, at its commit: what is planned now merges it no more, or keeps it anew.</summary>
    private void DeleteUncommittedSnapshots()
    {
        var file = IncrementFile.TryRead(options.FileSystem, options.DatabaseDirectory);
        if (file?.Increment is { } increment)
        {
            KeptGenerations.DeleteUncommitted(
                options.FileSystem,
                options.DatabaseDirectory,
                increment
            );
        }
    }

    private IncrementResult MergeBuilt()
    {
        var file = Built();
        string[] asked = [.. options.Increment!.Schema.Select(static step => step.Text)];
        if (asked.Length > 0 && !asked.SequenceEqual(file.Schema.Select(static step => step.Text)))
        {
            throw IncrementImportErrors.SchemaChanged(options.DatabaseName);
        }
        ReportPlace.Check(options);
        if (FindInput(file, options.ReportFile) is { } input)
        {
            throw ImportErrors.ReportOverInput(input);
        }
        log.Begin(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Merging what was built {file.BuiltAt:yyyy-MM-dd HH:mm:ss} UTC into {options.DatabaseDirectory}."
            )
        );
        return Merge(file, null);
    }

    /// <summary>The file that an increment was built from, or the command is told by, that a file is, by whatever name; null when it is none.</summary>
    private string? FindInput(IncrementFile file, string path)
    {
        var files = options.FileSystem;
        return files.FileExists(path)
            ? file
                .Fingerprint.Files.Select(static input => input.Path)
                .Concat(options.OtherInputs)
                .FirstOrDefault(input => files.FileExists(input) && files.AreSame(input, path))
            : null;
    }

    private IncrementResult Build(ImportPlan plan, IncrementFile file)
    {
        var files = options.FileSystem;
        string folder = Increment.FolderOf(options.DatabaseDirectory, file.Id);
        // What a build that was cut short left is made anew.
        files.DeleteDirectory(folder);
        files.CreateDirectory(folder);
        var state = new IncrementState(plan, folder);
        using var bad = new BadEntryLog(options);
        using var temporary = TemporaryFolder.Make(files, options.TempDirectory);
        plan.LimitIdMaps(options.TempDirectory ?? folder);
        long newNodes = Read(ImportPhase.Nodes, plan.Nodes, state, bad);
        DatabaseIds.Fill(plan);
        foreach (var space in plan.IdSpaces)
        {
            space.Map.Seal();
        }
        long newRelationships = Read(ImportPhase.Relationships, plan.Relationships, state, bad);
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
        files.SyncDirectory(Path.Join(options.DatabaseDirectory, Increment.FolderName));
        files.SyncDirectory(options.DatabaseDirectory);
        file.Complete(
            state,
            increment,
            bad.Skipped.Total,
            BuiltReport.Of(options, _listed.ReportBytes)
        );
        file.Write(files, options.DatabaseDirectory);
        return Result(state.Counts) with
        {
            Skipped = bad.Skipped,
            SkippedByFile = bad.SkippedByFile,
            ReportFile = bad.ReportFile,
        };
    }

    /// <summary>Reads the files of a phase; gives how many nodes, or relationships, are new.</summary>
    private long Read(
        ImportPhase kind,
        IReadOnlyList<FileGroupPlan> groups,
        IncrementState state,
        BadEntryLog bad
    )
    {
        using var phase = new IncrementPhase(kind, groups, state, bad, _meter);
        phase.Run(
            () =>
                kind == ImportPhase.Nodes
                    ? new IncrementNodeWorker(state, phase, bad)
                    : new IncrementRelationshipWorker(state, phase, bad),
            cancellation
        );
        return phase.NewCount;
    }

    private static IEnumerable<ConstraintDefinition> KeysOf(ImportPlan plan) =>
        plan
            .IdSpaces.Where(static space => space.Key is not null)
            .Select(static space => space.Key!)
            .DistinctBy(static key => key.Id);

    private IncrementResult Merge(IncrementFile file, IncrementResult? built)
    {
        var files = options.FileSystem;
        var increment = file.Increment!;
        // What an earlier command has merged was merged as that one was told.
        bool isNew = (built is not null || Stage == IncrementStage.Merge) && file.Allow(options);
        if (KeptGenerations.IsTaken(files, options.DatabaseDirectory, file.KeepAs, increment.Id))
        {
            throw IncrementImportErrors.SnapshotExists(options.DatabaseDirectory, file.KeepAs);
        }
        if (isNew)
        {
            file.Write(files, options.DatabaseDirectory);
        }
        _meter.Begin(ImportPhase.Merge, increment.Chunks.Sum(static chunk => chunk.Length));
        var report = new MergeReport(file);
        // How much may be left out is known before anything is merged.
        var listed = _listed ?? file.Report?.FindIn(files, options.ReportFile);
        using var bad = new BadEntryLog(options with { BadTolerance = -1 }, listed);
        MergeResult merged;
        try
        {
            merged =
                increment.Chunks.Count + file.Schema.Count > 0 || file.KeepAs.Length > 0
                    ? target.Merge(
                        increment,
                        file.MergeOptions with
                        {
                            TrustsChunks = built is not null,
                        },
                        cancellation
                    )
                    : new MergeResult(increment.Sequence, [], TimeSpan.Zero, 0);
        }
        catch (MergeConflictException refused)
        {
            var parts = LeftOutFile.Read(files, increment.Folder);
            Write(report, parts, bad, file);
            throw report.Refuse(parts, refused.IsOneTooMany);
        }
        catch (CypherException error)
        {
            throw IncrementImportErrors.NotMerged(error);
        }
        catch (CorruptionException damage)
            when (damage.File.StartsWith(increment.Folder, StringComparison.Ordinal))
        {
            throw IncrementImportErrors.Damaged(options.DatabaseName, damage);
        }
        Write(report, merged.LeftOut, bad, file);
        bad.Finish();
        IncrementFile.Delete(files, options.DatabaseDirectory);
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

    /// <summary>Lists what was not merged, with the rows' texts as long as the files are what they were.</summary>
    private void Write(
        MergeReport report,
        IReadOnlyList<MergeConflict> parts,
        BadEntryLog bad,
        IncrementFile file
    )
    {
        var rows = new SourceRows(options.FileSystem, file);
        report.Write(parts, bad, rows);
        if (rows.Problem is { } problem)
        {
            log.Warn($"The report lacks the text of rows that the merge left out: {problem}");
        }
    }

    private IncrementResult Result(IncrementCounts counts) =>
        new()
        {
            Stage = Stage,
            Counts = counts,
            Duration = Elapsed(),
            PeakMemoryBytes = ProcessMemory.Read(options.FileSystem).PeakBytes,
        };
}
