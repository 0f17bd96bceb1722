using System.Globalization;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Model.Json;

/// <summary>
/// A path into a JSON value: <c>$.items[*].name</c>, <c>$['a b'][0]</c>, <c>$..id</c>, <c>$.list[1:3]</c>, <c>$.list[0,2]</c>. Filters and functions are
/// refused. A path that may find several values gives a list.
/// </summary>
public sealed class JsonPath
{
    private const int MaxSteps = 100;

    private readonly string _text;
    private readonly List<Step> _steps = [];
    private int _at;
    private bool _isIndefinite;

    private JsonPath(string text) => _text = text;

    private delegate void Step(Value value, List<Value> found);

    /// <summary>Reads a path; the leading <c>$</c> may be missing.</summary>
    /// <exception cref="CypherException">It is no path, or one of a kind that is not known.</exception>
    public static JsonPath Parse(string text)
    {
        var path = new JsonPath(text);
        path.ReadSteps();
        return path;
    }

    /// <summary>What the path finds: a value, a list where it may be several, or null for nothing.</summary>
    public Value Find(Value root)
    {
        var values = new List<Value> { root };
        foreach (var step in _steps)
        {
            var found = new List<Value>();
            foreach (var value in values)
            {
                step(value, found);
            }
            values = found;
        }
        return _isIndefinite ? Value.List([.. values])
            : values.Count == 0 ? Value.Null
            : values[0];
    }

    private void ReadSteps()
    {
        if (_text.StartsWith('$'))
        {
            _at = 1;
        }
        else if (_text.Length > 0 && _text[0] is not ('.' or '['))
        {
            ReadName();
        }
        while (_at < _text.Length)
        {
            if (_steps.Count == MaxSteps)
            {
                throw Wrong("it has too many steps");
            }
            char c = _text[_at];
            if (c == '.' && Peek(1) == '.')
            {
                _at += 2;
                _isIndefinite = true;
                _steps.Add(Descend);
                if (Peek(0) != '[')
                {
                    ReadName();
                }
            }
            else if (c == '.')
            {
                _at++;
                ReadName();
            }
            else if (c == '[')
            {
                _at++;
                ReadBracket();
            }
            else
            {
                throw Wrong($"'{c}' at character {_at + 1} is not expected");
            }
        }
    }

    private char Peek(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private void ReadName()
    {
        if (Peek(0) == '*')
        {
            _at++;
            AddAll();
            return;
        }
        int start = _at;
        while (_at < _text.Length && _text[_at] is not ('.' or '[' or '('))
        {
            _at++;
        }
        if (Peek(0) == '(')
        {
            throw Wrong("functions are not supported");
        }
        string name = _text[start.._at];
        if (name.Length == 0)
        {
            throw Wrong($"a name is missing at character {start + 1}");
        }
        _steps.Add((value, found) => Child(value, name, found));
    }

    private void ReadBracket()
    {
        int close = CloseOf(_at);
        string inside = _text[_at..close].Trim();
        _at = close + 1;
        if (inside == "*")
        {
            AddAll();
        }
        else if (inside.StartsWith('?') || inside.StartsWith('('))
        {
            throw Wrong("filters are not supported; filter with WHERE");
        }
        else if (inside.Contains(':', StringComparison.Ordinal) && inside[0] is not ('\'' or '"'))
        {
            AddSlice(inside);
        }
        else
        {
            AddUnion(inside);
        }
    }

    private int CloseOf(int start)
    {
        char quote = '\0';
        for (int i = start; i < _text.Length; i++)
        {
            char c = _text[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '\'' or '"')
            {
                quote = c;
            }
            else if (c == ']')
            {
                return i;
            }
        }
        throw Wrong("a bracket is not closed");
    }

    private void AddAll()
    {
        _isIndefinite = true;
        _steps.Add(
            static (value, found) =>
            {
                if (value.Kind == ValueKind.List)
                {
                    found.AddRange(value.AsList().AsSpan());
                }
                else if (value.Kind == ValueKind.Map)
                {
                    found.AddRange(value.AsMap().Values);
                }
            }
        );
    }

    private void AddSlice(string text)
    {
        string[] bounds = text.Split(':');
        if (bounds.Length != 2)
        {
            throw Wrong($"'{text}' is no slice");
        }
        int? from = bounds[0].Trim().Length == 0 ? null : Number(bounds[0]);
        int? to = bounds[1].Trim().Length == 0 ? null : Number(bounds[1]);
        _isIndefinite = true;
        _steps.Add(
            (value, found) =>
            {
                if (value.Kind != ValueKind.List)
                {
                    return;
                }
                var list = value.AsList();
                int start = Bound(from ?? 0, list.Count);
                int end = Bound(to ?? list.Count, list.Count);
                for (int i = start; i < end; i++)
                {
                    found.Add(list[i]);
                }
            }
        );
    }

    private void AddUnion(string text)
    {
        var parts = new List<Step>();
        foreach (string part in text.Split(','))
        {
            string trimmed = part.Trim();
            if (trimmed.Length >= 2 && trimmed[0] is '\'' or '"' && trimmed[^1] == trimmed[0])
            {
                string name = trimmed[1..^1];
                parts.Add((value, found) => Child(value, name, found));
            }
            else
            {
                int index = Number(trimmed);
                parts.Add((value, found) => Element(value, index, found));
            }
        }
        _isIndefinite |= parts.Count > 1;
        _steps.Add(
            (value, found) =>
            {
                foreach (var part in parts)
                {
                    part(value, found);
                }
            }
        );
    }

    private int Number(string text) =>
        int.TryParse(
            text.Trim(),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out int number
        )
            ? number
            : throw Wrong($"'{text}' is neither a number nor a name in quotes");

    private static int Bound(int number, int count) =>
        Math.Clamp(number < 0 ? number + count : number, 0, count);

    private static void Child(Value value, string name, List<Value> found)
    {
        if (value.Kind == ValueKind.Map && value.AsMap().TryGetValue(name, out var child))
        {
            found.Add(child);
        }
    }

    private static void Element(Value value, int index, List<Value> found)
    {
        if (value.Kind != ValueKind.List)
        {
            return;
        }
        var list = value.AsList();
        int at = index < 0 ? index + list.Count : index;
        if (at >= 0 && at < list.Count)
        {
            found.Add(list[at]);
        }
    }

    // The value itself and all below it, in the order of the document. The depth of a document is bounded where it is read.
    private static void Descend(Value value, List<Value> found)
    {
        found.Add(value);
        if (value.Kind == ValueKind.List)
        {
            foreach (ref readonly var element in value.AsList().AsSpan())
            {
                Descend(element, found);
            }
        }
        else if (value.Kind == ValueKind.Map)
        {
            foreach (ref readonly var entry in value.AsMap().AsSpan())
            {
                Descend(entry.Value, found);
            }
        }
    }

    private CypherException Wrong(string why) =>
        new(StatusCodes.ProcedureCallFailed, $"The path '{_text}' cannot be read: {why}");
}
