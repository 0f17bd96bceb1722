namespace Quiver.Cypher.Execution.Operators;

/// <summary>What a Merge that looks for all its rows at once has to mind.</summary>
/// <param name="IsUndirected">Whether a relationship is found in either direction.</param>
/// <param name="TracksMade">Whether ON MATCH or ON CREATE may read properties of what the clause has made.</param>
/// <param name="OnMatchNeedsSnapshot">Whether ON MATCH reads more than properties of it.</param>
/// <param name="OnCreateNeedsSnapshot">Whether ON CREATE does.</param>
/// <param name="TakesPartwise">Whether very many rows may be taken part by part.</param>
/// <param name="ByRow">Merges rows whose values could be stored as others than were asked for.</param>
internal sealed record BatchMergeSettings(
    bool IsUndirected,
    bool TracksMade,
    bool OnMatchNeedsSnapshot,
    bool OnCreateNeedsSnapshot,
    bool TakesPartwise,
    RowMerge ByRow
);
