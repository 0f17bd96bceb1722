namespace Quiver.Cli.CommandLine;

/// <summary>Understands option names whose dashes a word processor or web page has turned into typographic ones: <c>–nodes</c>, <c>—nodes</c>, <c>–-nodes</c>.</summary>
internal static class PastedDashes
{
    /// <summary>The argument with its leading dashes as they were meant; an argument without typographic dashes as it is.</summary>
    /// <remarks>A dash before a digit or sign is left: it belongs to a value.</remarks>
    public static string Straighten(string argument)
    {
        int dashes = 0;
        bool isPasted = false;
        while (dashes < argument.Length && IsDash(argument[dashes]))
        {
            isPasted |= argument[dashes] != '-';
            dashes++;
        }
        if (!isPasted)
        {
            return argument;
        }
        string name = argument[dashes..];
        return name.Length switch
        {
            0 => dashes > 1 || argument[0] == '\u2014' ? "--" : argument,
            _ when !char.IsAsciiLetter(name[0]) => argument,
            1 => "-" + name,
            _ => "--" + name,
        };
    }

    /// <summary>Whether an argument begins an option, however its dashes look.</summary>
    public static bool BeginsOption(string argument) => Straighten(argument).StartsWith('-');

    private static bool IsDash(char c) =>
        c is '-' or (>= '\u2010' and <= '\u2015') or '\u2212' or '\uFE58' or '\uFE63' or '\uFF0D';
}
