using System.Diagnostics;
using Quiver.Foundation.IO;
using Quiver.Import.Checkpoints;
using Quiver.Import.Destinations;
using Quiver.Import.Reports;
using Quiver.Storage;
using Quiver.Storage.Generations;
using Quiver.Storage.Schema;

namespace Quiver.Import.Pipeline;

/// <summary>
/// One run of an import, from its first phase or from the one that an interrupted run had come to, up to a database that only needs to be published. What a phase
/// makes is kept by a checkpoint, which is written beside the next phase.
/// </summary>
/// <remarks>Used by one thread.</remarks>
internal sealed class ImportRun : IDisposable
{
    private const long Megabyte = 1_000_000;

    /// <summary>What took less is not worth the writes that syncing costs: after a power cut it is done again.</summary>
    private const long SyncedAfterNanoseconds = 10_000_000_000;

    private readonly ImportPlan _plan;
    private readonly ImportFingerprint _fingerprint;
    private readonly StagedImport _staged;
    private readonly CheckpointWriter _checkpoints;
    private readonly ProgressMeter _meter;
    private readonly CancellationToken _cancellation;
    private readonly Guid _databaseId;
    private readonly CheckpointStage _start;
    private readonly long _begun;
    private InterruptedImport? _superseded;
    private NodePhaseResult? _nodes;
    private RunStore? _runs;
    private LinkTotals _totals = new();
    private NodePlaces? _places;
    private SchemaDefinitions _schema = SchemaDefinitions.Initial;
    private bool _isKept;
    private bool _isWarned;

    private ImportRun(
        ImportPlan plan,
        ImportFingerprint fingerprint,
        ProgressMeter meter,
        InterruptedImport? superseded,
        CancellationToken cancellation
    )
    {
        _plan = plan;
        _fingerprint = fingerprint;
        _meter = meter;
        _superseded = superseded;
        _cancellation = cancellation;
        _begun = plan.Options.Clock.MonotonicNanoseconds;
        _databaseId = Guid.NewGuid();
        Writer = GenerationWriter.Begin(
            plan.Options.FileSystem,
            plan.Options.DatabaseDirectory,
            superseded?.Staged.Run
        );
        try
        {
            _staged = StagedImport.Begin(plan.Options, Writer.StagingDirectory);
        }
        catch
        {
            Writer.Dispose();
            throw;
        }
        _checkpoints = new(plan, _staged, CheckpointStage.None);
        try
        {
            Skipped = new BadEntryLog(plan.Options);
        }
        catch
        {
            _staged.DeleteTemporary();
            Writer.Dispose();
            throw;
        }
    }

    private ImportRun(
        ImportPlan plan,
        ImportFingerprint fingerprint,
        ProgressMeter meter,
        (InterruptedImport Import, ResumedImport Content) resumed,
        CancellationToken cancellation
    )
    {
        _plan = plan;
        _fingerprint = fingerprint;
        _meter = meter;
        _cancellation = cancellation;
        _begun = plan.Options.Clock.MonotonicNanoseconds;
        _databaseId = resumed.Import.DatabaseId;
        _start = resumed.Content.Stage;
        _isKept = true;
        _staged = resumed.Import.Staged;
        _checkpoints = new(plan, _staged, _start);
        Writer = resumed.Content.Writer;
        try
        {
            Skipped = new BadEntryLog(plan.Options, resumed.Content.Skipped);
        }
        catch
        {
            Writer.Dispose();
            throw;
        }
        _nodes = resumed.Content.Nodes;
        _places = resumed.Content.Places;
        _runs = resumed.Content.Runs;
        _totals = resumed.Content.Totals;
    }

    /// <summary>The store.</summary>
    public GenerationWriter Writer { get; }

    /// <summary>What is left out.</summary>
    public BadEntryLog Skipped { get; }

    /// <summary>What is finished and kept.</summary>
    public CheckpointStage Kept => _checkpoints.Reached;

