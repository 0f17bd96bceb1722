namespace Quiver.Cli;

/// <summary>A command cannot go on; the message goes to standard error as it is.</summary>
/// <param name="exitCode">What the process returns.</param>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="inner">The cause, shown by --verbose.</param>
internal sealed class CommandException(int exitCode, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>What the process returns.</summary>
    public int ExitCode { get; } = exitCode;
}
