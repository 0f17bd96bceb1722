using System.Globalization;
using System.Text;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Fuzz.Reference;

/// <summary>The scalar functions that queries of the generator call.</summary>
internal static class Functions
{
    public static Value Call(Interpreter interpreter, FunctionCall call, Value[] arguments)
    {
        string name = call.Name.ToLowerInvariant();
        if (name == "coalesce")
        {
            return arguments.FirstOrDefault(a => !a.IsNull);
        }
        if (name == "nullif")
        {
            return Compare.Equal(arguments[0], arguments[1]) == true ? Value.Null : arguments[0];
        }
        if (arguments.Any(a => a.IsNull))
        {
            return name is "left" or "right" or "substring" && !arguments[0].IsNull
                ? throw new ReferenceException(name)
                : Value.Null;
        }
        return OfGraph(interpreter, name, arguments)
            ?? OfLists(interpreter, name, arguments)
            ?? OfText(name, arguments)
            ?? OfNumbers(name, arguments)
            ?? OfMoments(name, arguments)
            ?? throw new UndecidedException($"function {name}");
    }

    /// <summary>A value as toString gives it.</summary>
    public static string Text(Value value) =>
        value.Kind switch
        {
            ValueKind.String => value.AsString(),
            ValueKind.Integer => value.AsInteger().ToString(CultureInfo.InvariantCulture),
            ValueKind.Float => FloatText.Format(value.AsFloat()),
            ValueKind.Boolean => value.AsBoolean() ? "true" : "false",
            ValueKind.Date or ValueKind.LocalDateTime => TemporalValues.Text(value),
            ValueKind.Duration or ValueKind.Point or ValueKind.ZonedDateTime =>
                throw new UndecidedException($"text of {value.Kind}"),
            _ => throw new ReferenceException($"text of {value.Kind}"),
        };

    private static long Whole(Value value) =>
        value.Kind == ValueKind.Integer
            ? value.AsInteger()
            : throw new ReferenceException($"{value.Kind} is no integer");

    private static string Written(Value value) =>
        value.Kind == ValueKind.String
            ? value.AsString()
            : throw new ReferenceException($"{value.Kind} is no text");

    private static Value? OfGraph(Interpreter interpreter, string name, Value[] arguments)
    {
        var graph = interpreter.Graph;
        var value = arguments.FirstOrDefault();
        PlainRelationship Relationship() =>
            value.Kind != ValueKind.Relationship ? throw new ReferenceException(name)
            : graph.Relationships.TryGetValue(value.Bits, out var relationship) ? relationship
            : throw new UndecidedException("deleted");
        PlainNode Node() =>
            value.Kind != ValueKind.Node ? throw new ReferenceException(name)
            : graph.Nodes.TryGetValue(value.Bits, out var node) ? node
            : throw new UndecidedException("deleted");
        Value Of(ValueKind kind, Func<Value> compute) =>
            value.Kind == kind ? compute() : throw new ReferenceException(name);
        return name switch
        {
            "labels" => Value.List([.. Node().Labels.Select(Value.String)]),
            "type" => Value.String(Relationship().Type),
            "startnode" => Value.Node(new NodeId(Relationship().Start)),
            "endnode" => Value.Node(new NodeId(Relationship().End)),
            "keys" => Value.List([.. interpreter.PropertiesOf(value).Keys.Select(Value.String)]),
            "properties" => Value.Map(new MapValue(interpreter.PropertiesOf(value))),
            "length" => Of(ValueKind.Path, () => Value.Integer(value.AsPath().Length)),
            "nodes" => Of(
                ValueKind.Path,
                () => Value.List([.. Compare.PathElements(value).Where((_, i) => i % 2 == 0)])
            ),
            "relationships" => Of(
                ValueKind.Path,
                () => Value.List([.. Compare.PathElements(value).Where((_, i) => i % 2 == 1)])
            ),
            _ => null,
        };
    }

    private static Value? OfLists(Interpreter interpreter, string name, Value[] arguments)
    {
        if (name == "range")
        {
            return Range([.. arguments.Select(Whole)]);
        }
        var value = arguments.FirstOrDefault();
        if (value.Kind == ValueKind.Map && name == "isempty")
        {
            return Value.Boolean(value.AsMap().Count == 0);
        }
        if (value.Kind != ValueKind.List)
        {
            return name is "head" or "last" or "tail" ? throw new ReferenceException(name) : null;
        }
        Value[] list = [.. value.AsList()];
        interpreter.Step();
        return name switch
        {
            "size" => Value.Integer(list.Length),
            "isempty" => Value.Boolean(list.Length == 0),
            "head" => list.FirstOrDefault(),
            "last" => list.LastOrDefault(),
            "tail" => Value.List([.. list.Skip(1)]),
            "reverse" => Value.List([.. list.Reverse()]),
            _ => null,
        };
    }

