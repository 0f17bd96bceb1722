using Quiver.Apoc;
using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Settings;
using Quiver.Engine;
using Quiver.Engine.Security;
using Quiver.Foundation.Network;
using Quiver.Server;
using Quiver.Server.Tls;

namespace Quiver.Cli.Commands;

/// <summary>Turns the arguments of <c>serve</c> into the server's options.</summary>
internal static class ServeOptions
{
    /// <summary>The options of the command.</summary>
    public static IReadOnlyList<OptionDefinition> Table { get; } =
    [
        new(
            "--bolt-listen",
            OptionKind.Value,
            "Where Bolt listens; localhost is 127.0.0.1 and ::1; port 0 takes a free one."
        )
        {
            ValueName = "<host:port>",
            Default = "localhost:7687",
        },
        new("--http-listen", OptionKind.Value, "Where HTTP listens, likewise.")
        {
            ValueName = "<host:port>",
            Default = "localhost:7474",
        },
        new("--auth", OptionKind.Value, "Who may connect: USER/PASSWORD, or none for everybody.")
        {
            ValueName = "<user/password|none>",
            Default = "$NEO4J_AUTH",
        },
        new("--default-database", OptionKind.Value, "The database of clients that name none.")
        {
            ValueName = "<name>",
            Default = "neo4j",
        },
        new("--tls-certificate", OptionKind.Value, "The certificate of Bolt and HTTPS, in PEM.")
        {
            ValueName = "<file>",
        },
        new("--tls-key", OptionKind.Value, "Its private key, in PEM.") { ValueName = "<file>" },
        new("--bolt-tls", OptionKind.Value, "Whether Bolt is encrypted.")
        {
            ValueName = "<disabled|optional|required>",
            Default = "optional with a certificate",
        },
        new("--https-listen", OptionKind.Value, "Where HTTPS listens; port 0 takes a free one.")
        {
            ValueName = "<host:port>",
        },
    ];

    /// <summary>Reads the arguments.</summary>
    public static ServerOptions Read(ParsedArguments arguments, CommandContext context)
    {
        var settings = ServerSettings.Read(arguments, context);
        var bolt = Address(arguments, "--bolt-listen", settings.BoltListen ?? "localhost:7687");
        var http = Address(arguments, "--http-listen", settings.HttpListen ?? "localhost:7474");
        var identity = Identity(arguments);
        var remote = settings.Network is { } network
            ? new RemoteFiles(context.FileSystem, network)
            : null;
        string? https = arguments.Last("--https-listen") ?? settings.HttpsListen;
        string? auth = arguments.Last("--auth") ?? context.Environment("NEO4J_AUTH");
        bool? authenticates = settings.RequiresAuthentication;
        var defaults = new EngineOptions { Home = "", FileSystem = context.FileSystem };
        return new ServerOptions
        {
            BoltListen = bolt,
            HttpListen =
                settings.ServesHttp || arguments.Last("--http-listen") is not null ? http : null,
            HttpsListen = https is null ? null : Address(arguments, "--https-listen", https),
            HttpsIdentity = identity ?? settings.Identity("https"),
            BoltTls =
                Level(arguments)
                ?? settings.BoltTls
                ?? (identity is null ? TlsLevel.Disabled : TlsLevel.Optional),
            BoltIdentity = identity ?? settings.Identity("bolt"),
            Engine = defaults with
            {
                Home = settings.DataDirectory,
                DefaultDatabase = DatabaseArgument.Normalize(
                    arguments.Last("--default-database") ?? settings.DefaultDatabase
                ),
                ImportFolder = settings.ImportDirectory,
                Remote = remote,
                Procedures = ApocProcedures.Of(
                    new ApocOptions
                    {
                        Files = context.FileSystem,
                        ImportFolder = settings.ImportDirectory,
                        Remote = remote,
                        ExportsFiles = settings.ExportsFiles,
                        ImportsFiles = settings.ImportsFiles,
                    }
                ),
                Credentials = Credentials(auth ?? (authenticates == false ? "none" : null)),
                TransactionTimeout = settings.TransactionTimeout ?? defaults.TransactionTimeout,
                QueryMemoryLimitBytes = settings.QueryMemory ?? defaults.QueryMemoryLimitBytes,
                TotalQueryMemoryLimitBytes =
                    settings.TotalQueryMemory ?? defaults.TotalQueryMemoryLimitBytes,
                LockTimeout = settings.LockTimeout ?? defaults.LockTimeout,
                BookmarkTimeout = settings.BookmarkTimeout ?? defaults.BookmarkTimeout,
                BackupDirectory = settings.BackupDirectory,
                SubjectProperties = settings.SubjectProperties ?? defaults.SubjectProperties,
            },
        };
    }

    private static ListenAddress Address(ParsedArguments arguments, string option, string fallback)
    {
        string text = arguments.Last(option) ?? fallback;
        return ListenAddress.TryParse(text, out var address)
            ? address.Value
            : throw UsageErrors.Invalid($"'{option}' takes HOST:PORT, not '{text}'.");
    }

    private static TlsIdentity? Identity(ParsedArguments arguments) =>
        (arguments.Last("--tls-certificate"), arguments.Last("--tls-key")) switch
        {
            (null, null) => null,
            ({ } certificate, { } key) => new TlsIdentity(
                Path.GetFullPath(certificate),
                Path.GetFullPath(key)
            ),
            _ => throw UsageErrors.Invalid("'--tls-certificate' and '--tls-key' go together."),
        };

    private static TlsLevel? Level(ParsedArguments arguments) =>
        arguments.Last("--bolt-tls") is not { } text ? null
        : Enum.TryParse(text, ignoreCase: true, out TlsLevel level) && Enum.IsDefined(level) ? level
        : throw UsageErrors.Invalid("'--bolt-tls' takes disabled, optional or required.");

    private static PasswordCredentials? Credentials(string? auth)
    {
        if (auth is null)
        {
            throw UsageErrors.Invalid(
                "Say who may connect: --auth=USER/PASSWORD, or --auth=none to let everybody in."
            );
        }
        if (auth == "none")
        {
            return null;
        }
        int slash = auth.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < auth.Length - 1
            ? new PasswordCredentials(auth[..slash], auth[(slash + 1)..])
            : throw UsageErrors.Invalid("'--auth' takes USER/PASSWORD or none.");
    }
}
