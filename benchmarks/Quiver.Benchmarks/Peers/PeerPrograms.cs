using Quiver.Benchmarks.Processes;

namespace Quiver.Benchmarks.Peers;

/// <summary>The databases that Quiver is measured beside, from npm, at versions that reports name.</summary>
internal sealed class PeerPrograms
{
    /// <summary>DuckDB's package, of which tables name the version.</summary>
    public static readonly PeerPackage DuckDb = new("DuckDB", "@duckdb/node-api", "1.5.6-r.1");

    /// <summary>Kuzu's package.</summary>
    public static readonly PeerPackage Kuzu = new("Kuzu", "kuzu", "0.11.3");

    private readonly string _work;
    private readonly bool _hasNode;

    private PeerPrograms(string work, string modules)
    {
        _work = work;
        Modules = modules;
        _hasNode = Succeeds("node", "--version");
    }

    /// <summary>The folder <c>node_modules</c> that holds them.</summary>
    public string Modules { get; }

    /// <summary>Installs them into the work folder, unless they are there or stand in a folder that the user named. What cannot be installed is absent.</summary>
    public static PeerPrograms Ensure(string work, string? modules)
    {
        string folder = Path.Join(work, "peers");
        var programs = new PeerPrograms(work, modules ?? Path.Join(folder, "node_modules"));
        if (modules is null)
        {
            Directory.CreateDirectory(folder);
            programs.Install(DuckDb, folder);
            programs.Install(Kuzu, folder);
        }
        return programs;
    }

    /// <summary>Whether a peer can be run.</summary>
    public bool Has(PeerPackage package) =>
        _hasNode && Directory.Exists(Path.Join(Modules, package.Package));

    /// <summary>Runs a script of <c>benchmarks/peers</c> to its end.</summary>
    /// <returns>What it used, and what it printed.</returns>
    /// <exception cref="BenchmarkException">It failed.</exception>
    public (ProcessUsage Usage, string Output) Run(
        string script,
        params IEnumerable<string> arguments
    )
    {
        string log = Path.Join(_work, "logs", Path.GetFileNameWithoutExtension(script) + ".txt");
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        string path = Path.Join(BenchmarkOptions.Root, "benchmarks", "peers", script);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["NODE_PATH"] = Modules,
        };
        var usage = Start(["node", path, .. arguments], variables, log).Wait();
        string output = File.ReadAllText(log);
        return usage.ExitCode == 0
            ? (usage, output)
            : throw new BenchmarkException($"{script} failed with {usage.ExitCode}:\n{output}");
    }

    private void Install(PeerPackage package, string folder)
    {
        string marker = Path.Join(folder, $"{package.Name}.installed");
        if (Has(package) && File.Exists(marker) && File.ReadAllText(marker) == package.Address)
        {
            return;
        }
        Console.Error.WriteLine($"Installing {package.Address} into {folder} …");
        string log = Path.Join(folder, "npm.txt");
        string[] command =
        [
            "npm",
            "install",
            "--prefix",
            folder,
            "--no-audit",
            "--no-fund",
            package.Address,
        ];
        if (Start(command, [], log).Wait().ExitCode == 0)
        {
            File.WriteAllText(marker, package.Address);
        }
        else
        {
            Console.Error.WriteLine($"{package.Name} is absent:\n{File.ReadAllText(log)}");
        }
    }

    private bool Succeeds(params string[] command)
    {
        Directory.CreateDirectory(_work);
        return Start(command, [], Path.Join(_work, "found.txt")).Wait().ExitCode == 0;
    }

    private static ChildProcess Start(
        IEnumerable<string> command,
        Dictionary<string, string> variables,
        string log
    ) => ChildProcess.Start("/usr/bin/env", command, variables, log);
}
