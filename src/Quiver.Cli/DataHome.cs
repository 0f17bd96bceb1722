using Quiver.Cli.CommandLine;

namespace Quiver.Cli;

/// <summary>Where the data lives.</summary>
internal static class DataHome
{
    /// <summary>The folder that <c>--home</c> or QUIVER_HOME names, else ./data; absolute.</summary>
    public static string Of(ParsedArguments arguments, CommandContext context) =>
        Path.GetFullPath(
            arguments.Last("--home")
                ?? (context.Environment("QUIVER_HOME") is { Length: > 0 } home ? home : "data")
        );
}
