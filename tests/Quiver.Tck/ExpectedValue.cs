using System.Globalization;
using System.Text;

namespace Quiver.Tck;

/// <summary>Reads the values in the kit's tables and writes them in one form: labels and keys in order, numbers as .NET writes them.</summary>
/// <param name="text">The cell.</param>
/// <param name="ignoresListOrder">Whether the elements of lists are put in order.</param>
internal sealed class ExpectedValue(string text, bool ignoresListOrder)
{
    private int _at;

    /// <summary>The value in its one form.</summary>
    public static string Normalize(string text, bool ignoresListOrder)
    {
        var reader = new ExpectedValue(text.Trim(), ignoresListOrder);
        string value = reader.Value();
        return reader._at == reader.Length
            ? value
            : throw new FormatException($"'{text}' is no value of the kit.");
    }

    private int Length => text.Length;

    private char Current => _at < text.Length ? text[_at] : '\0';

    private string Value()
    {
        SkipBlanks();
        switch (Current)
        {
            case '\'':
                return ValueForm.Quote(Quoted());
            case '(':
                return Node();
            case '<':
                return PathValue();
            case '{':
                return Map();
            case '[':
                return text.AsSpan(_at + 1).TrimStart().StartsWith(":") ? Relationship() : List();
            default:
                return Scalar();
        }
    }

    private string Scalar()
    {
        int start = _at;
        while (_at < text.Length && text[_at] is not (',' or ']' or '}' or ')' or ' '))
        {
            _at++;
        }
        string word = text[start.._at];
        if (
            word is "null" or "true" or "false"
            || long.TryParse(word, CultureInfo.InvariantCulture, out _)
        )
        {
            return word;
        }
        return word switch
        {
            "NaN" => ValueForm.Of(double.NaN),
            "Inf" or "Infinity" => ValueForm.Of(double.PositiveInfinity),
            "-Inf" or "-Infinity" => ValueForm.Of(double.NegativeInfinity),
            _ => ValueForm.Of(double.Parse(word, CultureInfo.InvariantCulture)),
        };
    }

    private string Quoted()
    {
        var content = new StringBuilder();
        for (_at++; Current != '\''; _at++)
        {
            if (Current == '\\')
            {
                _at++;
                content.Append(
                    Current switch
                    {
                        'n' => '\n',
                        't' => '\t',
                        'r' => '\r',
                        'b' => '\b',
                        'f' => '\f',
                        var other => other,
                    }
                );
            }
            else
            {
                content.Append(Current);
            }
        }
        _at++;
        return content.ToString();
    }

    private string List()
    {
        var elements = new List<string>();
        _at++;
        for (SkipBlanks(); Current != ']'; SkipBlanks())
        {
            elements.Add(Value());
            SkipBlanks();
            _at += Current == ',' ? 1 : 0;
        }
        _at++;
        return ValueForm.List(elements, ignoresListOrder);
    }

    private string Map()
    {
        var entries = new List<(string Key, string Value)>();
        _at++;
        for (SkipBlanks(); Current != '}'; SkipBlanks())
        {
            string key = Name();
            SkipBlanks();
            _at++;
            entries.Add((key, Value()));
            SkipBlanks();
            _at += Current == ',' ? 1 : 0;
        }
        _at++;
        return ValueForm.Map(entries);
    }

    private string Node()
    {
        var labels = new List<string>();
        string properties = "";
        _at++;
        for (SkipBlanks(); Current != ')'; SkipBlanks())
        {
            if (Current == ':')
            {
                _at++;
                labels.Add(Name());
            }
            else
            {
                properties = Map();
            }
        }
        _at++;
        return ValueForm.Node(labels, properties);
    }

    private string Relationship()
    {
        string type = "";
        string properties = "";
        _at++;
        for (SkipBlanks(); Current != ']'; SkipBlanks())
        {
            if (Current == ':')
            {
                _at++;
                type = Name();
            }
            else
            {
                properties = Map();
            }
        }
        _at++;
        return ValueForm.Relationship(type, properties);
    }

    private string PathValue()
    {
        var path = new StringBuilder("<");
        _at++;
        while (true)
        {
            path.Append(Node());
            if (Current == '>')
            {
                _at++;
                return path.Append('>').ToString();
            }
            bool isReversed = Current == '<';
            _at += isReversed ? 2 : 1;
            path.Append(isReversed ? "<-" : "-").Append(Relationship());
            path.Append(isReversed ? "-" : "->");
            _at += isReversed ? 1 : 2;
        }
    }

    private string Name()
    {
        SkipBlanks();
        if (Current == '`')
        {
            int end = text.IndexOf('`', _at + 1);
            string quoted = text[(_at + 1)..end];
            _at = end + 1;
            return quoted;
        }
        int start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
        {
            _at++;
        }
        return text[start.._at];
    }

    private void SkipBlanks()
    {
        while (_at < text.Length && text[_at] == ' ')
        {
            _at++;
        }
    }
}
