namespace Quiver.Cli.Shell;

/// <summary>What a person or script does in the shell, line by line: statements that end with semicolons, and commands that begin with a colon.</summary>
/// <param name="client">The connection.</param>
/// <param name="format">Prints results.</param>
/// <param name="context">Where to print.</param>
/// <param name="isInteractive">Whether a person types, who is told of changes and notes.</param>
internal sealed class ShellSession(
    BoltClient client,
    IResultFormat format,
    CommandContext context,
    bool isInteractive
)
{
    private const int MaxSourceDepth = 16;

    /// <summary>The commands, for help and completion.</summary>
    public static readonly IReadOnlyList<(string Name, string Text)> Commands =
    [
        (":begin", "open a transaction"),
        (":commit", "commit it"),
        (":exit", "leave; so do :quit and Ctrl-D"),
        (":help", "show this"),
        (":param", "set a parameter: :param name => 1 + 1, :param {a: 1, b: 'x'}; :param clear"),
        (":params", "show the parameters"),
        (":rollback", "roll the open transaction back"),
        (":source", "run the statements of a file"),
        (":use", "go to another database: :use name; without a name to your own"),
    ];

    private readonly StatementBuffer _buffer = new();
    private readonly Dictionary<string, object?> _parameters = new(StringComparer.Ordinal);
    private int _sourceDepth;

    /// <summary>The database; null for the user's own.</summary>
    public string? Database { get; set; }

    /// <summary>Is told of failures, after which the session goes on; null when they end the session.</summary>
    public Action<ServerFailure>? Tolerates { get; init; }

    /// <summary>Whether a statement has begun and not ended.</summary>
    public bool IsWithinStatement => !_buffer.IsEmpty;

    /// <summary>Whether <c>:exit</c> was given.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Takes a line.</summary>
    /// <exception cref="ServerFailure">A statement of it failed; the session can go on.</exception>
    public async Task TakeLineAsync(string line)
    {
        if (_buffer.IsEmpty && line.TrimStart().StartsWith(':'))
        {
            await TolerateAsync(CommandAsync(line.Trim().TrimEnd(';')));
            return;
        }
        foreach (string statement in _buffer.Add(line))
        {
            await TolerateAsync(RunAsync(statement));
        }
    }

    /// <summary>Runs what is left at the end of a script.</summary>
    public async Task FinishAsync()
    {
        foreach (string statement in _buffer.Take())
        {
            await TolerateAsync(RunAsync(statement));
        }
    }

    /// <summary>Forgets the statement that has begun.</summary>
    public void Forget() => _buffer.Take();

    /// <summary>Sets parameters from <c>name => expression</c> or a map.</summary>
    public async Task SetParametersAsync(string text)
    {
        int arrow = text.IndexOf("=>", StringComparison.Ordinal);
        bool isMap = text.StartsWith('{');
        if (!isMap && arrow <= 0)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"'{text}' sets no parameter: write name => expression, or a map {{name: expression}}."
            );
        }
        object? value = await EvaluateAsync(isMap ? text : text[(arrow + 2)..]);
        if (!isMap)
        {
            _parameters[text[..arrow].Trim().Trim('`')] = value;
            return;
        }
        foreach (var (name, element) in (IReadOnlyDictionary<string, object?>)value!)
        {
            _parameters[name] = element;
        }
    }

    private async Task TolerateAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (ServerFailure failure) when (Tolerates is not null)
        {
            Tolerates(failure);
        }
    }

    private async Task<object?> EvaluateAsync(string expression)
    {
        object? value = null;
        await client.RunAsync(
            new ShellQuery($"RETURN {expression} AS value", Database: null, _parameters),
            static _ => { },
            row => value = row[0],
            context.Stop
        );
        return value;
    }

    private async Task RunAsync(string statement)
    {
        bool hasColumns = false;
        var end = await client.RunAsync(
            new ShellQuery(statement, Database, _parameters),
            columns =>
            {
                hasColumns = columns.Count > 0;
                format.Begin(columns);
            },
            format.Row,
            context.Stop
        );
        format.End();
        if (end.Plan is { } plan)
        {
            await context.Error.WriteAsync(plan);
        }
        if (!isInteractive)
        {
            // What a command has to say stands beside the results, not among them.
            if (format is TableFormat && end.Changes is { } done)
            {
                await context.Error.WriteLineAsync(done);
            }
            foreach (string note in hasColumns ? [] : end.Notes)
            {
                await context.Error.WriteLineAsync(note);
            }
            return;
        }
        if (end.Changes is { } changes)
        {
            await context.Output.WriteLineAsync(changes);
        }
        foreach (string note in end.Notes)
        {
            await context.Output.WriteLineAsync(note);
        }
    }

    private async Task CommandAsync(string line)
    {
        int blank = line.IndexOfAny([' ', '\t']);
        string name = blank < 0 ? line : line[..blank];
        string rest = blank < 0 ? "" : line[blank..].Trim();
        switch (name)
        {
            case ":begin":
                await client.BeginAsync(Database, context.Stop);
                break;
            case ":commit":
                await client.CommitAsync(context.Stop);
                break;
            case ":rollback":
                await client.RollbackAsync(context.Stop);
                break;
            case ":use":
                await UseAsync(rest.Trim('`'));
                break;
            case ":param" when rest == "clear":
                _parameters.Clear();
                break;
            case ":param" when rest.Length > 0:
                await SetParametersAsync(rest);
                break;
            case ":param" or ":params":
                ShowParameters();
                break;
            case ":source":
                await SourceAsync(rest);
                break;
            case ":help":
                ShowHelp();
                break;
            case ":exit" or ":quit":
                IsOver = true;
                break;
            default:
                throw new CommandException(
                    ExitCode.Usage,
                    $"There is no command '{name}': ':help' lists them."
                );
        }
    }

    private async Task UseAsync(string name)
    {
        string? database = name.Length == 0 ? null : name;
        if (client.IsInTransaction)
        {
            throw new CommandException(
                ExitCode.Usage,
                "There is an open transaction: ':commit' or ':rollback' it first."
            );
        }
        if (!string.Equals(database, "system", StringComparison.OrdinalIgnoreCase))
        {
            var probe = new ShellQuery("RETURN 1", database, _parameters);
            await client.RunAsync(probe, static _ => { }, static _ => { }, context.Stop);
        }
        Database = database;
    }

    private void ShowParameters()
    {
        foreach (
            var (name, value) in _parameters.OrderBy(static p => p.Key, StringComparer.Ordinal)
        )
        {
            context.Output.WriteLine($":param {name} => {ResultText.Literal(value)}");
        }
    }

    private static string Padded(string name) => name.PadRight(12);

    private void ShowHelp()
    {
        foreach (var (name, text) in Commands)
        {
            context.Output.WriteLine($"{Padded(name)}{text}");
        }
        context.Output.WriteLine(
            "Anything else is a statement, over as many lines as it needs, and ends with a semicolon."
        );
    }

    private async Task SourceAsync(string file)
    {
        if (_sourceDepth == MaxSourceDepth)
        {
            throw new CommandException(ExitCode.Usage, $"Files source each other: '{file}'.");
        }
        _sourceDepth++;
        try
        {
            foreach (string line in await File.ReadAllLinesAsync(file, context.Stop))
            {
                await TakeLineAsync(line);
            }
            await FinishAsync();
        }
        finally
        {
            _sourceDepth--;
        }
    }
}
