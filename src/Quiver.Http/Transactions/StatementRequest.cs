using Quiver.Model.Values;

namespace Quiver.Http.Transactions;

/// <summary>One statement of a request.</summary>
/// <param name="Text">The Cypher text.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Contents">The forms in which its rows are wanted.</param>
/// <param name="IncludesStats">Whether its counters are wanted.</param>
internal sealed record StatementRequest(
    string Text,
    MapValue Parameters,
    ResultContents Contents,
    bool IncludesStats
);
