using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>A variable of a repeated path and the list of what it is in each repetition.</summary>
/// <param name="Inner">The variable inside.</param>
/// <param name="List">The list.</param>
public sealed record GroupVariable(Variable Inner, Variable List);
