using Quiver.Cli.CommandLine;
using Quiver.Import;

namespace Quiver.Cli.Commands.Import;

/// <summary>Reads the values of options one after the other, and collects what is wrong instead of stopping at it.</summary>
/// <param name="arguments">The command line.</param>
internal sealed class OptionReader(ParsedArguments arguments)
{
    /// <summary>What is wrong up to now.</summary>
    public List<ImportProblem> Problems { get; } = [];

    /// <summary>A switch.</summary>
    public bool Switch(string option, bool fallback = false) =>
        Try(() => arguments.Switch(option, fallback), fallback);

    /// <summary>A whole number.</summary>
    public long Integer(string option, long fallback, long minimum, long maximum) =>
        Try(() => arguments.Integer(option, fallback, minimum, maximum), fallback);

    /// <summary>A value that is read by a function; the fallback when the option is absent.</summary>
    public T Value<T>(string option, T fallback, Func<string, T> read) =>
        Try(() => arguments.Last(option) is { } text ? read(text) : fallback, fallback);

    /// <summary>Runs a check.</summary>
    public void Check(Action check) =>
        Try(
            () =>
            {
                check();
                return true;
            },
            false
        );

    private T Try<T>(Func<T> read, T fallback)
    {
        try
        {
            return read();
        }
        catch (CommandException e)
        {
            Problems.Add(
                new ImportProblem((ImportErrorKind)e.ExitCode, e.Message, Cause: e.InnerException)
            );
            return fallback;
        }
        catch (UnauthorizedAccessException e)
        {
            Problems.Add(
                new ImportProblem(
                    ImportErrorKind.Permission,
                    ImportUsage.Denied(e.Message),
                    Cause: e
                )
            );
            return fallback;
        }
        catch (IOException e)
        {
            Problems.Add(new ImportProblem(ImportErrorKind.InputOutput, e.Message, Cause: e));
            return fallback;
        }
    }
}
