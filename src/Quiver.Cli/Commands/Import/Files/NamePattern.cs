using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace Quiver.Cli.Commands.Import.Files;

/// <summary>A pattern for the names of files in a folder. Matching takes time in proportion to the name, whatever the pattern.</summary>
internal sealed class NamePattern
{
    private const int MaxLength = 1024;
    private const RegexOptions Options =
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    private readonly PlainPattern? _plain;
    private readonly Regex? _regex;

    private NamePattern(PlainPattern plain) => _plain = plain;

    private NamePattern(Regex regex) => _regex = regex;

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="style">What it is written in.</param>
    /// <param name="pattern">The result.</param>
    /// <param name="problem">Why it is none, as the end of a sentence that begins with the pattern.</param>
    public static bool TryParse(
        string text,
        PathPatternStyle style,
        [NotNullWhen(true)] out NamePattern? pattern,
        [NotNullWhen(false)] out string? problem
    )
    {
        pattern = null;
        if (text.Length > MaxLength)
        {
            problem = $"has {text.Length} characters; {MaxLength} is the most of a pattern";
            return false;
        }
        bool isGlob = style == PathPatternStyle.Glob;
        string expression = isGlob ? TranslateGlob(text) : text;
        if (PlainPattern.TryParse(expression, isGlob, out var plain))
        {
            pattern = new NamePattern(plain);
            problem = null;
            return true;
        }
        try
        {
            // Alone first: "a)|(b" would be fine inside parentheses and mean something else. Only its grammar is looked at, without the costly automaton.
            _ = new Regex(expression, RegexOptions.CultureInvariant, LongestMatch);
            string any = isGlob ? "s" : "";
            pattern = new NamePattern(
                new Regex($@"\A(?{any}:{expression})\z", Options, LongestMatch)
            );
            problem = null;
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            problem =
                e is NotSupportedException
                    ? "uses a part of regular expressions that is not supported (back references and looking around)"
                    : "is no regular expression";
            return false;
        }
    }

    /// <summary>Whether the whole name matches.</summary>
    public bool Matches(string name)
    {
        if (_plain is not null)
        {
            return _plain.Matches(name);
        }
        try
        {
            return _regex!.IsMatch(name);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    /// <summary>The glob as a regular expression in which a dot stands for everything.</summary>
    private static string TranslateGlob(string glob)
    {
        var regex = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < glob.Length; i++)
        {
            char c = glob[i];
            switch (c)
            {
                case '*':
                    regex.Append(".*");
                    break;
                case '?':
                    regex.Append('.');
                    break;
                case '[' when glob.IndexOf(']', i + 1) is var end and > 0:
                    AppendClass(regex, glob.AsSpan(i + 1, end - i - 1));
                    i = end;
                    break;
                case '{' when glob.IndexOf('}', i) > 0:
                    regex.Append("(?:");
                    depth++;
                    break;
                case '}' when depth > 0:
                    regex.Append(')');
                    depth--;
                    break;
                case ',' when depth > 0:
                    regex.Append('|');
                    break;
                case '\\' when i + 1 < glob.Length:
                    regex.Append(Regex.Escape(glob[++i].ToString()));
                    break;
                default:
                    regex.Append(Regex.Escape(c.ToString()));
                    break;
            }
        }
        return regex.ToString();
    }

    private static void AppendClass(StringBuilder regex, ReadOnlySpan<char> members)
    {
        regex.Append('[');
        if (members.Length > 1 && members[0] is '!' or '^')
        {
            regex.Append('^');
            members = members[1..];
        }
        foreach (char c in members)
        {
            regex.Append(c is '\\' or '[' or '^' ? $"\\{c}" : c);
        }
        regex.Append(']');
    }
}
