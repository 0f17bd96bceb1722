namespace Quiver.Cypher.Execution;

/// <summary>Whether a condition of the running query has failed for a row that may turn out not to be wanted. Shared by the threads of the query.</summary>
internal sealed class AttemptLog
{
    private volatile bool _haveFailed;

    /// <summary>Whether one has.</summary>
    public bool HaveFailed => _haveFailed;

    /// <summary>Notes that one has.</summary>
    public void NoteFailure() => _haveFailed = true;
}
