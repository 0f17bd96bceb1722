using Quiver.Benchmarks.Processes;

namespace Quiver.Benchmarks.Peers;

/// <summary>The databases that Quiver is measured beside, from npm, at versions that reports name.</summary>
internal sealed class PeerPrograms
{
    public const string DuckDbVersion = "1.5.6-r.1";
    public const string KuzuVersion = "0.11.3";

    private readonly string _work;

    private PeerPrograms(string work, string modules)
    {
        _work = work;
        Modules = modules;
    }

    /// <summary>The folder <c>node_modules</c> that holds them.</summary>
    public string Modules { get; }

    /// <summary>Installs them into the work folder, unless they are there or stand in a folder that the user named.</summary>
    /// <exception cref="BenchmarkException">npm failed.</exception>
    public static PeerPrograms Ensure(string work, string? modules)
    {
        if (modules is not null)
        {
            return new PeerPrograms(work, modules);
        }
        string folder = Path.Join(work, "peers");
        string marker = Path.Join(folder, "installed");
        string wanted = $"@duckdb/node-api@{DuckDbVersion} kuzu@{KuzuVersion}";
        if (!File.Exists(marker) || File.ReadAllText(marker) != wanted)
        {
            Console.Error.WriteLine($"Installing {wanted} into {folder} …");
            Directory.CreateDirectory(folder);
            string log = Path.Join(folder, "npm.txt");
            var usage = Start(
                    [
                        "npm",
                        "install",
                        "--prefix",
                        folder,
                        "--no-audit",
                        "--no-fund",
                        .. wanted.Split(' '),
                    ],
                    [],
                    log
                )
                .Wait();
            if (usage.ExitCode != 0)
            {
                throw new BenchmarkException($"npm failed:\n{File.ReadAllText(log)}");
            }
            File.WriteAllText(marker, wanted);
        }
        return new PeerPrograms(work, Path.Join(folder, "node_modules"));
    }

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

    private static ChildProcess Start(
        IEnumerable<string> command,
        Dictionary<string, string> variables,
        string log
    ) => ChildProcess.Start("/usr/bin/env", command, variables, log);
}