    private IFileSystem Files => _plan.Options.FileSystem;

    /// <summary>Begins at the first phase.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="earlier">What earlier imports left; deleted, unless it could be resumed: then it stays until this import has come as far.</param>
    /// <param name="meter">Is told how it goes.</param>
    /// <param name="cancellation">Stops it.</param>
    public static ImportRun Begin(
        ImportPlan plan,
        EarlierImports earlier,
        ProgressMeter meter,
        CancellationToken cancellation
    )
    {
        var fingerprint = ImportFingerprint.Of(plan);
        var kept = earlier.Supersede(fingerprint, meter.Progress);
        return new ImportRun(plan, fingerprint, meter, kept, cancellation);
    }

    /// <summary>Begins behind the last finished phase of an interrupted import.</summary>
    /// <exception cref="ImportException">There is none that can be resumed.</exception>
    public static ImportRun Resume(
        ImportPlan plan,
        EarlierImports earlier,
        ProgressMeter meter,
        CancellationToken cancellation
    )
    {
        var options = plan.Options;
        if (
            !options.OverwriteDestination
            && options.DestinationOrLocal.Look(cancellation) == DestinationState.Used
        )
        {
            throw ImportErrors.DatabaseExists(options.DatabaseName);
        }
        var fingerprint = ImportFingerprint.Of(plan).WithChecksums(options);
        var import = earlier.ChooseResumable(fingerprint);
        var content =
            import.Restore(plan, meter.Progress)
            ?? throw ImportErrors.NotWhole(options.DatabaseName);
        earlier.DeleteOthers(import);
        meter.Progress.Note($"Resuming at {CheckpointText.Next(content.Stage)}.");
        var run = new ImportRun(plan, fingerprint, meter, (import, content), cancellation);
        if (run.Skipped.State.ReportBytes < content.Skipped.ReportBytes)
        {
            meter.Progress.Warn(
                "The report of what was left out before the interruption is gone; the counts are not."
            );
        }
        return run;
    }

    /// <summary>Runs all phases that are not finished.</summary>
    public (NodePhaseResult Nodes, LinkTotals Totals) Run()
    {
        if (_start < CheckpointStage.Nodes)
        {
            ReadNodes();
        }
        MemoryBudget.ReleaseIdle(_plan.Options);
        if (_start < CheckpointStage.Relationships)
        {
            ReadRelationships();
            ChangedInputs.Warn(_fingerprint, Files, _meter.Progress);
        }
        MemoryBudget.ReleaseIdle(_plan.Options);
        var link = new LinkPhase(
            _plan,
            _nodes!,
            _totals,
            Writer,
            _staged.LargeBlock,
            _meter,
            _cancellation
        );
        if (_start < CheckpointStage.Outgoing)
        {
            LinkOutgoing(link);
        }
        MemoryBudget.ReleaseIdle(_plan.Options);
        if (_start < CheckpointStage.Linked)
        {
            LinkIncoming(link);
        }
        Skipped.Finish();
        if (_plan.Options.Schema.Count > 0)
        {
            WaitForCheckpoint();
            _cancellation.ThrowIfCancellationRequested();
            MakeSchema();
            _cancellation.ThrowIfCancellationRequested();
        }
        return (_nodes!, _totals);
    }

    /// <summary>Makes the new database durable; nobody sees it before it is published.</summary>
    public SealedGeneration Seal()
    {
        if (_plan.Options.Schema.Count == 0)
        {
            // Beside the last checkpoint, which must be there before files get other names.
            Writer.Finish(Summarize());
            WaitForCheckpoint();
        }
        return Writer.Seal();
    }

    /// <summary>Says that the database is published.</summary>
    public void Complete()
    {
        Discard();
        DiscardSuperseded();
    }

