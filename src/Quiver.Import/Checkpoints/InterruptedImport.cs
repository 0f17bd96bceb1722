using System.Text;
using Quiver.Foundation.IO;
using Quiver.Import.Pipeline;
using Quiver.Import.Reports;
using Quiver.Storage;
using Quiver.Storage.Generations;

namespace Quiver.Import.Checkpoints;

/// <summary>An import that was stopped, failed or died behind its first checkpoint, and left its files.</summary>
internal sealed class InterruptedImport
{
    private readonly IFileSystem _files;
    private readonly Guid _databaseId;

    private InterruptedImport(
        IFileSystem files,
        StagedImport staged,
        ImportFingerprint fingerprint,
        Guid databaseId
    )
    {
        _files = files;
        Staged = staged;
        Fingerprint = fingerprint;
        _databaseId = databaseId;
    }

    /// <summary>Its files.</summary>
    public StagedImport Staged { get; }

    /// <summary>What it was told.</summary>
    public ImportFingerprint Fingerprint { get; }

    /// <summary>The identity of the database that it makes.</summary>
    public Guid DatabaseId => _databaseId;

    /// <summary>What it had finished, as far as the names of its files tell.</summary>
    public CheckpointStage Stage
    {
        get
        {
            var stage = CheckpointStage.Nodes;
            while (
                stage < CheckpointStage.Linked && _files.FileExists(Staged.Checkpoint(stage + 1))
            )
            {
                stage++;
            }
            return stage;
        }
    }

    /// <summary>Looks into the staging folder of a run; null when it has no first checkpoint that is whole.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="run">The folder.</param>
    /// <param name="isOtherFormat">Whether there is one that another release wrote.</param>
    public static InterruptedImport? TryOpen(IFileSystem files, string run, out bool isOtherFormat)
    {
        isOtherFormat = false;
        var staged = StagedImport.Open(files, run);
        using var input = OpenCheckpoint(files, staged, CheckpointStage.Nodes);
        if (input is null)
        {
            return null;
        }
        isOtherFormat = input.ReadInt32() != CheckpointContent.Version;
        if (isOtherFormat)
        {
            return null;
        }
        var databaseId = new Guid(input.ReadBytes(CheckpointContent.GuidLength));
        return new(files, staged, ImportFingerprint.Read(input), databaseId);
    }

    /// <summary>
    /// Takes up what is finished, after comparing every byte of it with its checksum. Where the files of a stage are not whole, as after a power cut, goes back to the
    /// stage before; null when there is none.
    /// </summary>
    /// <param name="plan">The plan of the same import; its names and id maps are restored.</param>
    /// <param name="progress">Hears of stages that are lost.</param>
    public ResumedImport? Restore(ImportPlan plan, IImportProgress progress)
    {
        for (var stage = Stage; stage >= CheckpointStage.Nodes; stage--)
        {
            try
            {
                if (TryRestore(stage, plan) is { } resumed)
                {
                    Staged.DeleteCheckpointsBehind(stage);
                    return resumed;
                }
            }
            catch (Exception fault) when (fault is StorageException or EndOfStreamException)
            {
                progress.Detail(fault.Message);
            }
            progress.Warn(
                $"What is kept of {CheckpointText.Of(stage)} is not whole, as after a power cut, and is done again."
            );
        }
        return null;
    }

    /// <summary>What an import had done that was published before it could delete its files; null when the files are not whole.</summary>
    /// <param name="plan">The plan of the same import; its names and notes are restored.</param>
    public (long Properties, BadEntryState Skipped)? ReadSummary(ImportPlan plan)
    {
        using var first = OpenCheckpoint(_files, Staged, CheckpointStage.Nodes);
        if (plan.Relationships.Count == 0)
        {
            return first is null ? null : ReadSummaryOfNodes(first, plan);
        }
        using var second = OpenCheckpoint(_files, Staged, CheckpointStage.Relationships);
        using var third = OpenCheckpoint(_files, Staged, CheckpointStage.Outgoing);
        using var last = OpenCheckpoint(_files, Staged, CheckpointStage.Linked);
        if (first is null || second is null || third is null || last is null)
        {
            return null;
        }
        CheckpointContent.SkipIdentity(first);
        long properties = NodePhaseResult.Read(first).PropertyCount;
        plan.Restore(second);
        return (properties + LinkTotals.Read(third).PropertyCount, BadEntryState.Read(second));
    }

