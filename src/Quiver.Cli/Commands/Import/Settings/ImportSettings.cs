using Quiver.Cli.CommandLine;

namespace Quiver.Cli.Commands.Import.Settings;

/// <summary>The configuration files that an import looks into, in the order in which they win.</summary>
internal sealed class ImportSettings
{
    /// <summary>The files of the configuration folder; an earlier one wins.</summary>
    private static readonly string[] Names =
    [
        "neo4j-admin-database-import.conf",
        "neo4j-admin.conf",
        "quiver.conf",
        "neo4j.conf",
    ];

    private readonly string _home;
    private readonly bool _expandsCommands;
    private readonly CancellationToken _stop;
    private readonly List<SettingsFile> _files = [];

    private ImportSettings(string home, bool expandsCommands, CancellationToken stop)
    {
        _home = home;
        _expandsCommands = expandsCommands;
        _stop = stop;
        DataDirectory = home;
        LogsDirectory = Path.Join(home, "logs");
    }

    /// <summary>The paths of the files that were read.</summary>
    public IEnumerable<string> Files => _files.Select(file => file.Path);

    /// <summary>Whether nothing is wrong with the files and with what they say; else some of it stands for what is meant by default.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>What to say of keys that do nothing here, a sentence for each file.</summary>
    public IEnumerable<string> Notes =>
        from file in _files
        let keys = string.Join(", ", file.KeysWithoutEffect)
        where keys.Length > 0
        select $"Note: {file.Path}: {keys} has no effect here.";

    /// <summary>The time zone of temporal values that name none; null when it is not set.</summary>
    public string? TimeZone { get; private set; }

    /// <summary>The folder whose databases the new one is among: the data directory that is set, else the home.</summary>
    public string DataDirectory { get; private set; }

    /// <summary>Where the data directory is set; null when it is not.</summary>
    public string? DataDirectoryPlace =>
        Find("server.directories.data", "dbms.directories.data")?.Place;

    /// <summary>Where logs go.</summary>
    public string LogsDirectory { get; private set; }

    /// <summary>What relative folders are inside of.</summary>
    private string Base =>
        Value("server.directories.neo4j_home", "dbms.directories.neo4j_home") ?? _home;

    /// <summary>Reads the files that there are: <c>--additional-config</c>, which must be there, and those of <c>$NEO4J_CONF</c>, or the home's conf folder.</summary>
    /// <param name="reader">Gets what is wrong.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="context">The world.</param>
    public static ImportSettings Read(
        OptionReader reader,
        ParsedArguments arguments,
        CommandContext context
    )
    {
        int problems = reader.Problems.Count;
        var settings = new ImportSettings(
            DataHome.Of(arguments, context),
            reader.Switch("--expand-commands"),
            context.Stop
        );
        foreach (string path in FindFiles(arguments, context))
        {
            reader.Check(() => settings._files.Add(SettingsFile.Read(context.FileSystem, path)));
        }
        reader.Check(() => settings.TimeZone = settings.Value("db.temporal.timezone"));
        reader.Check(() =>
            settings.DataDirectory =
                settings.Directory("server.directories.data", "dbms.directories.data")
                ?? settings.DataDirectory
        );
        reader.Check(() =>
            settings.LogsDirectory =
                settings.Directory("server.directories.logs", "dbms.directories.logs")
                ?? settings.LogsDirectory
        );
        settings.IsWhole = reader.Problems.Count == problems;
        return settings;
    }

    private static IEnumerable<string> FindFiles(ParsedArguments arguments, CommandContext context)
    {
        if (arguments.Last("--additional-config") is { } additional)
        {
            yield return Path.GetFullPath(additional);
        }
        string folder = context.Environment("NEO4J_CONF") is { Length: > 0 } conf
            ? conf
            : Path.Join(DataHome.Of(arguments, context), "conf");
        foreach (string name in Names)
        {
            string path = Path.GetFullPath(Path.Join(folder, name));
            if (context.FileSystem.FileExists(path))
            {
                yield return path;
            }
        }
    }

    /// <summary>A folder; a relative one is inside the home.</summary>
    private string? Directory(params ReadOnlySpan<string> keys) =>
        Value(keys) is { } path ? Path.GetFullPath(Path.Combine(Base, path)) : null;

    private string? Value(params ReadOnlySpan<string> keys)
    {
        if (Find(keys) is not { } setting)
        {
            return null;
        }
        if (!CommandValue.Is(setting.Value))
        {
            return setting.Value;
        }
        return _expandsCommands
            ? CommandValue.Run(setting, _stop)
            : throw UsageErrors.Invalid(
                $"{setting.Place}: '{setting.Key}' takes its value from a command, {setting.Value}, which runs only with --expand-commands."
            );
    }

    /// <summary>The setting of the first file that has one of the keys; in one file an earlier key wins.</summary>
    private Setting? Find(params ReadOnlySpan<string> keys)
    {
        foreach (var file in _files)
        {
            foreach (string key in keys)
            {
                if (file.Find(key) is { } setting)
                {
                    return setting;
                }
            }
        }
        return null;
    }
}
