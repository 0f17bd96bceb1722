using System.Diagnostics;
using Quiver.Csv;
using Quiver.Foundation.Memory;
using Quiver.Import.Destinations;
using Quiver.Import.Pipeline;
using Quiver.Import.Reports;
using Quiver.Storage.Catalog;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;
using Quiver.Storage.Statistics;

namespace Quiver.Import;

/// <summary>Turns CSV files with import headers into a database.</summary>
public static class Importer
{
    /// <summary>
    /// Runs a full import to its end. Until the last step, a rename, a database that was there before is whole; after it the new one is.
    /// </summary>
    /// <param name="options">What to import and how.</param>
    /// <param name="progress">Is told how it goes.</param>
    /// <param name="cancellation">Stops the import within a fraction of a second; what it wrote is deleted.</param>
    /// <exception cref="ImportException">The import cannot go on; the message says why and where.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
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
        finally
        {
            if (!succeeded && !hadFolder)
            {
                RemoveFolder(options);
            }
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
                PeakMemoryBytes = PeakMemory(),
            };
        }
        using var importLock = Lock(options);
        using var writer = GenerationWriter.Begin(options.FileSystem, options.DatabaseDirectory);
        using var bad = new BadEntryLog(options);
        using var nodePhase = new NodePhase(plan, writer, bad, meter, cancellation);
        var nodes = nodePhase.Run();
        var totals = ImportRelationships(plan, nodes, writer, bad, meter, cancellation);
        bad.Finish();
        cancellation.ThrowIfCancellationRequested();
        meter.Begin(ImportPhase.Publish, writer.BytesWritten);
        Publish(options, writer.Seal(Summarize(plan, nodes, totals)), cancellation);
        meter.End();
        foreach (string hint in SkippedHints.Of(bad.Files, plan, totals.ByType.Values.Sum()))
        {
            progress.Warn(hint);
        }
        long elapsed = options.Clock.MonotonicNanoseconds - start;
        return new ImportResult
        {
            Nodes = nodes.NodeCount,
            Relationships = totals.ByType.Values.Sum(),
            Properties = nodes.PropertyCount + totals.PropertyCount,
            Skipped = bad.Skipped,
            SkippedByFile = bad.SkippedByFile,
            ColumnNotes = plan.Notes.ToList([.. plan.Nodes, .. plan.Relationships]),
            Duration = TimeSpan.FromMicroseconds(elapsed / 1000),
            InputBytes = plan.InputBytes,
            StoreBytes = writer.BytesWritten,
            PeakMemoryBytes = PeakMemory(),
            ReportFile = bad.ReportFile,
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
        SealedGeneration generation,
        CancellationToken cancellation
    )
    {
        var inTheWay = options.DestinationOrLocal.Publish(
            generation,
            options.OverwriteDestination,
            cancellation
        );
        if (inTheWay is { } state)
        {
            GenerationPublisher.Discard(options.FileSystem, options.DatabaseDirectory, generation);
            throw state == DestinationState.InUse
                ? ImportErrors.DatabaseInUse(options.DatabaseName)
                : ImportErrors.DatabaseUsedMeanwhile(options.DatabaseName);
        }
    }

    // The folder was made by this import: nobody shall take it for a database. But a server may have made one there meanwhile.
    private static void RemoveFolder(ImportOptions options)
    {
        var files = options.FileSystem;
        string directory = options.DatabaseDirectory;
        if (!files.DirectoryExists(directory))
        {
            return;
        }
        using var databaseLock = files.TryLock(Path.Join(directory, DatabaseLock.FileName));
        if (databaseLock is not null && !ManifestFile.Exists(files, directory))
        {
            files.DeleteDirectory(directory);
        }
    }

    private static LinkTotals ImportRelationships(
        ImportPlan plan,
        NodePhaseResult nodes,
        GenerationWriter writer,
        BadEntryLog bad,
        ProgressMeter meter,
        CancellationToken cancellation
    )
    {
        long budget = MemoryBudget.ForRuns(plan.Options, ScratchMemory.AllocatedBytes);
        using var outgoing = OpenRuns("outgoing.runs", hasExtras: false);
        using var incoming = OpenRuns("incoming.runs", hasExtras: true);
        using (
            var phase = new RelationshipPhase(
                plan,
                nodes.NodeCount,
                outgoing,
                bad,
                meter,
                cancellation
            )
        )
        {
            phase.Run();
        }
        foreach (var space in plan.IdSpaces)
        {
            space.Map.Dispose();
        }
        var link = new LinkPhase(plan, nodes, writer, meter, cancellation);
        return link.Run(outgoing, incoming);

        RunStore OpenRuns(string name, bool hasExtras) =>
            new(
                plan.Options.FileSystem,
                Path.Join(writer.StagingDirectory, name),
                hasExtras,
                budget
            );
    }

    private static GenerationSummary Summarize(
        ImportPlan plan,
        NodePhaseResult nodes,
        LinkTotals totals
    )
    {
        long relationships = totals.ByType.Values.Sum();
        return new GenerationSummary
        {
            DatabaseId = Guid.NewGuid(),
            Tokens = plan.Names.ToTokens(),
            NodeIdLimit = nodes.NodeCount,
            RelationshipIdLimit = relationships,
            Counts = new GraphCounts
            {
                Nodes = nodes.NodeCount,
                Relationships = relationships,
                NodesByLabel = ByLabel(nodes),
                RelationshipsByType = totals.ByType,
                RelationshipsByStartLabel = ByLabelAndType(nodes, totals.ByStart),
                RelationshipsByEndLabel = ByLabelAndType(nodes, totals.ByEnd),
            },
        };
    }

    private static Dictionary<int, long> ByLabel(NodePhaseResult nodes)
    {
        var result = new Dictionary<int, long>();
        foreach (var (set, count) in nodes.NodesByLabelSet)
        {
            foreach (int label in nodes.LabelSets.LabelsOf(set))
            {
                result[label] = result.GetValueOrDefault(label) + count;
            }
        }
        return result;
    }

    private static Dictionary<(int Label, int Type), long> ByLabelAndType(
        NodePhaseResult nodes,
        Dictionary<(int LabelSet, int Type), long> bySet
    )
    {
        var result = new Dictionary<(int Label, int Type), long>();
        foreach (var ((set, type), count) in bySet)
        {
            foreach (int label in nodes.LabelSets.LabelsOf(set))
            {
                result[(label, type)] = result.GetValueOrDefault((label, type)) + count;
            }
        }
        return result;
    }

    private static long PeakMemory()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
