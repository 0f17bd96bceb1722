using Quiver.Cli.CommandLine;
using Quiver.Import;

namespace Quiver.Cli.Commands.Import;

/// <summary>Reads the values of options one after the other, and collects what is wrong instead of stopping at it.</summary>
/// <param name="arguments">The command line.</param>
internal sealed class OptionReader(ParsedArguments arguments)
{
    /// <summary>What is wrong up to now.</summary>
    public List<ImportProblem> Problems { get; } = [];

    /// <summary>Whether files cannot be looked into, because it is not known how.</summary>
    public bool HidesHeaders { get; private set; }

    /// <summary>A switch.</summary>
    public bool Switch(string option, bool fallback = false) =>
        Try(() => arguments.Switch(option, fallback), fallback, hidesHeaders: false);

    /// <summary>A whole number.</summary>
    public long Integer(string option, long fallback, long minimum, long maximum) =>
        Try(() => arguments.Integer(option, fallback, minimum, maximum), fallback, false);

    /// <summary>A value that is read by a function; the fallback when the option is absent.</summary>
    public T Value<T>(string option, T fallback, Func<string, T> read) =>
        Try(() => arguments.Last(option) is { } text ? read(text) : fallback, fallback, false);

    /// <summary>A value on which it depends how files are read.</summary>
    public T Dialect<T>(string option, T fallback, Func<string, T> read) =>
        Try(() => arguments.Last(option) is { } text ? read(text) : fallback, fallback, true);

    /// <summary>Runs a check.</summary>
    public void Check(Action check) =>
        Try(
            () =>
            {
                check();
                return true;
            },
            false,
            hidesHeaders: false
        );

    private T Try<T>(Func<T> read, T fallback, bool hidesHeaders)
    {
        try
        {
            return read();
        }
        catch (CommandException e)
        {
            Problems.Add(new ImportProblem((ImportErrorKind)e.ExitCode, e.Message));
            HidesHeaders |= hidesHeaders;
            return fallback;
        }
    }
}