    /// <summary>
    /// Ends a run that failed. What is finished is kept when the machine or the user stopped it, and deleted when the data did; returns what to tell the user when it
    /// is kept.
    /// </summary>
    /// <param name="fault">Why.</param>
    /// <param name="isFinished">Whether all phases were: then it cannot be the data's fault.</param>
    public string? Stop(Exception fault, bool isFinished)
    {
        bool isLate = isFinished && fault is (ImportException or StorageException);
        if (!isLate && !ImportErrors.IsInterruption(fault))
        {
            _checkpoints.Abandon();
            Discard();
            return null;
        }
        _checkpoints.Wait();
        if (_checkpoints.Reached == CheckpointStage.None)
        {
            Discard();
            return null;
        }
        _isKept = true;
        Writer.Keep();
        long megabytes = (_staged.CountBytes() + Megabyte - 1) / Megabyte;
        string where =
            _staged.TemporaryDirectory == _staged.Run
                ? _staged.Run
                : $"{_staged.Run} and {_staged.TemporaryDirectory}";
        return $"The import stopped after {CheckpointText.Of(_checkpoints.Reached)}; {megabytes} MB are kept in {where}. Go on with --resume, or run again without it to start over.";
    }

    public void Dispose()
    {
        _checkpoints.Dispose();
        _runs?.Dispose();
        Skipped.Dispose();
        Writer.Dispose();
        if (!_isKept)
        {
            StagedImport.TryDelete(_staged.DeleteTemporary);
        }
    }

    private void Discard()
    {
        _isKept = false;
        Writer.Discard();
    }

    private void ReadNodes()
    {
        _plan.LimitIdMaps(_staged.TemporaryDirectory);
        Writer.ReserveKeys(_plan.Names.PropertyKeys.Count);
        NodePhaseResult nodes;
        using (var placed = BeginNodeRuns())
        using (
            var phase = new NodePhase(_plan, Writer, Skipped, _meter, _cancellation)
            {
                Runs = placed,
            }
        )
        {
            nodes = phase.Run();
            // Nodes that bring their ids along are counted otherwise.
            bool isNeeded = placed is null && _plan.Options.Schema.Count > 0;
            _places = isNeeded ? phase.Places : null;
        }
        _nodes = nodes;
        var places = _places;
        var draft = Writer.Save();
        var names = CheckpointContent.Capture(_plan, Skipped);
        Checkpoint(
            CheckpointStage.Nodes,
            (isSynced, abandoned) =>
            {
                SaveDraft(draft, isSynced);
                SavedIdMaps.Write(_plan, _staged, isSynced, abandoned);
            },
            output =>
            {
                var fingerprint = _fingerprint.WithChecksums(_plan.Options);
                CheckpointContent.WriteNodes(
                    output,
                    _databaseId,
                    fingerprint,
                    (nodes, places),
                    draft
                );
                names(output);
            },
            DiscardSuperseded
        );
    }

    /// <summary>Where nodes wait for their place when they bring their ids along; null otherwise.</summary>
    private NodeRuns? BeginNodeRuns() =>
        _plan.Options.IdType == IdType.Actual ? new NodeRuns(Files, _staged.NodeRuns) : null;

    private void ReadRelationships()
    {
        var runs = RunStore.Create(Files, _staged.OutgoingRuns);
        _runs = runs;
        long nodes = _nodes!.NodeIdLimit;
        using (
            var phase = new RelationshipPhase(_plan, nodes, runs, Skipped, _meter, _cancellation)
        )
        {
            phase.Run();
        }
        if (_plan.Suspects is { } suspects)
        {
            throw suspects.Resolve(_plan.Violating!, _plan.Names.ToTokens());
        }
        runs.Complete();
        if (!_checkpoints.Takes(CheckpointStage.Relationships))
        {
            // That of the nodes, which saves the maps, is still being written.
            return;
        }
        var names = CheckpointContent.Capture(_plan, Skipped);
        Checkpoint(
            CheckpointStage.Relationships,
            (isSynced, _) => SyncRuns(runs, isSynced),
            output =>
            {
                names(output);
                runs.WriteTo(output);
            },
            () => { }
        );
        // The checkpoint before, which saves the maps, has ended when the next begins.
        _plan.DisposeIdMaps();
    }