    private static Value Range(long[] bounds)
    {
        long step = bounds.Length > 2 ? bounds[2] : 1;
        if (step == 0)
        {
            throw new ReferenceException("range");
        }
        var list = new List<Value>();
        for (long i = bounds[0]; step > 0 ? i <= bounds[1] : i >= bounds[1]; i += step)
        {
            list.Add(Value.Integer(i));
            if (list.Count > 10_000)
            {
                throw new UndecidedException("range");
            }
        }
        return Value.List([.. list]);
    }

    private static Value? OfText(string name, Value[] arguments)
    {
        var value = arguments.FirstOrDefault();
        if (name == "tostring")
        {
            return Value.String(Text(value));
        }
        if (value.Kind != ValueKind.String)
        {
            return null;
        }
        string text = value.AsString();
        Rune[] characters = [.. text.EnumerateRunes()];
        string Part(long from, long count) =>
            from < 0 || count < 0
                ? throw new ReferenceException(name)
                : string.Concat(
                    characters.Skip((int)Math.Min(from, 9999)).Take((int)Math.Min(count, 9999))
                );
        return name switch
        {
            "date" => TemporalValues.Date(text),
            "localdatetime" => TemporalValues.DateTime(text),
            "datetime" => TemporalValues.Zoned(text),
            "duration" => TemporalValues.Duration(text),
            "size" => Value.Integer(characters.Length),
            "isempty" => Value.Boolean(text.Length == 0),
            "reverse" => Value.String(string.Concat(characters.Reverse())),
            "toupper" => Value.String(text.ToUpperInvariant()),
            "tolower" => Value.String(text.ToLowerInvariant()),
            "trim" => Value.String(text.Trim()),
            "replace" => Replace(text, Written(arguments[1]), Written(arguments[2])),
            "split" => Split(text, Written(arguments[1])),
            "left" => Value.String(Part(0, Whole(arguments[1]))),
            "right" => Value.String(
                Whole(arguments[1]) is var count && count < 0
                    ? throw new ReferenceException(name)
                    : Part(Math.Max(0, characters.Length - count), count)
            ),
            "substring" => Value.String(
                Part(Whole(arguments[1]), arguments.Length > 2 ? Whole(arguments[2]) : 9999)
            ),
            "tointeger" => ToInteger(text),
            "tofloat" => double.TryParse(
                text,
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out double number
            )
                ? Value.Float(number)
                : Value.Null,
            _ => null,
        };
    }

    private static Value Replace(string text, string search, string replacement) =>
        search.Length == 0
            ? throw new UndecidedException("replace of nothing")
            : Value.String(text.Replace(search, replacement, StringComparison.Ordinal));

    private static Value Split(string text, string delimiter) =>
        delimiter.Length == 0
            ? throw new UndecidedException("split by nothing")
            : Value.List([.. text.Split(delimiter, StringSplitOptions.None).Select(Value.String)]);

    private static Value ToInteger(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long i)
            ? Value.Integer(i)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double d)
            ? throw new UndecidedException($"toInteger {d}")
        : Value.Null;

    private static Value? OfMoments(string name, Value[] arguments) =>
        name switch
        {
            "date" => TemporalValues.DateOf(arguments[0]),
            "date.truncate" => TemporalValues.Truncate(Written(arguments[0]), arguments[1]),
            "duration.indays" => TemporalValues.DaysBetween(arguments[0], arguments[1]),
            "point" => arguments[0].Kind == ValueKind.Map
                ? Points.Create(arguments[0].AsMap())
                : throw new ReferenceException(name),
            "point.distance" => Points.Distance(arguments[0], arguments[1]),
            "point.withinbbox" => Points.IsWithin(arguments[0], arguments[1], arguments[2]),
            _ => null,
        };

    private static Value? OfNumbers(string name, Value[] arguments)
    {
        var value = arguments.FirstOrDefault();
        if (!value.IsNumber)
        {
            return name is "abs" or "sign" or "ceil" or "floor" or "round" or "sqrt"
                ? throw new ReferenceException(name)
                : null;
        }
        double number = value.AsNumber();
        bool isInteger = value.Kind == ValueKind.Integer;
        return name switch
        {
            "abs" when isInteger => value.AsInteger() == long.MinValue
                ? throw new ReferenceException(name)
                : Value.Integer(Math.Abs(value.AsInteger())),
            "abs" => Value.Float(Math.Abs(number)),
            "sign" => Value.Integer(double.IsNaN(number) ? 0 : Math.Sign(number)),
            "ceil" => Value.Float(Math.Ceiling(number)),
            "floor" => Value.Float(Math.Floor(number)),
            "round" when arguments.Length == 1 => Value.Float(
                Math.Abs(number) < 1e15 ? Math.Floor(number + 0.5) : number
            ),
            "sqrt" => Value.Float(Math.Sqrt(number)),
            "isnan" => Value.Boolean(double.IsNaN(number)),
            "tofloat" => Value.Float(number),
            "tointeger" when isInteger => value,
            "tointeger" => Math.Abs(number) < 1e15
                ? Value.Integer((long)Math.Truncate(number))
                : throw new UndecidedException("toInteger of a large float"),
            _ => null,
        };
    }
}
