namespace Quiver.Cypher.Planning.Tests;

/// <summary>A case of a specification.</summary>
/// <param name="Title">What stands after the line that opens it.</param>
/// <param name="Query">The query.</param>
/// <param name="Expected">What is expected of it.</param>
internal sealed record SpecificationCase(string Title, string Query, string Expected);
