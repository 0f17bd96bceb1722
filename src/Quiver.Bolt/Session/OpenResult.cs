using Quiver.Engine.Results;

namespace Quiver.Bolt.Session;

/// <summary>A result that a client may pull from.</summary>
/// <param name="QueryId">Its number within the transaction; 0 for an auto-commit query.</param>
/// <param name="Cursor">The rows.</param>
/// <param name="Filter">Which notifications its summary shows.</param>
internal sealed record OpenResult(long QueryId, QueryCursor Cursor, NotificationFilter Filter)
{
    /// <summary>Whether the client was given something else for a vector, because its version has no form for one.</summary>
    public bool VectorsWereReplaced { get; set; }
}
