using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Functions;

/// <summary>Short forms in which the tables of functions are written.</summary>
internal static class Signatures
{
    /// <summary>Types that functions take besides those of <see cref="CypherType"/>.</summary>
    public static readonly CypherType Entity = new(TypeKinds.Node | TypeKinds.Relationship);

    /// <summary>Text or a list.</summary>
    public static readonly CypherType StringOrList = new(TypeKinds.String | TypeKinds.List);

    /// <summary>A list of texts.</summary>
    public static readonly CypherType Strings = CypherType.ListOf(CypherType.String);

    /// <summary>A list of integers.</summary>
    public static readonly CypherType Integers = CypherType.ListOf(CypherType.Integer);

    /// <summary>A function that gives one type.</summary>
    public static FunctionSignature Of(
        string name,
        CypherType result,
        params ReadOnlySpan<FunctionParameter> parameters
    ) => new(name, [.. parameters], result);

    /// <summary>A parameter.</summary>
    public static FunctionParameter P(string name, CypherType type) => new(name, type);

    /// <summary>A parameter that may be left out.</summary>
    public static FunctionParameter Optional(string name, CypherType type) =>
        new(name, type, IsOptional: true);

    /// <summary>The same function, which sees null arguments itself.</summary>
    public static FunctionSignature SeesNull(this FunctionSignature signature) =>
        signature with
        {
            PropagatesNull = false,
        };

    /// <summary>The same function, whose result depends on more than its arguments.</summary>
    public static FunctionSignature Volatile(this FunctionSignature signature) =>
        signature with
        {
            IsDeterministic = false,
        };

    /// <summary>The same function with a result type that follows from the arguments.</summary>
    public static FunctionSignature Giving(this FunctionSignature signature, ResultRule rule) =>
        signature with
        {
            ResultRule = rule,
        };
}
