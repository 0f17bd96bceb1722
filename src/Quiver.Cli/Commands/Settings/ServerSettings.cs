using System.Globalization;
using System.Net;
using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Import;
using Quiver.Cli.Commands.Import.Settings;
using Quiver.Foundation.Network;
using Quiver.Server.Tls;

namespace Quiver.Cli.Commands.Settings;

/// <summary>
/// What the configuration files say of a server and of the place of its data: <c>quiver.conf</c>, then <c>neo4j.conf</c>, then <c>apoc.conf</c>, in <c>$NEO4J_CONF</c> or the home's
/// <c>conf</c> folder; the first file that has a key wins. Options of the command line win over both.
/// </summary>
internal sealed class ServerSettings
{
    private static readonly string[] s_names = ["quiver.conf", "neo4j.conf", "apoc.conf"];

    private static readonly TimeSpan s_longest = TimeSpan.FromDays(36_500);

    private static readonly (string Unit, TimeSpan Length)[] s_units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    private readonly string _home;
    private readonly List<SettingsFile> _files = [];

    private ServerSettings(string home) => _home = home;

    /// <summary>The folder that holds <c>databases/</c>: the data directory that is set, else the home.</summary>
    public string DataDirectory =>
        Find("server.directories.data", "dbms.directories.data") is { } data
            ? Path.GetFullPath(Path.Combine(_home, Text(data)))
            : _home;

    /// <summary>The database of clients that name none; null when it is not set.</summary>
    public string? DefaultDatabase =>
        Find("initial.dbms.default_database", "dbms.default_database") is { } name
            ? Text(name)
            : null;

    /// <summary>The folder whose files queries may read and write.</summary>
    public string ImportDirectory =>
        Path.GetFullPath(
            Path.Combine(
                _home,
                Find("server.directories.import", "dbms.directories.import") is { } folder
                    ? Text(folder)
                    : "import"
            )
        );

    /// <summary>Whether procedures may write files.</summary>
    public bool ExportsFiles => Switch("apoc.export.file.enabled") ?? true;

    /// <summary>Whether procedures may read files.</summary>
    public bool ImportsFiles => Switch("apoc.import.file.enabled") ?? true;

    /// <summary>What queries may fetch from the network; null for nothing.</summary>
    public RemoteOptions? Network
    {
        get
        {
            if (Switch("load.network.enabled") != true)
            {
                return null;
            }
            var options = new RemoteOptions
            {
                Folder = Path.Join(DataDirectory, "run", "downloads"),
                AllowsPrivateAddresses = Switch("load.network.private_addresses.enabled") == true,
                Refused = Find(
                    "internal.dbms.cypher_ip_blocklist",
                    "unsupported.dbms.cypher_ip_blocklist"
                )
                    is { } list
                    ? NetworksOf(list)
                    : [],
            };
            return options with
            {
                MaxBytes = Bytes("load.network.max_size") ?? options.MaxBytes,
                Timeout = Duration("load.network.timeout") ?? options.Timeout,
            };
        }
    }

    /// <summary>Whether clients must say who they are; null when it is not set.</summary>
    public bool? RequiresAuthentication => Switch("dbms.security.auth_enabled");

    /// <summary>Where Bolt listens; null when it is not set.</summary>
    public string? BoltListen =>
        Listen("7687", "server.bolt.listen_address", "dbms.connector.bolt.listen_address");

    /// <summary>Where HTTP listens; null when it is not set.</summary>
    public string? HttpListen =>
        Listen("7474", "server.http.listen_address", "dbms.connector.http.listen_address");

    /// <summary>Whether HTTP without TLS is served.</summary>
    public bool ServesHttp => Switch("server.http.enabled", "dbms.connector.http.enabled") ?? true;

    /// <summary>Where HTTP over TLS listens; null when it does not.</summary>
    public string? HttpsListen =>
        Switch("server.https.enabled", "dbms.connector.https.enabled") == true
            ? Listen("7473", "server.https.listen_address", "dbms.connector.https.listen_address")
                ?? "localhost:7473"
            : null;

    /// <summary>Whether Bolt is encrypted; null when it is not set.</summary>
    public TlsLevel? BoltTls =>
        Find("server.bolt.tls_level", "dbms.connector.bolt.tls_level") is not { } setting ? null
        : Enum.TryParse(Text(setting), ignoreCase: true, out TlsLevel level)
        && Enum.IsDefined(level)
            ? level
        : throw Invalid(setting, "DISABLED, OPTIONAL or REQUIRED");

    /// <summary>The certificate of a listener (<c>bolt</c> or <c>https</c>); null when its policy is not enabled.</summary>
    public TlsIdentity? Identity(string listener)
    {
        string policy = $"dbms.ssl.policy.{listener}.";
        if (Switch(policy + "enabled") != true)
        {
            return null;
        }
        if (
            Find(policy + "client_auth") is { } clients
            && !Text(clients).Equals("NONE", StringComparison.OrdinalIgnoreCase)
        )
        {
            throw Invalid(clients, "NONE: certificates of clients are not asked for");
        }
        string folder = Path.Combine(
            _home,
            Find(policy + "base_directory") is { } set ? Text(set) : $"certificates/{listener}"
        );
        string FileOf(string key, string usual) =>
            Path.GetFullPath(
                Path.Combine(folder, Find(policy + key) is { } name ? Text(name) : usual)
            );
        return new TlsIdentity(
            FileOf("public_certificate", "public.crt"),
            FileOf("private_key", "private.key")
        )
        {
            KeyPassword = Find(policy + "private_key_password") is { } password
                ? Text(password)
                : null,
        };
    }

    /// <summary>How long a transaction may run; zero is without limit.</summary>
    public TimeSpan? TransactionTimeout =>
        Duration("db.transaction.timeout", "dbms.transaction.timeout");

