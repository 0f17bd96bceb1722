using Quiver.Cli.Shell.Terminal;

namespace Quiver.Cli.Shell;

/// <summary>The shell in the hands of a person: prompt, line editing, history; Ctrl-C stops the query that runs or clears the line, Ctrl-D leaves.</summary>
/// <param name="client">The connection.</param>
/// <param name="session">What is typed goes there.</param>
/// <param name="terminal">Where it is typed.</param>
/// <param name="history">What was typed before.</param>
/// <param name="user">Who types; null for anybody.</param>
internal sealed class InteractiveShell(
    BoltClient client,
    ShellSession session,
    ITerminal terminal,
    ShellHistory history,
    string? user
)
{
    private static readonly TimeSpan KeyInterval = TimeSpan.FromMilliseconds(30);

    private static readonly IReadOnlyList<string> Words =
    [
        .. (
            "ALTER AND ACCESS ALIAS ALL AS ASCENDING BY CALL CASE CONSTRAINT CONTAINS CREATE DATABASE DATABASES DELETE DESCENDING DETACH DISTINCT DROP ELSE END ENDS EXISTS EXPLAIN "
            + "FOR FOREACH GRANT IF IN INDEX INDEXES IS LIMIT LOAD MATCH MERGE NOT NULL ON OPTIONAL OR ORDER PASSWORD PROFILE READ REMOVE REQUIRE RETURN ROLE SET SHOW SKIP START STARTS STOP "
            + "THEN UNION UNIQUE UNWIND USE USER USERS WAIT WHEN WHERE WITH WRITE XOR YIELD"
        ).Split(' '),
    ];

    // The lines of the statement that is being typed.
    private readonly List<string> _typed = [];

    /// <summary>Works until its user leaves.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        string own = await HomeAsync(stop);
        var editor = new LineEditor(terminal, history, Complete);
        while (!session.IsOver && !stop.IsCancellationRequested)
        {
            var (end, line) = editor.Read(Prompt(own));
            if (end == LineEnd.Closed)
            {
                return;
            }
            if (end == LineEnd.Cancelled)
            {
                session.Forget();
                Remember();
                continue;
            }
            _typed.Add(line);
            await TakeAsync(line, stop);
            if (!session.IsWithinStatement)
            {
                Remember();
            }
        }
    }

    private void Remember()
    {
        history.Add(_typed);
        _typed.Clear();
    }

    private string Prompt(string own)
    {
        string name = session.Database ?? own;
        string whole =
            $"{(user is null ? "" : user + "@")}{name}{(client.IsInTransaction ? '#' : '>')} ";
        return session.IsWithinStatement ? new string(' ', whole.Length) : whole;
    }

    private static IReadOnlyList<string> Complete(string word)
    {
        var words = word[0] == ':' ? ShellSession.Commands.Select(static c => c.Name) : Words;
        return [.. words.Where(w => w.StartsWith(word, StringComparison.OrdinalIgnoreCase))];
    }

    private async Task TakeAsync(string line, CancellationToken stop)
    {
        var running = session.TakeLineAsync(line);
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(KeyInterval, stop));
            if (!running.IsCompleted && terminal.WasInterrupted())
            {
                await client.InterruptAsync(stop);
            }
        }
        try
        {
            await running;
        }
        catch (ServerFailure failure)
        {
            terminal.Write($"{failure.Message}\r\n({failure.Code})\r\n".ReplaceLineEndings("\r\n"));
        }
        catch (CommandException error) when (error.ExitCode == ExitCode.Usage)
        {
            terminal.Write($"{error.Message}\r\n");
        }
        catch (IOException error)
            when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            terminal.Write($"{error.Message}\r\n");
        }
    }

    /// <summary>The name of the database that the user gets without naming one.</summary>
    private async Task<string> HomeAsync(CancellationToken stop)
    {
        string name = "";
        try
        {
            await client.RunAsync(
                new ShellQuery(
                    "SHOW HOME DATABASE YIELD name",
                    Database: null,
                    new Dictionary<string, object?>(StringComparer.Ordinal)
                ),
                static _ => { },
                row => name = row[0] as string ?? "",
                stop
            );
        }
        catch (ServerFailure)
        {
            // A user who must change the password first, or another product's server: the prompt has no name.
        }
        return name;
    }
}
