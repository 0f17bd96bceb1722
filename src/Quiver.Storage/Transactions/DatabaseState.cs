using Quiver.Storage.Delta;
using Quiver.Storage.Reading;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Transactions;

/// <summary>A database as of its newest commit. Immutable.</summary>
/// <param name="Base">The generation with its patches.</param>
/// <param name="Delta">The runs over them, newest first.</param>
/// <param name="Tokens">All names.</param>
/// <param name="Sequence">The newest commit.</param>
internal sealed record DatabaseState(
    PinnedBase Base,
    ChangeRun[] Delta,
    TokenTable Tokens,
    long Sequence
)
{
    /// <summary>Bytes of changes in memory.</summary>
    public long DeltaBytes => Delta.Sum(static run => (long)run.Bytes.Length);

    /// <summary>The state after a further commit.</summary>
    public DatabaseState With(ChangeRun run, long sequence) =>
        this with
        {
            Delta = DeltaStack.Push(Delta, run),
            Tokens = Extend(Tokens, run.Tokens),
            Sequence = sequence,
        };

    private static TokenTable Extend(TokenTable tokens, TokenTable further) =>
        further.Labels.Count + further.RelationshipTypes.Count + further.PropertyKeys.Count == 0
            ? tokens
            : new TokenTable(
                tokens.Labels.With(further.Labels.All),
                tokens.RelationshipTypes.With(further.RelationshipTypes.All),
                tokens.PropertyKeys.With(further.PropertyKeys.All)
            );
}
