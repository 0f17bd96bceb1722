using Quiver.Csv;
using Quiver.Csv.Archives;
using Quiver.Foundation.Memory;
using Quiver.Import.Checkpoints;
using Quiver.Import.Destinations;
using Quiver.Import.Pipeline;
using Quiver.Import.Reports;
using Quiver.Storage.Catalog;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;

namespace Quiver.Import;

/// <summary>Turns CSV files with import headers into a database.</summary>
public static class Importer
{
    /// <summary>
    /// Runs a full import to its end. Until the last step, a rename, a database that was there before is whole; after it the new one is.
    /// </summary>
    /// <param name="options">What to import and how.</param>
    /// <param name="progress">Is told how it goes.</param>
    /// <param name="cancellation">Stops the import within a fraction of a second. Finished phases are kept for <see cref="ImportOptions.Resume"/>.</param>
    /// <exception cref="ImportException">The import cannot go on; the message says why and where.</exception>
    /// <exception cref="ImportStoppedException">It was cancelled, and finished phases are kept.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, and nothing is kept.</exception>
    public static ImportResult Run(
        ImportOptions options,
        IImportProgress progress,
        CancellationToken cancellation
    )
    {
        long start = options.Clock.MonotonicNanoseconds;
        using var log = new RunLog(options, progress);
        try
        {
            return RunLogged(options, log, cancellation);
        }
        catch (Exception error)
        {
            long elapsed = options.Clock.MonotonicNanoseconds - start;
            log.Fail(error, TimeSpan.FromMicroseconds(elapsed / 1000));
            throw;
        }
    }

    private static ImportResult RunLogged(
        ImportOptions options,
        RunLog log,
        CancellationToken cancellation
    )
    {
        bool hadFolder = options.FileSystem.DirectoryExists(options.DatabaseDirectory);
        bool succeeded = false;
        try
        {
            var result = RunChecked(options, log, cancellation);
            succeeded = true;
            log.Finish(result);
            return result;
        }
        catch (CsvException e)
        {
            throw FindDamage(options, e.Position.Path, e)
                ?? new ImportException(ImportErrorKind.Data, e.Message, e);
        }
        catch (ImportException e) when (e.InputFile is not null)
        {
            if (FindDamage(options, e.InputFile, e) is { } damage)
            {
                throw damage;
            }
            throw;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ImportException(ImportErrorKind.Permission, e.Message, e);
        }
        catch (IOException e)
        {
            throw new ImportException(ImportErrorKind.InputOutput, e.Message, e);
        }
        finally
        {
            if (!succeeded && !hadFolder)
            {
                RemoveFolder(options);
            }
        }
    }

    /// <summary>The failure that is behind seemingly wrong data when its file is a damaged archive; null when it is none.</summary>
    private static ImportException? FindDamage(
        ImportOptions options,
        string path,
        Exception seeming
    )
    {
        // Damage that was met while reading is known by its cause.
        if (seeming is CsvException { InnerException: not null })
        {
            return null;
        }
        try
        {
            var damage = ArchiveCheck.FindDamage(options.FileSystem, path);
            return damage is null ? null : ImportErrors.DamagedArchive(damage, seeming);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // That the file cannot be read any more is found when it is imported again.
            return null;
        }
    }

    private static ImportResult RunChecked(
        ImportOptions options,
        IImportProgress progress,
        CancellationToken cancellation
    )
    {
        long start = options.Clock.MonotonicNanoseconds;
        var meter = new ProgressMeter(options.Clock, progress);
        meter.Begin(ImportPhase.Plan, 0);
        var planning = new PlanningProgress(progress);
        using var plan = Planner.Plan(options, planning);
        progress.Begin(OverviewBuilder.Build(plan, planning.Notes));
        if (options.DryRun)
        {
            return new ImportResult
            {
                Nodes = 0,
                Relationships = 0,
                Properties = 0,
                Skipped = default,
                Duration = TimeSpan.FromMicroseconds(
                    (options.Clock.MonotonicNanoseconds - start) / 1000
                ),
                InputBytes = plan.InputBytes,
                StoreBytes = 0,
                PeakMemoryBytes = ProcessMemory.Read(options.FileSystem).PeakBytes,
            };
        }
        using var importLock = Lock(options);
        var earlier = new EarlierImports(options);
        if (options.Resume && FindPublished(earlier, plan) is { } published)
        {
            return Finish(published, plan, meter, start);
        }
        try
        {
            return Run(plan, earlier, options.Resume, meter, start, cancellation);
        }
        catch (ViolatingRowsException found)
        {
            return RunAgain(found, options, meter, start, cancellation);
        }
    }

    /// <summary>Reads the files again without rows that constraints do not allow. Without them others may come into their place, which is looked at, too.</summary>
    private static ImportResult RunAgain(
        ViolatingRowsException found,
        ImportOptions options,
        ProgressMeter meter,
        long start,
        CancellationToken cancellation
    )
    {
        while (true)
        {
            meter.Progress.Warn(found.Message);
            using var plan = Planner.Plan(options, new SilentProgress()) with
            {
                Violating = found.Rows,
                Suspects = found.Suspects,
            };
            try
            {
                var earlier = new EarlierImports(options);
                return Run(plan, earlier, isResumed: false, meter, start, cancellation);
            }
            catch (ViolatingRowsException more)
            {
                // Each pass leaves out at least one row more, or finds rows that are to be left out.
                found = more;
            }
        }
    }

