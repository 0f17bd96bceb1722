using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Values;

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
    /// <param name="provider">The provider that indexes of the kind have.</param>
    /// <param name="isPoint">Whether it is about a point index, which can be configured.</param>
    /// <exception cref="Model.Status.CypherException">They are no map, or hold what indexes of the kind do not have.</exception>
    public MapValue Options(Expression? expression, string provider, bool isPoint)
    {
        if (expression is null)
        {
            return MapValue.Empty;
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
                    CheckProvider(option, provider);
                    break;
                case "indexConfig":
                    CheckConfiguration(option, isPoint);
                    break;
                default:
                    throw SchemaCommandErrors.UnknownOption(key);
            }
        }
        return options;
    }

    // text-1.0 is the provider of older releases.
    private static void CheckProvider(Value value, string provider)
    {
        string? name = value.Kind == ValueKind.String ? value.AsString() : null;
        if (name != provider && !(name == "text-1.0" && provider == "text-2.0"))
        {
            throw SchemaCommandErrors.WrongProvider(value, provider);
        }
    }

    private static void CheckConfiguration(Value value, bool isPoint)
    {
        if (value.Kind != ValueKind.Map)
        {
            throw SchemaCommandErrors.OptionsAreNoMap(value);
        }
        foreach (var (key, _) in value.AsMap())
        {
            if (!isPoint || !key.StartsWith("spatial.", StringComparison.Ordinal))
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
