using System.Globalization;
using System.Text;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Model.Tests.Temporal;

/// <summary>Evaluates the few expressions that the temporal features of the TCK are made of: literals, maps, + - * /, parts, temporal functions.</summary>
internal sealed class TckExpression(string text, IReadOnlyDictionary<string, Value> variables)
{
    private int _position;

    internal static Value Evaluate(string text, IReadOnlyDictionary<string, Value> variables)
    {
        var expression = new TckExpression(text.Trim(), variables);
        var value = expression.Comparison();
        return expression._position == expression._text.Length
            ? value
            : throw new NotSupportedException($"Not understood: {text}");
    }

    private readonly string _text = text;

    private Value Comparison()
    {
        var left = Sum();
        bool isGreater = TryTake('>', out _);
        bool isLess = !isGreater && TryTake('<', out _);
        bool isEqual = TryTake('=', out _);
        if (!isGreater && !isLess && !isEqual)
        {
            return left;
        }
        var right = Sum();
        var result = (isGreater, isLess, isEqual) switch
        {
            (true, _, true) => ValueComparability.GreaterThanOrEqual(left, right),
            (true, _, false) => ValueComparability.GreaterThan(left, right),
            (_, true, true) => ValueComparability.LessThanOrEqual(left, right),
            (_, true, false) => ValueComparability.LessThan(left, right),
            _ => ValueEquality.Compare(left, right),
        };
        return result == Ternary.Unknown ? Value.Null : Value.Boolean(result == Ternary.True);
    }

    private Value Sum()
    {
        var left = Product();
        while (TryTake('+', out bool isPlus) || TryTake('-', out isPlus))
        {
            var right = Product();
            left = Add(left, right, isPlus);
        }
        return left;
    }

    private Value Product()
    {
        var left = Primary();
        while (TryTake('*', out bool isTimes) || TryTake('/', out isTimes))
        {
            var right = Primary();
            var duration = left.AsDuration();
            bool fits =
                !isTimes || right.Kind == ValueKind.Float
                    ? isTimes
                        ? duration.TryMultiply(right.AsNumber(), out var result)
                        : duration.TryDivide(right.AsNumber(), out result)
                    : duration.TryMultiply(right.AsInteger(), out result);
            Assert.True(fits);
            left = Value.Duration(result);
        }
        return left;
    }

    private static Value Add(Value left, Value right, bool isPlus)
    {
        var duration = right.AsDuration();
        if (left.Kind == ValueKind.Duration)
        {
            var result = default(Duration);
            Assert.True(
                isPlus
                    ? left.AsDuration().TryAdd(duration, out result)
                    : left.AsDuration().TrySubtract(duration, out result)
            );
            return Value.Duration(result);
        }
        if (!isPlus)
        {
            Assert.True(duration.TryNegate(out duration));
        }
        switch (left.Kind)
        {
            case ValueKind.Date:
                Assert.True(left.AsDate().TryAdd(duration, out var date));
                return Value.Date(date);
            case ValueKind.LocalTime:
                return Value.LocalTime(left.AsLocalTime().Add(duration));
            case ValueKind.ZonedTime:
                return Value.ZonedTime(left.AsZonedTime().Add(duration));
            case ValueKind.LocalDateTime:
                Assert.True(left.AsLocalDateTime().TryAdd(duration, out var local));
                return Value.LocalDateTime(local);
            default:
                Assert.True(left.AsZonedDateTime().TryAdd(duration, out var zoned));
                return Value.ZonedDateTime(zoned);
        }
    }

    private Value Primary()
    {
        SkipSpace();
        char c = _text[_position];
        var value =
            c == '\'' ? Text()
            : c == '{' ? Map()
            : char.IsAsciiDigit(c) || c == '-' ? Number()
            : NameOrCall();
        return value;
    }

    private Value Text()
    {
        int end = _text.IndexOf('\'', _position + 1);
        var value = Value.String(_text[(_position + 1)..end]);
        _position = end + 1;
        return value;
    }

    private Value Number()
    {
        int start = _position++;
        while (
            _position < _text.Length
            && (char.IsAsciiDigit(_text[_position]) || _text[_position] == '.')
        )
        {
            _position++;
        }
        string number = _text[start.._position];
        return number.Contains('.', StringComparison.Ordinal)
            ? Value.Float(double.Parse(number, CultureInfo.InvariantCulture))
            : Value.Integer(long.Parse(number, CultureInfo.InvariantCulture));
    }

    private Value Map()
    {
        _position++;
        var entries = new List<KeyValuePair<string, Value>>();
        while (!TryTake('}', out _))
        {
            _ = TryTake(',', out _);
            string key = Name();
            Assert.True(TryTake(':', out _));
            entries.Add(new(key, Sum()));
        }
        return Value.Map(new MapValue(entries));
    }

