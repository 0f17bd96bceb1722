using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Quiver.Benchmarks.Processes;

namespace Quiver.Benchmarks.Writes;

/// <summary>A PostgreSQL server of its own in a folder of its own, every commit synced (its defaults), over TCP on loopback.</summary>
internal sealed class PostgresTarget : IWriteTarget
{
    private const string Account = "postgres";

    private readonly string _binaries;
    private readonly string _folder;
    private readonly IPEndPoint _address;

    private PostgresTarget(string binaries)
    {
        _binaries = binaries;
        _folder = Directory.CreateTempSubdirectory("quiver-postgres-").FullName;
        using (var probe = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            int port = ((IPEndPoint)probe.LocalEndPoint!).Port;
            _address = new IPEndPoint(IPAddress.Loopback, port);
        }
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", "-R", Account, _folder);
        }
        string data = Path.Join(_folder, "data");
        RunAs($"{_binaries}/initdb -D {data} -U postgres -A trust --no-locale -E UTF8");
        string options = string.Create(
            CultureInfo.InvariantCulture,
            $"-c listen_addresses=127.0.0.1 -c port={_address.Port} -c unix_socket_directories={_folder} -c fsync=on -c synchronous_commit=on -c max_connections=100 -c shared_buffers=512MB -c max_wal_size=4GB"
        );
        RunAs($"{_binaries}/pg_ctl -D {data} -l {_folder}/log -w -o '{options}' start");
        Name = "PostgreSQL " + VersionOf(data);
    }

    public string Name { get; }

    /// <summary>Starts one; null when PostgreSQL is not installed.</summary>
    public static PostgresTarget? TryStart()
    {
        const string Installed = "/usr/lib/postgresql";
        string? binaries = Directory.Exists(Installed)
            ? Directory
                .EnumerateDirectories(Installed)
                .Select(static version => Path.Join(version, "bin"))
                .Where(static folder => File.Exists(Path.Join(folder, "initdb")))
                .Order(StringComparer.Ordinal)
                .LastOrDefault()
            : null;
        return binaries is null ? null : new PostgresTarget(binaries);
    }

    public IWriteClient Connect() => ConnectClient();

    /// <summary>A client with all that it can do.</summary>
    public PostgresClient ConnectClient() => new(_address);

    public void Dispose()
    {
        RunAs($"{_binaries}/pg_ctl -D {_folder}/data -m fast -w stop");
        Directory.Delete(_folder, recursive: true);
    }

    private static string VersionOf(string data) =>
        File.ReadAllText(Path.Join(data, "PG_VERSION")).Trim();

    /// <summary>Runs a command as somebody whom PostgreSQL accepts: it refuses to be run by root.</summary>
    private static void RunAs(string command)
    {
        if (Environment.IsPrivilegedProcess)
        {
            Run("su", Account, "-s", "/bin/sh", "-c", command);
        }
        else
        {
            Run("sh", "-c", command);
        }
    }

    private static void Run(params string[] command)
    {
        string log = Path.GetTempFileName();
        try
        {
            var usage = ChildProcess
                .Start(
                    "/usr/bin/env",
                    command,
                    new Dictionary<string, string>(StringComparer.Ordinal),
                    log
                )
                .Wait();
            if (usage.ExitCode != 0)
            {
                throw new BenchmarkException(
                    $"'{string.Join(' ', command)}' failed with {usage.ExitCode}:\n{File.ReadAllText(log)}"
                );
            }
        }
        finally
        {
            File.Delete(log);
        }
    }
}