    /// <summary>The most memory that one query may hold, in bytes; null when it is not set, or set to 0.</summary>
    public long? QueryMemory =>
        Bytes("db.memory.transaction.max", "dbms.memory.transaction.max_size");

    /// <summary>The most memory that all queries together may hold, in bytes; null when it is not set, or set to 0.</summary>
    public long? TotalQueryMemory =>
        Bytes(
            "dbms.memory.transaction.total.max",
            "dbms.memory.transaction.global_max_size",
            "db.memory.transaction.total.max"
        );

    /// <summary>How long a lock is waited for; zero is without limit.</summary>
    public TimeSpan? LockTimeout =>
        Duration("db.lock.acquisition.timeout", "dbms.lock.acquisition.timeout");

    /// <summary>How long the commit of a bookmark is waited for.</summary>
    public TimeSpan? BookmarkTimeout =>
        Duration(
            "db.transaction.bookmark_ready_timeout",
            "dbms.transaction.bookmark_ready_timeout"
        );

    /// <summary>The folder of backups; null when it is not set.</summary>
    public string? BackupDirectory =>
        Find("server.directories.backups") is { } folder
            ? Path.GetFullPath(Path.Combine(_home, Text(folder)))
            : null;

    /// <summary>The properties that say whose data a node is; null when it is not set.</summary>
    public IReadOnlyList<string>? SubjectProperties =>
        Find("personal_data.subject_properties") is not { } setting ? null
        : Text(setting)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            is { Length: > 0 } names
            ? names
        : throw Invalid(setting, "names of properties with commas between");

    /// <summary>Reads the files that there are.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="CommandException">A file is too long, or no text.</exception>
    public static ServerSettings Read(ParsedArguments arguments, CommandContext context)
    {
        string home = DataHome.Of(arguments, context);
        var settings = new ServerSettings(home);
        string folder = context.Environment("NEO4J_CONF") is { Length: > 0 } conf
            ? conf
            : Path.Join(home, "conf");
        foreach (string name in s_names)
        {
            string path = Path.GetFullPath(Path.Join(folder, name));
            if (context.FileSystem.FileExists(path))
            {
                settings._files.Add(SettingsFile.Read(context.FileSystem, path));
            }
        }
        return settings;
    }

    private bool? Switch(params ReadOnlySpan<string> keys) =>
        Find(keys) is not { } setting ? null
        : Text(setting) is "true" ? true
        : Text(setting) is "false" ? false
        : throw Invalid(setting, "true or false");

    /// <summary>An address; one without a host listens where all do, one without a port at the usual one.</summary>
    private string? Listen(string port, params ReadOnlySpan<string> keys)
    {
        string? common = Find("server.default_listen_address", "dbms.default_listen_address")
            is { } setting
            ? Text(setting)
            : null;
        if (Find(keys) is not { } own)
        {
            return common is null ? null : $"{common}:{port}";
        }
        string address = Text(own);
        string host = common ?? "localhost";
        return address.StartsWith(':') ? host + address
            : address.Contains(':', StringComparison.Ordinal) ? address
            : $"{address}:{port}";
    }

    /// <summary>A time as <c>10s</c>, <c>500ms</c> or <c>1h30m</c>; a number alone is seconds.</summary>
    private TimeSpan? Duration(params ReadOnlySpan<string> keys)
    {
        if (Find(keys) is not { } setting)
        {
            return null;
        }
        var rest = Text(setting).AsSpan();
        var sum = TimeSpan.Zero;
        do
        {
            int digits = 0;
            while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
            {
                digits++;
            }
            int end = digits;
            while (end < rest.Length && char.IsAsciiLetter(rest[end]))
            {
                end++;
            }
            var length = end == digits ? TimeSpan.FromSeconds(1) : UnitOf(rest[digits..end]);
            bool isRead = int.TryParse(
                rest[..digits],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out int number
            );
            if (!isRead || length == TimeSpan.Zero || number > (s_longest - sum) / length)
            {
                throw Invalid(setting, "a time, as 10s, 500ms or 1h30m");
            }
            sum += number * length;
            rest = rest[end..];
        } while (!rest.IsEmpty);
        return sum;
    }

    /// <summary>An amount of memory as <c>512m</c> or <c>2g</c>; a number alone is bytes, 0 means the default.</summary>
    private long? Bytes(params ReadOnlySpan<string> keys) =>
        Find(keys) is not { } setting || Text(setting) == "0" ? null
        : MemorySize.TryParseBytes(Text(setting), out long bytes) ? bytes
        : throw Invalid(setting, "an amount of memory, as 512m or 2g");

    private static List<IPNetwork> NetworksOf(Setting setting)
    {
        var networks = new List<IPNetwork>();
        foreach (
            string part in Text(setting)
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        )
        {
            networks.Add(
                IPNetwork.TryParse(part, out var network) ? network
                : IPAddress.TryParse(part, out var single)
                    ? new IPNetwork(single, single.GetAddressBytes().Length * 8)
                : throw Invalid(setting, "networks with commas between, as 10.0.0.0/8")
            );
        }
        return networks;
    }

    private static TimeSpan UnitOf(ReadOnlySpan<char> unit)
    {
        foreach (var (name, length) in s_units)
        {
            if (unit.SequenceEqual(name))
            {
                return length;
            }
        }
        return TimeSpan.Zero;
    }

    private static string Text(Setting setting) =>
        CommandValue.Is(setting.Value)
            ? throw Invalid(setting, "no command, which only imports run")
            : setting.Value;

    private static CommandException Invalid(Setting setting, string expected) =>
        UsageErrors.Invalid($"{setting.Place}: '{setting.Key}' takes {expected}: {setting.Value}");

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
