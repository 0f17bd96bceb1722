namespace Quiver.Cypher.Syntax.Tree.Administration;

/// <summary>WAIT or NOWAIT at the end of a command.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Waits">Whether the command gives a row when it is done.</param>
/// <param name="Seconds">How long it waits; null for the server's time.</param>
public sealed record CompletionWait(SourceExtent Extent, bool Waits, long? Seconds)
    : SyntaxNode(Extent);
