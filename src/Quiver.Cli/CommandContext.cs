using Quiver.Foundation;
using Quiver.Foundation.IO;

namespace Quiver.Cli;

/// <summary>The world that a command works in: streams, environment, folder. Tests give another one.</summary>
internal sealed record CommandContext
{
    /// <summary>Results.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Messages, warnings and progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Input of the shell.</summary>
    public required TextReader Input { get; init; }

    /// <summary>Whether <see cref="Error"/> is a terminal: only then a live display and colours.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Whether <see cref="Input"/> is a person typing.</summary>
    public bool InputIsTerminal { get; init; }

    /// <summary>An environment variable's value, or null.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>The files that arguments stood in.</summary>
    public ICollection<string> ArgumentFiles { get; init; } = [];

    /// <summary>The file system.</summary>
    public IFileSystem FileSystem { get; init; } = PosixFileSystem.Instance;

    /// <summary>The time.</summary>
    public IClock Clock { get; init; } = SystemClock.Instance;

    /// <summary>Set when the user presses Ctrl-C or the process is asked to end.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>The process's own world; Ctrl-C and SIGTERM set <see cref="Stop"/>.</summary>
    public static CommandContext ForProcess() =>
        new()
        {
            Output = Console.Out,
            Error = Console.Error,
            Input = Console.In,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            InputIsTerminal = !Console.IsInputRedirected,
            Environment = System.Environment.GetEnvironmentVariable,
            Stop = StopSignals.Listen(),
        };
}
