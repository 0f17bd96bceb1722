namespace Quiver.Cypher.Execution.Operators;

/// <summary>What Top keeps.</summary>
/// <param name="Limit">The number of rows.</param>
/// <param name="SourceWidth">The number of the source's columns.</param>
internal readonly record struct TopSettings(long Limit, int SourceWidth);