    private static ImportResult Run(
        ImportPlan plan,
        EarlierImports earlier,
        bool isResumed,
        ProgressMeter meter,
        long start,
        CancellationToken cancellation
    )
    {
        var options = plan.Options;
        var progress = meter.Progress;
        using var run = isResumed
            ? ImportRun.Resume(plan, earlier, meter, cancellation)
            : ImportRun.Begin(plan, earlier, meter, cancellation);
        bool isFinished = false;
        try
        {
            var (nodes, totals) = run.Run();
            isFinished = true;
            meter.Begin(ImportPhase.Publish, run.Writer.BytesWritten);
            cancellation.ThrowIfCancellationRequested();
            Publish(options, run, cancellation);
            run.Complete();
            meter.End();
            foreach (
                string hint in SkippedHints.Of(run.Skipped.Files, plan, totals.ByType.Values.Sum())
            )
            {
                progress.Warn(hint);
            }
            return new ImportResult
            {
                Nodes = nodes.NodeCount,
                Relationships = totals.ByType.Values.Sum(),
                Properties = nodes.PropertyCount + totals.PropertyCount,
                Skipped = run.Skipped.Skipped,
                SkippedByFile = run.Skipped.SkippedByFile,
                ColumnNotes = plan.Notes.ToList(plan.Groups),
                Duration = Elapsed(options, start),
                InputBytes = plan.InputBytes,
                StoreBytes = run.Writer.BytesWritten,
                PeakMemoryBytes = ProcessMemory.Read(options.FileSystem).PeakBytes,
                ReportFile = run.Skipped.ReportFile,
            };
        }
        catch (Exception fault)
        {
            if (run.Stop(fault, isFinished) is { } message)
            {
                throw Interruption(fault, message);
            }
            throw;
        }
    }

    /// <summary>The result of an import that died between its publication and its end.</summary>
    private static ImportResult Finish(
        InterruptedImport published,
        ImportPlan plan,
        ProgressMeter meter,
        long start
    )
    {
        var options = plan.Options;
        var manifest = ManifestFile.Read(options.FileSystem, options.DatabaseDirectory);
        var (properties, state) =
            published.ReadSummary(plan)
            ?? throw ImportErrors.PublishedAlready(options.DatabaseName);
        meter.Progress.Note(
            "The interrupted import had published its database: nothing is left to do."
        );
        using var bad = new BadEntryLog(options, state);
        published.Staged.Discard(options.DatabaseDirectory);
        return new ImportResult
        {
            Nodes = manifest.Counts.Nodes,
            Relationships = manifest.Counts.Relationships,
            Properties = properties,
            Skipped = bad.Skipped,
            SkippedByFile = bad.SkippedByFile,
            ColumnNotes = plan.Notes.ToList(plan.Groups),
            Duration = Elapsed(options, start),
            InputBytes = plan.InputBytes,
            StoreBytes =
                manifest.Files.Sum(file => file.Length)
                + manifest.Indexes.Sum(index => index.Base.Length),
            PeakMemoryBytes = ProcessMemory.Read(options.FileSystem).PeakBytes,
            ReportFile = bad.ReportFile,
        };
    }

    private static InterruptedImport? FindPublished(EarlierImports earlier, ImportPlan plan) =>
        earlier.FindPublished(ImportFingerprint.Of(plan).WithChecksums(plan.Options));

    private static TimeSpan Elapsed(ImportOptions options, long start) =>
        TimeSpan.FromMicroseconds((options.Clock.MonotonicNanoseconds - start) / 1000);

    /// <summary>The failure with what is kept and how to go on.</summary>
    private static Exception Interruption(Exception fault, string message)
    {
        string whole = $"{fault.Message}{Environment.NewLine}{message}";
        return fault switch
        {
            OperationCanceledException cancelled => new ImportStoppedException(message, cancelled),
            ImportException known => new ImportException(known.Kind, whole, known),
            UnauthorizedAccessException => new ImportException(
                ImportErrorKind.Permission,
                whole,
                fault
            ),
            _ => new ImportException(ImportErrorKind.InputOutput, whole, fault),
        };
    }

    // From here on no other import writes into the folder. Who has the database open goes on with it.
    private static IDisposable Lock(ImportOptions options)
    {
        options.FileSystem.CreateDirectory(options.DatabaseDirectory);
        return ImportLock.TryTake(options.FileSystem, options.DatabaseDirectory)
            ?? throw ImportErrors.OtherImport(options.DatabaseName);
    }

    private static void Publish(
        ImportOptions options,
        ImportRun run,
        CancellationToken cancellation
    )
    {
        var generation = run.Seal();
        var inTheWay = options.DestinationOrLocal.Publish(
            generation,
            options.OverwriteDestination,
            cancellation
        );
        if (inTheWay is not { } state)
        {
            return;
        }
        var files = options.FileSystem;
        if (run.Kept == CheckpointStage.None)
        {
            GenerationPublisher.Discard(files, options.DatabaseDirectory, generation);
        }
        else
        {
            GenerationWriter.Reclaim(files, options.DatabaseDirectory, generation.StagingDirectory);
        }
        throw state == DestinationState.InUse
            ? ImportErrors.DatabaseInUse(options.DatabaseName)
            : ImportErrors.DatabaseUsedMeanwhile(options.DatabaseName);
    }

    // The folder was made by this import: nobody shall take it for a database. But a server may have made one there meanwhile.
    private static void RemoveFolder(ImportOptions options)
    {
        var files = options.FileSystem;
        string directory = options.DatabaseDirectory;
        if (!files.DirectoryExists(directory) || GenerationWriter.Runs(files, directory).Count > 0)
        {
            return;
        }
        using var databaseLock = files.TryLock(Path.Join(directory, DatabaseLock.FileName));
        if (databaseLock is not null && !ManifestFile.Exists(files, directory))
        {
            files.DeleteDirectory(directory);
        }
    }
}
