using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Values;
using Quiver.Storage.Schema;

namespace Quiver.Engine.Schema;

/// <summary>Evaluates the constant expressions of schema commands: names and options.</summary>
/// <param name="parameters">The command's parameters.</param>
internal sealed class SchemaOptions(IReadOnlyDictionary<string, Value> parameters)
{
    /// <summary>The name that a command gives; null when it gives none.</summary>
    /// <exception cref="Model.Status.CypherException">It is no text, or empty.</exception>
    public string? Name(Expression? expression)
    {
        if (expression is null)
        {
            return null;
        }
        var value = Evaluate(expression);
        if (value.Kind != ValueKind.String)
        {
            throw SchemaCommandErrors.NameIsNoText(value);
        }
        string name = value.AsString();
        return name.Length > 0 ? name : throw SchemaCommandErrors.EmptyName();
    }

    /// <summary>The options of a command; empty when it gives none.</summary>
    /// <param name="expression">A map or parameter.</param>
    /// <param name="kind">The kind of index.</param>
    /// <exception cref="Model.Status.CypherException">They are no map, or hold what indexes of the kind do not have.</exception>
    public MapValue Options(Expression? expression, IndexKind kind)
    {
        if (expression is null)
        {
            return Complete(MapValue.Empty, kind);
        }
        var value = Evaluate(expression);
        if (value.Kind != ValueKind.Map)
        {
            throw SchemaCommandErrors.OptionsAreNoMap(value);
        }
        var options = value.AsMap();
        foreach (var (key, option) in options)
        {
            switch (key)
            {
                case "indexProvider":
                    CheckProvider(option, IndexProviders.Of(kind));
                    break;
                case "indexConfig":
                    CheckConfiguration(option, kind);
                    break;
                default:
                    throw SchemaCommandErrors.UnknownOption(key);
            }
        }
        return Complete(options, kind);
    }

    private static MapValue Complete(MapValue options, IndexKind kind) =>
        kind switch
        {
            IndexKind.Vector => VectorIndexSettings.Complete(options),
            IndexKind.FullText => FullTextIndexSettings.Complete(options),
            _ => options,
        };

    // text-1.0 is the provider of older releases.
    // vector-1.0 likewise.
    private static void CheckProvider(Value value, string provider)
    {
        string? name = value.Kind == ValueKind.String ? value.AsString() : null;
        bool isOlder = (name, provider) is ("text-1.0", "text-2.0") or ("vector-1.0", "vector-2.0");
        if (name != provider && !isOlder)
        {
            throw SchemaCommandErrors.WrongProvider(value, provider);
        }
    }

    private static void CheckConfiguration(Value value, IndexKind kind)
    {
        if (value.Kind != ValueKind.Map)
        {
            throw SchemaCommandErrors.OptionsAreNoMap(value);
        }
        foreach (var (key, _) in value.AsMap())
        {
            bool isKnown = kind switch
            {
                IndexKind.Point => key.StartsWith("spatial.", StringComparison.Ordinal),
                IndexKind.Vector => VectorIndexSettings.IsKnown(key),
                IndexKind.FullText => FullTextIndexSettings.IsKnown(key),
                _ => false,
            };
            if (!isKnown)
            {
                throw SchemaCommandErrors.UnknownSetting(key);
            }
        }
    }

    // The parser bounds how deep an expression is.
    private Value Evaluate(Expression expression) =>
        expression switch
        {
            Literal literal => literal.Value,
            Parameter parameter => parameters.TryGetValue(parameter.Name, out var value)
                ? value
                : throw SchemaCommandErrors.MissingParameter(parameter.Name),
            ListExpression list => Value.List([.. list.Elements.Select(Evaluate)]),
            MapExpression map => Value.Map(
                new MapValue([
                    .. map.Entries.Select(e => new KeyValuePair<string, Value>(
                        e.Key.Text,
                        Evaluate(e.Value)
                    )),
                ])
            ),
            UnaryArithmetic { Operand: Literal operand } sign => Signed(sign.Negative, operand),
            _ => throw SchemaCommandErrors.NotConstant(),
        };

    private static Value Signed(bool isNegative, Literal operand) =>
        operand.Value.Kind switch
        {
            ValueKind.Integer when isNegative => Value.Integer(-operand.Value.AsInteger()),
            ValueKind.Float when isNegative => Value.Float(-operand.Value.AsFloat()),
            ValueKind.Integer or ValueKind.Float => operand.Value,
            _ => throw SchemaCommandErrors.NotConstant(),
        };
}