    /// <summary>Without relationships the checkpoint of all nodes is the last one.</summary>
    private static (long Properties, BadEntryState Skipped) ReadSummaryOfNodes(
        BinaryReader input,
        ImportPlan plan
    )
    {
        CheckpointContent.SkipIdentity(input);
        long properties = NodePhaseResult.Read(input).PropertyCount;
        GenerationDraft.Read(input);
        if (input.ReadBoolean())
        {
            NodePlaces.Read(input);
        }
        plan.Restore(input);
        return (properties, BadEntryState.Read(input));
    }

    private static BinaryReader? OpenCheckpoint(
        IFileSystem files,
        StagedImport staged,
        CheckpointStage stage
    ) =>
        CheckedFile.TryOpen(files, staged.Checkpoint(stage)) is { } stream
            ? new BinaryReader(stream, Encoding.UTF8)
            : null;

    private ResumedImport? TryRestore(CheckpointStage stage, ImportPlan plan)
    {
        // Each checkpoint adds to those before it: all of them must be whole.
        using var first = OpenCheckpoint(_files, Staged, CheckpointStage.Nodes);
        using var second = OpenIf(
            stage >= CheckpointStage.Relationships,
            CheckpointStage.Relationships
        );
        using var third = OpenIf(stage >= CheckpointStage.Outgoing, CheckpointStage.Outgoing);
        using var last = OpenIf(stage >= CheckpointStage.Linked, CheckpointStage.Linked);
        if (
            first is null
            || (stage >= CheckpointStage.Relationships && second is null)
            || (stage >= CheckpointStage.Outgoing && third is null)
            || (stage >= CheckpointStage.Linked && last is null)
        )
        {
            return null;
        }
        CheckpointContent.SkipIdentity(first);
        var nodes = NodePhaseResult.Read(first);
        var draft = GenerationDraft.Read(first);
        var places = first.ReadBoolean() ? NodePlaces.Read(first) : null;
        plan.Restore(second ?? first);
        var skipped = BadEntryState.Read(second ?? first);
        var totals = new LinkTotals();
        if (third is not null)
        {
            totals = LinkTotals.Read(third);
            draft = GenerationDraft.Read(third);
        }
        if (last is not null)
        {
            totals.ReadEnds(last);
            draft = GenerationDraft.Read(last);
        }
        if (stage == CheckpointStage.Nodes && !TryLoadIdMaps(plan))
        {
            return null;
        }
        if (!TryOpenRuns(stage, third ?? second, out var runs))
        {
            return null;
        }
        try
        {
            var resumed = new ResumedImport
            {
                Stage = stage,
                Nodes = nodes,
                Places = places,
                Writer = GenerationWriter.Continue(
                    _files,
                    plan.Options.DatabaseDirectory,
                    Staged.Run,
                    draft
                ),
                Runs = runs,
                Totals = totals,
                Skipped = skipped,
            };
            runs = null;
            return resumed;
        }
        finally
        {
            runs?.Dispose();
        }
    }

    private BinaryReader? OpenIf(bool condition, CheckpointStage stage) =>
        condition ? OpenCheckpoint(_files, Staged, stage) : null;

    private bool TryOpenRuns(CheckpointStage stage, BinaryReader? input, out RunStore? runs)
    {
        runs = null;
        if (stage is CheckpointStage.Relationships or CheckpointStage.Outgoing)
        {
            string path =
                stage == CheckpointStage.Relationships ? Staged.OutgoingRuns : Staged.IncomingRuns;
            runs = RunStore.TryContinue(_files, path, input!);
            return runs is not null;
        }
        return true;
    }

    private bool TryLoadIdMaps(ImportPlan plan)
    {
        if (plan.Relationships.Count == 0)
        {
            return true;
        }
        plan.LimitIdMaps(Staged.TemporaryDirectory);
        int number = 0;
        foreach (var space in plan.IdSpaces)
        {
            string path = Staged.IdMap(number++);
            if (!_files.FileExists(path))
            {
                return false;
            }
            space.Map.Load(_files, path);
        }
        return true;
    }
}
