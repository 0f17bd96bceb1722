using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Quiver.Cli.Commands.Import.Files;

/// <summary>
/// A regular expression of characters, classes and repetitions in a row, as nearly all patterns of file names are: <c>part-\d+\.csv</c>, <c>node_[a-z]{2}.*</c>. Matches all of
/// a name, in time proportional to it.
/// </summary>
/// <remarks>
/// The framework's automaton understands everything, but before it has looked at the first name the runtime has compiled it for longer than a small import takes.
/// What is not understood here goes there.
/// </remarks>
internal sealed class PlainPattern
{
    /// <summary>Steps that a set of bits holds beside the end.</summary>
    private const int MaxSteps = 63;

    private const string Special = @"\*+?|{}[]()^$.";

    /// <summary>Everything but a line feed.</summary>
    private const string AnyInLine = "\0\t\v\uFFFF";

    private const string Any = "\0\uFFFF";

    private readonly List<Step> _steps = [];
    private ulong _optional;

    private PlainPattern() { }

    /// <summary>Reads a pattern; false when it has more than characters, classes and repetitions.</summary>
    /// <param name="expression">The regular expression.</param>
    /// <param name="dotIsAny">Whether a dot stands for a line feed, too.</param>
    /// <param name="pattern">The result.</param>
    public static bool TryParse(
        string expression,
        bool dotIsAny,
        [NotNullWhen(true)] out PlainPattern? pattern
    )
    {
        var result = new PlainPattern();
        int at = 0;
        bool isPlain = true;
        while (isPlain && at < expression.Length)
        {
            isPlain =
                TryReadSet(expression, ref at, dotIsAny, out var set)
                && TryReadRepetition(expression, ref at, out int least, out int? most)
                && result.TryAdd(set, least, most);
        }
        pattern = isPlain ? result : null;
        return isPlain;
    }

    /// <summary>Whether the whole name matches.</summary>
    public bool Matches(string name)
    {
        // Bit i: what comes next may be for step i.
        ulong states = WithSkipped(1);
        foreach (char c in name)
        {
            ulong next = 0;
            for (ulong rest = states; rest != 0; rest &= rest - 1)
            {
                int step = BitOperations.TrailingZeroCount(rest);
                if (step < _steps.Count && _steps[step].Contains(c))
                {
                    next |= (_steps[step].Repeats ? 3UL : 2UL) << step;
                }
            }
            states = WithSkipped(next);
        }
        return (states >> _steps.Count & 1) != 0;
    }

    private ulong WithSkipped(ulong states)
    {
        ulong before;
        do
        {
            before = states;
            states |= (states & _optional) << 1;
        } while (states != before);
        return states;
    }

    private bool TryAdd(Step set, int least, int? most)
    {
        int count = Math.Max(1, most ?? least);
        if (most == 0 || count > MaxSteps - _steps.Count)
        {
            return false;
        }
        for (int i = 0; i < count; i++)
        {
            if (i >= least)
            {
                _optional |= 1UL << _steps.Count;
            }
            _steps.Add(set with { Repeats = most is null && i == count - 1 });
        }
        return true;
    }

    /// <summary>Reads what one character may be.</summary>
    private static bool TryReadSet(string text, ref int at, bool dotIsAny, out Step set)
    {
        char c = text[at++];
        set = new Step($"{c}{c}", HasDigits: false, Repeats: false);
        switch (c)
        {
            case '.':
                set = set with { Ranges = dotIsAny ? Any : AnyInLine };
                return true;
            case '[':
                return TryReadClass(text, ref at, out set);
            case '\\':
                return TryReadEscaped(text, ref at, out set);
            default:
                return !Special.Contains(c, StringComparison.Ordinal);
        }
    }

    private static bool TryReadEscaped(string text, ref int at, out Step set)
    {
        char c = at < text.Length ? text[at++] : 'x';
        bool isDigits = c == 'd';
        set = new Step(isDigits ? "" : $"{c}{c}", isDigits, Repeats: false);
        return isDigits || char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) && c != '_';
    }

    /// <summary>Reads the rest of a class of letters, digits, underscores, their ranges, and <c>\d</c>.</summary>
    private static bool TryReadClass(string text, ref int at, out Step set)
    {
        string ranges = "";
        bool hasDigits = false;
        bool isPlain = true;
        while (isPlain && at < text.Length && text[at] != ']')
        {
            if (text.AsSpan(at).StartsWith(@"\d"))
            {
                hasDigits = true;
                at += 2;
                continue;
            }
            char low = text[at++];
            char high = low;
            if (at + 1 < text.Length && text[at] == '-')
            {
                high = text[at + 1];
                at += 2;
            }
            isPlain = IsMember(low) && IsMember(high) && low <= high;
            ranges += $"{low}{high}";
        }
        set = new Step(ranges, hasDigits, Repeats: false);
        isPlain &= at < text.Length && (hasDigits || ranges.Length > 0);
        at++;
        return isPlain;
    }

    private static bool IsMember(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    /// <summary>Reads how often it may stand there: once, when nothing is said.</summary>
    private static bool TryReadRepetition(string text, ref int at, out int least, out int? most)
    {
        char sign = at < text.Length ? text[at] : ' ';
        (least, most) = sign switch
        {
            '*' => (0, null),
            '+' => (1, null),
            '?' => (0, 1),
            _ => (1, (int?)1),
        };
        if (sign == '{')
        {
            int end = text.IndexOf('}', at);
            if (end < 0 || !TryReadBounds(text.AsSpan(at + 1, end - at - 1), out least, out most))
            {
                return false;
            }
            at = end;
        }
        bool isRepeated = sign is '*' or '+' or '?' or '{';
        at += isRepeated ? 1 : 0;
        // Whether as few as possible are tried first does not matter where all of a name must match.
        at += isRepeated && at < text.Length && text[at] == '?' ? 1 : 0;
        return true;
    }

    private static bool TryReadBounds(ReadOnlySpan<char> text, out int least, out int? most)
    {
        int comma = text.IndexOf(',');
        most = null;
        bool isNumber = TryReadNumber(comma < 0 ? text : text[..comma], out least);
        if (comma < 0)
        {
            most = least;
        }
        else if (comma < text.Length - 1)
        {
            isNumber &= TryReadNumber(text[(comma + 1)..], out int bound) && bound >= least;
            most = bound;
        }
        return isNumber;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    /// <summary>What one character may be.</summary>
    /// <param name="Ranges">Pairs of the first and the last character of a range.</param>
    /// <param name="HasDigits">Whether digits of all scripts belong to it.</param>
    /// <param name="Repeats">Whether it may stand there any number of times more.</param>
    private readonly record struct Step(string Ranges, bool HasDigits, bool Repeats)
    {
        public bool Contains(char c)
        {
            bool isIn = HasDigits && char.IsDigit(c);
            for (int i = 0; !isIn && i < Ranges.Length; i += 2)
            {
                isIn = c >= Ranges[i] && c <= Ranges[i + 1];
            }
            return isIn;
        }
    }
}
