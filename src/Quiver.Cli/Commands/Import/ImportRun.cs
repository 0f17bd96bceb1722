using Quiver.Cli.Progress;
using Quiver.Import;

namespace Quiver.Cli.Commands.Import;

/// <summary>What full and incremental imports do alike: the notes on the command line, then the work under a live display, which says how it ended.</summary>
internal static class ImportRun
{
    /// <summary>Runs an import. Its display is to be finished when it returns.</summary>
    /// <param name="context">The command's surroundings.</param>
    /// <param name="options">What is imported.</param>
    /// <param name="notes">What there is to be said of the command line.</param>
    /// <param name="run">Does the work.</param>
    /// <param name="finish">Says what came of it.</param>
    public static async Task RunAsync<TResult>(
        CommandContext context,
        ImportOptions options,
        IEnumerable<string> notes,
        Func<ProgressDisplay, TResult> run,
        Action<ProgressDisplay, TResult> finish
    )
    {
        foreach (string note in notes)
        {
            await context.Error.WriteLineAsync(note);
        }
        using var display = new ProgressDisplay(
            context.Output,
            context.Error,
            context.ErrorIsTerminal,
            options.Verbose
        );
        TResult result;
        try
        {
            result = run(display);
        }
        catch (OperationCanceledException)
        {
            display.Stop();
            throw;
        }
        catch
        {
            display.Fail();
            throw;
        }
        finish(display, result);
    }
}
