namespace Quiver.Cypher.Execution.Operators;

/// <summary>What Top keeps.</summary>
/// <param name="Limit">The number of rows.</param>
/// <param name="SourceWidth">The number of the source's columns.</param>
/// <param name="MustReadAll">Whether the source is read even when no row is kept.</param>
internal readonly record struct TopSettings(long Limit, int SourceWidth, bool MustReadAll = false);
