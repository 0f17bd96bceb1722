using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Functions;
using Quiver.Model.Values;

namespace Quiver.Engine.Shows;

/// <summary>The rows of SHOW FUNCTIONS.</summary>
internal static class FunctionRows
{
    private const string UserDefined = "USER DEFINED";

    // What is written like a function and is a construct of the language, and second names.
    private static readonly FunctionSignature[] s_others =
    [
        Predicate("all"),
        Predicate("any"),
        Predicate("none"),
        Predicate("single"),
        new("exists", [new("pattern", CypherType.Any)], CypherType.Boolean),
        new(
            "reduce",
            [
                new("accumulator", CypherType.Any),
                new("variable", CypherType.Any),
                new("list", CypherType.AnyList),
                new("expression", CypherType.Any),
            ],
            CypherType.Any
        ),
        new(
            "allReduce",
            [
                new("accumulator", CypherType.Any),
                new("variable", CypherType.Any),
                new("list", CypherType.AnyList),
                new("expression", CypherType.Any),
                new("predicate", CypherType.Boolean),
            ],
            CypherType.Boolean
        ),
        new("lower", [new("input", CypherType.String)], CypherType.String),
        new("upper", [new("input", CypherType.String)], CypherType.String),
    ];

    /// <summary>All functions, and what is written like one.</summary>
    public static IEnumerable<FunctionSignature> All => FunctionCatalog.All.Concat(s_others);

    /// <summary>The functions by name; none has been made by users.</summary>
    /// <param name="selection">Whose functions are asked for.</param>
    public static IReadOnlyList<Value[]> Of(string selection) =>
        selection == UserDefined
            ? []
            : [.. All.OrderBy(static f => f.Name, StringComparer.OrdinalIgnoreCase).Select(Row)];

    private static FunctionSignature Predicate(string name) =>
        new(
            name,
            [
                new("variable", CypherType.Any),
                new("list", CypherType.AnyList),
                new("predicate", CypherType.Boolean),
            ],
            CypherType.Boolean
        );

    private static Value[] Row(FunctionSignature function)
    {
        var (category, description) =
            function.Category.Length > 0
                ? (function.Category, function.Description)
                : FunctionTexts.Of(function.Name);
        return
        [
            Value.String(function.Name),
            Value.String(category),
            Value.String(description),
            Value.String(SignatureOf(function)),
            Value.Boolean(true),
            Value.List([.. function.Parameters.Select(Argument)]),
            Value.String(DeclaredName.Of(function.ReturnType)),
            Value.Boolean(function.IsAggregating),
            Value.Null,
            Value.Null,
            Value.Boolean(function.Name == "id"),
            function.Name == "id" ? Value.String("elementId") : Value.Null,
        ];
    }

    private static string SignatureOf(FunctionSignature function) =>
        $"{function.Name}({string.Join(", ", function.Parameters.Select(static p => $"{p.Name} :: {DeclaredName.Of(p.Type)}"))}) :: {DeclaredName.Of(function.ReturnType)}";

    private static Value Argument(FunctionParameter parameter)
    {
        string type = DeclaredName.Of(parameter.Type);
        return Value.Map(
            new MapValue([
                new("name", Value.String(parameter.Name)),
                new("type", Value.String(type)),
                new("description", Value.String($"{parameter.Name} :: {type}")),
                new("isDeprecated", Value.Boolean(false)),
            ])
        );
    }
}