    private Value NameOrCall()
    {
        string name = Name();
        if (TryTake('(', out _))
        {
            var arguments = new List<Value>();
            while (!TryTake(')', out _))
            {
                _ = TryTake(',', out _);
                arguments.Add(Sum());
            }
            return Call(name, arguments);
        }
        if (name is "null" or "true" or "false")
        {
            return name == "null" ? Value.Null : Value.Boolean(name == "true");
        }
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return variables[name];
        }
        bool found = TemporalComponents.TryGet(
            variables[name[..dot]],
            name[(dot + 1)..],
            out var part
        );
        return found ? part : throw new NotSupportedException(name);
    }

    private string Name()
    {
        SkipSpace();
        int start = _position;
        while (
            _position < _text.Length
            && (char.IsLetterOrDigit(_text[_position]) || _text[_position] is '.' or '_')
        )
        {
            _position++;
        }
        return _text[start.._position];
    }

    private bool TryTake(char expected, out bool isFirstOfPair)
    {
        SkipSpace();
        isFirstOfPair = expected is '+' or '*';
        if (_position < _text.Length && _text[_position] == expected)
        {
            _position++;
            return true;
        }
        return false;
    }

    private void SkipSpace()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }
    }

    internal static Value Call(string name, List<Value> arguments)
    {
        if (arguments.Exists(static argument => argument.IsNull))
        {
            return Value.Null;
        }
        switch (name)
        {
            case "duration":
                return arguments[0].Kind == ValueKind.Map
                    ? DurationBuilder.Build(arguments[0].AsMap())
                    : Parse(ValueKind.Duration, arguments[0].AsString());
            case "duration.between":
                return Value.Duration(DurationBetween.Between(arguments[0], arguments[1]));
            case "duration.inMonths":
                return Value.Duration(DurationBetween.InMonths(arguments[0], arguments[1]));
            case "duration.inDays":
                return Value.Duration(DurationBetween.InDays(arguments[0], arguments[1]));
            case "duration.inSeconds":
                return Value.Duration(DurationBetween.InSeconds(arguments[0], arguments[1]));
            case "datetime.fromepoch":
                return FromEpoch(arguments[0].AsInteger(), arguments[1].AsInteger());
            case "datetime.fromepochmillis":
                long millis = arguments[0].AsInteger();
                return FromEpoch(millis / 1000, millis % 1000 * 1_000_000);
            default:
                return CallInstant(name, arguments);
        }
    }

    internal static Value Parse(ValueKind kind, string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        TemporalProblem problem;
        bool isParsed;
        Value value;
        switch (kind)
        {
            case ValueKind.Date:
                isParsed = TemporalParser.TryParse(utf8, out LocalDate date, out problem);
                value = Value.Date(date);
                break;
            case ValueKind.LocalTime:
                isParsed = TemporalParser.TryParse(utf8, out LocalTime time, out problem);
                value = Value.LocalTime(time);
                break;
            case ValueKind.ZonedTime:
                isParsed = TemporalParser.TryParse(utf8, 0, out ZonedTime zoned, out problem);
                value = Value.ZonedTime(zoned);
                break;
            case ValueKind.LocalDateTime:
                isParsed = TemporalParser.TryParse(utf8, out LocalDateTime local, out problem);
                value = Value.LocalDateTime(local);
                break;
            case ValueKind.Duration:
                isParsed = TemporalParser.TryParse(utf8, out Duration duration, out problem);
                value = Value.Duration(duration);
                break;
            default:
                isParsed = TemporalParser.TryParse(
                    utf8,
                    TemporalZone.Utc,
                    out var dateTime,
                    out problem
                );
                value = Value.ZonedDateTime(dateTime);
                break;
        }
        Assert.True(isParsed, $"{text} as {kind}: {problem}");
        Assert.Equal(TemporalProblem.None, problem);
        return value;
    }

    private static Value FromEpoch(long second, long nanosecond)
    {
        Assert.True(
            TemporalBuilder.TryFromEpoch(second, nanosecond, TemporalZone.Utc, out var dateTime)
        );
        return Value.ZonedDateTime(dateTime);
    }

    private static Value CallInstant(string name, List<Value> arguments)
    {
        string[] parts = name.Split('.');
        var kind = parts[0] switch
        {
            "date" => ValueKind.Date,
            "localtime" => ValueKind.LocalTime,
            "time" => ValueKind.ZonedTime,
            "localdatetime" => ValueKind.LocalDateTime,
            "datetime" => ValueKind.ZonedDateTime,
            _ => throw new NotSupportedException(name),
        };
        if (parts.Length > 1)
        {
            Assert.Equal("truncate", parts[1]);
            Assert.True(TemporalTruncation.TryParseUnit(arguments[0].AsString(), out var unit));
            var overrides = arguments.Count > 2 ? arguments[2].AsMap() : MapValue.Empty;
            return TemporalBuilder.Truncate(kind, unit, arguments[1], overrides, TemporalZone.Utc);
        }
        return arguments[0].Kind switch
        {
            ValueKind.String => Parse(kind, arguments[0].AsString()),
            ValueKind.Map => TemporalBuilder.Build(kind, arguments[0].AsMap(), TemporalZone.Utc),
            _ => TemporalBuilder.Convert(kind, arguments[0], TemporalZone.Utc),
        };
    }
}
