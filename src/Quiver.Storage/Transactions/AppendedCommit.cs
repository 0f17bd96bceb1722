using Quiver.Storage.Delta;
using Quiver.Storage.Log;

namespace Quiver.Storage.Transactions;

/// <summary>A commit that the log has taken and readers do not see yet.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Run">What it does.</param>
/// <param name="Names">How many names there are with it.</param>
/// <param name="Appended">Ends when its fate is known.</param>
internal sealed record AppendedCommit(
    long Sequence,
    ChangeRun Run,
    TokenCounts Names,
    Task<AppendResult> Appended
);