    private void LinkOutgoing(LinkPhase link)
    {
        using var outgoing = _runs!;
        var incoming = RunStore.Create(Files, _staged.IncomingRuns);
        _runs = incoming;
        link.RunOutgoing(outgoing, incoming);
        incoming.Complete();
        var draft = Writer.Save();
        Checkpoint(
            CheckpointStage.Outgoing,
            (isSynced, _) =>
            {
                SaveDraft(draft, isSynced);
                SyncRuns(incoming, isSynced);
            },
            output => CheckpointContent.WriteOutgoing(output, _totals, draft, incoming),
            () => SavedIdMaps.Delete(_plan, _staged)
        );
    }

    private void LinkIncoming(LinkPhase link)
    {
        link.RunIncoming(_runs!, isResumed: _start == CheckpointStage.Outgoing);
        var draft = Writer.Save();
        Checkpoint(
            CheckpointStage.Linked,
            (isSynced, _) => SaveDraft(draft, isSynced),
            output => CheckpointContent.WriteLinked(output, _totals, draft),
            () => Files.DeleteFile(_staged.OutgoingRuns)
        );
    }

    /// <summary>Checks constraints and builds indexes. An index that is built stays in the staging folder: a run that goes on behind the last checkpoint takes it.</summary>
    private void MakeSchema()
    {
        MemoryBudget.ReleaseIdle(_plan.Options);
        _schema = ImportSchema.Define(
            _plan.Options.Schema,
            _plan.Names,
            _ => throw new UnreachableException()
        );
        using var graph = Writer.Complete(Summarize());
        new SchemaPhase(_plan, graph, _staged.TemporaryDirectory, _meter, _cancellation)
        {
            Places = _places,
        }.Run();
    }

    private GenerationSummary Summarize() =>
        GenerationSummaries.Of(_databaseId, _plan.Names, _nodes!, _totals, _schema);

    private void Checkpoint(
        CheckpointStage stage,
        Action<bool, CancellationToken> prepare,
        Action<BinaryWriter> write,
        Action tidy
    )
    {
        long elapsed = _plan.Options.Clock.MonotonicNanoseconds - _begun;
        bool isSynced = elapsed >= SyncedAfterNanoseconds;
        _checkpoints.Begin(
            stage,
            isSynced,
            abandoned =>
            {
                Skipped.WaitUntilWritten(isSynced);
                prepare(isSynced, abandoned);
            },
            write,
            () =>
            {
                Writer.Keep();
                StagedImport.TryDelete(tidy);
            }
        );
        WarnOfProblem();
    }

    private void WaitForCheckpoint()
    {
        _checkpoints.Wait();
        WarnOfProblem();
        _plan.DisposeIdMaps();
    }

    private void WarnOfProblem()
    {
        if (_checkpoints.Problem is { } problem && !_isWarned)
        {
            _isWarned = true;
            _meter.Progress.Warn(
                $"The import goes on, but what is finished from here on cannot be kept for --resume: {problem}"
            );
        }
    }

    private void SaveDraft(GenerationDraft draft, bool isSynced)
    {
        Writer.WaitUntilWritten(draft);
        if (isSynced)
        {
            Writer.Sync(draft);
        }
    }

    private static void SyncRuns(RunStore runs, bool isSynced)
    {
        if (isSynced)
        {
            runs.Sync();
        }
    }

    private void DiscardSuperseded()
    {
        if (_superseded is { } superseded)
        {
            _superseded = null;
            StagedImport.TryDelete(() =>
                superseded.Staged.Discard(_plan.Options.DatabaseDirectory)
            );
        }
    }
}
