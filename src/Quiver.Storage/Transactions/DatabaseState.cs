using Quiver.Storage.Delta;
using Quiver.Storage.Indexes;
using Quiver.Storage.Manifests;
using Quiver.Storage.Reading;
using Quiver.Storage.Schema;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Transactions;

/// <summary>A database as of its newest commit. Immutable.</summary>
/// <param name="Base">The generation with its patches.</param>
/// <param name="Delta">The runs over them, newest first.</param>
/// <param name="Tokens">All names.</param>
/// <param name="Schema">All indexes and constraints.</param>
/// <param name="Sequence">The newest commit.</param>
/// <param name="End">The position in the log behind it.</param>
internal sealed record DatabaseState(
    PinnedBase Base,
    ChangeRun[] Delta,
    TokenTable Tokens,
    SchemaState Schema,
    long Sequence,
    ReplayPosition End
)
{
    /// <summary>How many of the runs, the oldest, a running checkpoint writes: younger ones are not merged with them.</summary>
    public int FrozenRuns { get; init; }

    private SharedRuns? _runs;

    /// <summary>What all snapshots of the state share, made at the first. A copy with other runs has others.</summary>
    public SharedRuns Runs
    {
        get
        {
            if (_runs is not { } runs || !runs.AreOf(Base, Delta))
            {
                _runs = runs = new SharedRuns(Base, Delta);
            }
            return runs;
        }
    }

    /// <summary>The files that commits of the delta consist of.</summary>
    public IEnumerable<PatchFile> Adopted =>
        Delta.Where(static run => run.Adopted is not null).Select(static run => run.Adopted!.Value);

    /// <summary>The runs that no running checkpoint writes.</summary>
    public ReadOnlySpan<ChangeRun> YoungRuns => Delta.AsSpan(0, Delta.Length - FrozenRuns);

    /// <summary>What they take with their entries in indexes.</summary>
    public long DeltaMemoryBytes
    {
        get
        {
            long bytes = 0;
            foreach (var run in Delta)
            {
                bytes += run.MemoryBytes;
            }
            return bytes;
        }
    }

    /// <summary>The state after a further commit, whose names are added by <see cref="WithTokens"/>.</summary>
    /// <param name="run">The commit.</param>
    /// <param name="sequence">Its number.</param>
    /// <param name="end">The position in the log behind it.</param>
    /// <param name="mostMergedBytes">The longest run that may come out of a merge.</param>
    public DatabaseState With(
        ChangeRun run,
        long sequence,
        ReplayPosition end,
        int mostMergedBytes = ChangeRun.MaxBytes
    )
    {
        int young = Delta.Length - FrozenRuns;
        return this with
        {
            Delta =
            [
                .. DeltaStack.Push(YoungRuns, run, mostMergedBytes, GraphOf),
                .. Delta.AsSpan(young),
            ],
            Schema = Schema.With(run),
            Sequence = sequence,
            End = end,
        };
    }

    /// <summary>The state with the names that a replayed run adds.</summary>
    public DatabaseState WithTokens(TokenTable further) =>
        this with
        {
            Tokens = Extend(Tokens, further),
        };

    /// <summary>The state with one run in the place of two neighbours; the same state when they are not there any more, or a checkpoint writes them.</summary>
    public DatabaseState WithMerged(ChangeRun newer, ChangeRun older, ChangeRun merged)
    {
        int at = Array.IndexOf(Delta, newer);
        bool isThere =
            at >= 0 && at + 1 < YoungRuns.Length && ReferenceEquals(Delta[at + 1], older);
        return isThere
            ? this with
            {
                Delta = [.. Delta.AsSpan(0, at), merged, .. Delta.AsSpan(at + 2)],
            }
            : this;
    }

    /// <summary>The state when the frozen runs have become a patch of another base.</summary>
    public DatabaseState Over(PinnedBase next) =>
        this with
        {
            Base = next,
            Delta = Delta[..^FrozenRuns],
            FrozenRuns = 0,
        };

    private GraphReader GraphOf(ChangeRun run, int at)
    {
        ChangeRun[] runs = [run, .. Delta.AsSpan(at), .. Base.Patches];
        return GraphReader.At(Base.Generation, runs);
    }

    private static TokenTable Extend(TokenTable tokens, TokenTable further) =>
        further.Labels.Count + further.RelationshipTypes.Count + further.PropertyKeys.Count == 0
            ? tokens
            : new TokenTable(
                tokens.Labels.With(further.Labels.All),
                tokens.RelationshipTypes.With(further.RelationshipTypes.All),
                tokens.PropertyKeys.With(further.PropertyKeys.All)
            );
}
