using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Functions;

/// <summary>A function that queries may call: what it takes and gives. Its doing is execution's.</summary>
/// <param name="Name">The documented name, which execution finds it by; calls may use any case.</param>
/// <param name="Parameters">Its parameters, the optional ones last.</param>
/// <param name="ReturnType">What it gives, before <paramref name="ResultRule"/> narrows it.</param>
/// <param name="ResultRule">How the result's type follows from the arguments.</param>
public sealed record FunctionSignature(
    string Name,
    EquatableList<FunctionParameter> Parameters,
    CypherType ReturnType,
    ResultRule ResultRule = ResultRule.Fixed
)
{
    /// <summary>Whether it folds many rows into one value.</summary>
    public bool IsAggregating { get; init; }

    /// <summary>Whether the last parameter may be given any number of times more.</summary>
    public bool IsVariadic { get; init; }

    /// <summary>Whether any null argument gives null without a call.</summary>
    public bool PropagatesNull { get; init; } = true;

    /// <summary>Whether equal arguments give equal results within one query.</summary>
    public bool IsDeterministic { get; init; } = true;

    /// <summary>Whether it reads properties, labels or relationships of what it is given, or more of the graph, though its arguments need not say so.</summary>
    public bool ReadsGraph { get; init; }

    /// <summary>Whether arguments of wrong types are refused only when the function is called.</summary>
    public bool ChecksTypesWhenCalled { get; init; }

    /// <summary>What kind of function it is, in the words of SHOW FUNCTIONS; empty where that list says it.</summary>
    public string Category { get; init; } = "";

    /// <summary>What it does, in a sentence; empty where the list of SHOW FUNCTIONS says it.</summary>
    public string Description { get; init; } = "";

    /// <summary>The fewest arguments.</summary>
    public int MinimumArgumentCount => Parameters.Count(static p => !p.IsOptional);

    /// <summary>The most arguments.</summary>
    public int MaximumArgumentCount => IsVariadic ? int.MaxValue : Parameters.Count;

    /// <summary>The signature as messages show it: <c>left(original :: String, length :: Integer) :: String</c>.</summary>
    public override string ToString() =>
        $"{Name}({string.Join(", ", Parameters.Select(static p => $"{p.Name} :: {p.Type}"))}) :: {ReturnType}";
}
