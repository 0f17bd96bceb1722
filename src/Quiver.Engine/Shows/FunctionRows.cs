using Quiver.Cypher.Planning.Functions;
using Quiver.Model.Values;

namespace Quiver.Engine.Shows;

/// <summary>The rows of SHOW FUNCTIONS.</summary>
internal static class FunctionRows
{
    private const string UserDefined = "USER DEFINED";

    /// <summary>The functions by name; none has been made by users.</summary>
    /// <param name="selection">Whose functions are asked for.</param>
    public static IReadOnlyList<Value[]> Of(string selection) =>
        selection == UserDefined
            ? []
            :
            [
                .. FunctionCatalog
                    .All.OrderBy(static f => f.Name, StringComparer.OrdinalIgnoreCase)
                    .Select(Row),
            ];

    private static Value[] Row(FunctionSignature function) =>
        [
            Value.String(function.Name),
            Value.String(CategoryOf(function)),
            Value.String(function.ToString()),
            Value.String(function.ToString()),
            Value.Boolean(true),
            Value.List([.. function.Parameters.Select(Argument)]),
            Value.String(DeclaredName.Of(function.ReturnType)),
            Value.Boolean(function.IsAggregating),
            Value.Null,
            Value.Null,
            Value.Boolean(function.Name == "id"),
            function.Name == "id" ? Value.String("elementId") : Value.Null,
        ];

    private static string CategoryOf(FunctionSignature function) =>
        function.IsAggregating ? "Aggregating" : FunctionCatalog.CategoryOf(function);

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
