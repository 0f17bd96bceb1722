using System.Globalization;
using System.Text;

namespace Quiver.Cypher.Execution.Expressions.Text.Java;

/// <summary>Writes regular expressions of Java, which queries have, as those of .NET. What means nothing in either is left as it is, for .NET to refuse. Used once.</summary>
/// <remarks>
/// Java's own: ASCII classes (<c>\d</c>, <c>\w</c>, <c>\s</c>, <c>\p{Alpha}</c>), <c>\h</c>, <c>\v</c>, <c>\R</c>, quoted stretches, possessive quantifiers, unions and intersections of
/// classes, names of scripts and blocks, a dot that ends at every kind of line end, and characters that are code points.
/// </remarks>
/// <param name="pattern">Java's expression.</param>
/// <param name="hasPairs">Whether texts have code points of two characters: then whatever may match one takes both.</param>
internal sealed class JavaPattern(string pattern, bool hasPairs)
{
    /// <summary>A code point of two characters.</summary>
    public const string Pair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";

    private const string LineEnds = @"\n\r\u0085\u2028\u2029";
    private const string AnyLineEnd = @"(?:\r\n|[\n\x0B\f\r\u0085\u2028\u2029])";

    private readonly StringBuilder _output = new(pattern.Length + 16);
    private readonly Stack<(int Start, bool DotMatchesAll)> _groups = new();
    private bool _dotMatchesAll;
    private int _at;

    // Where in the output the expression begins that a quantifier would repeat.
    private int _atom;

    /// <summary>The expression for .NET.</summary>
    public static string Translate(string pattern, bool hasPairs) =>
        new JavaPattern(pattern, hasPairs).Translate();

    private string Translate()
    {
        while (_at < pattern.Length)
        {
            char next = pattern[_at];
            switch (next)
            {
                case '\\':
                    TranslateEscape();
                    break;
                case '[':
                    var found = new JavaClassParser(pattern, hasPairs).Parse(ref _at);
                    Append(found);
                    break;
                case '(':
                    OpenGroup();
                    break;
                case ')':
                    CloseGroup();
                    break;
                case '*' or '+' or '?' or '{':
                    TranslateQuantifier();
                    break;
                case '.':
                    _at++;
                    Append(
                        WithPairs(_dotMatchesAll ? @"[\s\S]" : $"[^{LineEnds}]", isNegative: true)
                    );
                    break;
                case '|' or '^' or '$':
                    _at++;
                    Append(next.ToString());
                    break;
                default:
                    TranslateLiteral();
                    break;
            }
        }
        return _output.ToString();
    }

    private void Append(string atom)
    {
        _atom = _output.Length;
        _output.Append(atom);
    }

    private string WithPairs(string set, bool isNegative) =>
        hasPairs && isNegative ? $"(?:{Pair}|{set})" : set;

    private void TranslateLiteral()
    {
        bool isPair = char.IsSurrogatePair(pattern, _at) && _at + 1 < pattern.Length;
        Append(isPair ? $"(?:{pattern.AsSpan(_at, 2)})" : pattern[_at].ToString());
        _at += isPair ? 2 : 1;
    }

    private void TranslateEscape()
    {
        if (_at + 1 == pattern.Length)
        {
            _at++;
            Append("\\");
            return;
        }
        char letter = pattern[_at + 1];
        switch (letter)
        {
            case 'Q':
                TranslateQuoted();
                return;
            case 'R':
                _at += 2;
                Append(AnyLineEnd);
                return;
            case 'x' when _at + 2 < pattern.Length && pattern[_at + 2] == '{':
                TranslateCodePoint();
                return;
        }
        if (JavaClasses.TryRead(pattern, ref _at, out string? items, out bool isNegative))
        {
            Append(WithPairs(isNegative ? $"[^{items}]" : $"[{items}]", isNegative));
            return;
        }
        _at += 2;
        Append($"\\{letter}");
    }

    private void TranslateQuoted()
    {
        int end = pattern.IndexOf("\\E", _at + 2, StringComparison.Ordinal);
        int behind = end < 0 ? pattern.Length : end;
        for (_at += 2; _at < behind; )
        {
            int length = char.IsSurrogatePair(pattern, _at) && _at + 1 < behind ? 2 : 1;
            string literal = System.Text.RegularExpressions.Regex.Escape(
                pattern.Substring(_at, length)
            );
            Append(length == 2 ? $"(?:{literal})" : literal);
            _at += length;
        }
        _at = end < 0 ? behind : end + 2;
    }

    private void TranslateCodePoint()
    {
        int end = pattern.IndexOf('}', _at);
        bool isNumber = int.TryParse(
            end < 0 ? "" : pattern.AsSpan(_at + 3, end - _at - 3),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out int code
        );
        if (!isNumber || !Rune.IsValid(code))
        {
            _at += 2;
            Append("\\x");
            return;
        }
        _at = end + 1;
        string text = System.Text.RegularExpressions.Regex.Escape(new Rune(code).ToString());
        Append($"(?:{text})");
    }

    /// <summary>Opens a group; of flags those are kept that .NET has.</summary>
    private void OpenGroup()
    {
        int start = _output.Length;
        bool before = _dotMatchesAll;
        _at++;
        _output.Append('(');
        if (_at < pattern.Length && pattern[_at] == '?')
        {
            int end = _at + 1;
            while (
                end < pattern.Length && (char.IsAsciiLetter(pattern[end]) || pattern[end] == '-')
            )
            {
                end++;
            }
            if (end < pattern.Length && end > _at + 1 && pattern[end] is ')' or ':')
            {
                AppendFlags(pattern.AsSpan(_at + 1, end - _at - 1));
                _at = end + 1;
                _output.Append(pattern[end]);
                if (pattern[end] == ')')
                {
                    _atom = _output.Length;
                    return;
                }
            }
            else
            {
                _output.Append('?');
                _at++;
            }
        }
        _groups.Push((start, before));
        _atom = _output.Length;
    }

    private void AppendFlags(ReadOnlySpan<char> flags)
    {
        _output.Append('?');
        bool isOn = true;
        foreach (char flag in flags)
        {
            if (flag == '-')
            {
                isOn = false;
                _output.Append('-');
            }
            else if (flag is 'i' or 'm' or 'x')
            {
                _output.Append(flag);
            }
            else if (flag == 's')
            {
                _dotMatchesAll = isOn;
            }
            else if (flag is not ('d' or 'u' or 'U'))
            {
                // Not Java's: .NET is to refuse it.
                _output.Append('!').Append(flag);
            }
        }
        if (_output[^1] == '-')
        {
            _output.Length--;
        }
        if (_output[^1] == '?')
        {
            // Flags that change nothing here; .NET wants at least one.
            _output.Append("-n");
        }
    }

    private void CloseGroup()
    {
        _at++;
        _output.Append(')');
        if (_groups.TryPop(out var group))
        {
            _atom = group.Start;
            _dotMatchesAll = group.DotMatchesAll;
        }
    }

    /// <summary>A quantifier; one that never gives back what it took becomes a group of that kind.</summary>
    private void TranslateQuantifier()
    {
        int start = _at++;
        if (pattern[start] == '{')
        {
            int end = pattern.IndexOf('}', start);
            _at = end < 0 ? pattern.Length : end + 1;
        }
        _output.Append(pattern, start, _at - start);
        if (_at < pattern.Length && pattern[_at] == '?')
        {
            _at++;
            _output.Append('?');
        }
        else if (_at < pattern.Length && pattern[_at] == '+')
        {
            _at++;
            _output.Insert(_atom, "(?>").Append(')');
        }
    }
}
