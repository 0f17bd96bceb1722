using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Shows;

/// <summary>A column of a list that SHOW gives.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What its values are.</param>
/// <param name="IsDefault">Whether it is there without YIELD.</param>
public sealed record ShowColumn(string Name, CypherType Type, bool IsDefault);
