namespace Quiver.EndToEnd.Running;

/// <summary>A temporary folder with a data home in it, in which the program runs.</summary>
internal sealed class QuiverHome : IDisposable
{
    private readonly Dictionary<string, string> _environment;
    private bool _isKept;

    public QuiverHome()
    {
        Folder = Directory.CreateTempSubdirectory("quiver-e2e-").FullName;
        Data = Path.Join(Folder, "data home");
        _environment = new(StringComparer.Ordinal) { ["QUIVER_HOME"] = Data };
    }

    /// <summary>Where commands run and files lie.</summary>
    public string Folder { get; }

    /// <summary>The data home; its name has a blank so that nobody forgets the quotes.</summary>
    public string Data { get; }

    /// <summary>Writes a file into the folder.</summary>
    public string Write(string name, string text)
    {
        string path = Path.Join(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Starts the program.</summary>
    public RunningProgram Start(IEnumerable<string> arguments, string input = "") =>
        RunningProgram.Start(Repository.Quiver, arguments, Folder, _environment, input);

    /// <summary>Runs the program to its end.</summary>
    public Task<CommandResult> RunAsync(params string[] arguments) => RunAsync(arguments, "");

    /// <summary>Runs the program to its end with standard input.</summary>
    public async Task<CommandResult> RunAsync(IEnumerable<string> arguments, string input)
    {
        using var program = Start(arguments, input);
        return await program.WaitAsync();
    }

    /// <summary>Runs a shell command line in the folder, where <c>./quiver</c> is the program.</summary>
    public async Task<CommandResult> BashAsync(string script)
    {
        string link = Path.Join(Folder, "quiver");
        if (!File.Exists(link))
        {
            File.CreateSymbolicLink(link, Repository.Quiver);
        }
        using var program = RunningProgram.Start("bash", ["-c", script], Folder, _environment);
        return await program.WaitAsync();
    }

    /// <summary>The files of a database with their sizes, checksums of their bytes included.</summary>
    public string[] Fingerprint(string database)
    {
        string folder = Path.Join(Data, "databases", database);
        return
        [
            .. from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            where Path.GetFileName(file) is not ("LOCK" or "IMPORT" or "MERGE")
            let content = System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))
            orderby file
            select $"{Path.GetRelativePath(folder, file)} {Convert.ToHexString(content)}",
        ];
    }

    /// <summary>Leaves everything in place for whoever looks into a failure; returns where it is.</summary>
    public string Keep()
    {
        _isKept = true;
        return Folder;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isKept)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
