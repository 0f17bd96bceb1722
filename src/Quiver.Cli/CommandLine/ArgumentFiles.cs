using System.Text;

namespace Quiver.Cli.CommandLine;

/// <summary>Replaces <c>@file</c> by the arguments in the file, as neo4j-admin does.</summary>
/// <remarks>
/// Arguments in a file are separated by blanks and line ends; quotes keep blanks; <c>#</c> begins a comment at the start of an argument. <c>@@x</c>
/// means <c>@x</c>; a file that does not exist leaves the argument as it is. Files may name files.
/// </remarks>
internal static class ArgumentFiles
{
    private const int MaxDepth = 10;
    private const int MaxArguments = 1_000_000;

    /// <summary>The arguments with all files replaced.</summary>
    public static IReadOnlyList<string> Expand(IEnumerable<string> arguments)
    {
        var result = new List<string>();
        Expand(arguments, result, 0);
        return result;
    }

    private static void Expand(IEnumerable<string> arguments, List<string> result, int depth)
    {
        foreach (string argument in arguments)
        {
            if (argument.StartsWith("@@", StringComparison.Ordinal))
            {
                result.Add(argument[1..]);
            }
            else if (argument.Length > 1 && argument[0] == '@' && File.Exists(argument[1..]))
            {
                if (depth == MaxDepth)
                {
                    throw UsageErrors.Invalid(
                        $"Argument files are nested deeper than {MaxDepth} levels at '{argument}'."
                    );
                }
                Expand(Split(File.ReadAllText(argument[1..])), result, depth + 1);
            }
            else
            {
                result.Add(argument);
            }
            if (result.Count > MaxArguments)
            {
                throw UsageErrors.Invalid($"There are more than {MaxArguments} arguments.");
            }
        }
    }

    private static List<string> Split(string text)
    {
        var arguments = new List<string>();
        var current = new StringBuilder();
        bool inArgument = false;
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quote != '\0')
            {
                if (c == quote)
                {
                    quote = '\0';
                }
                else
                {
                    current.Append(c);
                }
            }
            else if (char.IsWhiteSpace(c))
            {
                if (inArgument)
                {
                    arguments.Add(current.ToString());
                    current.Clear();
                    inArgument = false;
                }
            }
            else if (c == '#' && !inArgument)
            {
                int end = text.IndexOf('\n', i);
                i = end < 0 ? text.Length : end;
            }
            else
            {
                inArgument = true;
                if (c is '"' or '\'')
                {
                    quote = c;
                }
                else
                {
                    current.Append(c);
                }
            }
        }
        if (inArgument)
        {
            arguments.Add(current.ToString());
        }
        return arguments;
    }
}
