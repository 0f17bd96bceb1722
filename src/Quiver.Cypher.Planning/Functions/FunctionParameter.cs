using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Functions;

/// <summary>A parameter of a function.</summary>
/// <param name="Name">Its documented name.</param>
/// <param name="Type">What it takes.</param>
/// <param name="IsOptional">Whether it may be left out.</param>
public sealed record FunctionParameter(string Name, CypherType Type, bool IsOptional = false);
