using Quiver.Cli.CommandLine;

namespace Quiver.Cli.Commands.Import.Options;

/// <summary>The options of Neo4j that make sense for its own storage engine only, or for editions and modes that are not there.</summary>
internal static class OtherEngineOptions
{
    private const string OneEngine = "there is one import engine";
    private const string Recorder = "there is no Java flight recorder";
    private const string InputAndOutput = "reads and writes always overlap";
    private const string Sharding = "Sharded databases and backup files are not supported.";
    private const string Increment = "It belongs to 'database import incremental'.";

    /// <summary>The options.</summary>
    public static IReadOnlyList<OptionDefinition> Table { get; } =
    [
        WithoutEffect("--format", OptionKind.Value, "there is one store format"),
        WithoutEffect("--high-parallel-io", OptionKind.Value, InputAndOutput),
        WithoutEffect("--high-io", OptionKind.Switch, InputAndOutput),
        WithoutEffect("--cache-on-heap", OptionKind.Switch, "there is no such cache"),
        WithoutEffect("--profile", OptionKind.Switch, Recorder),
        WithoutEffect("--profile-results-path", OptionKind.Value, Recorder),
        WithoutEffect("--skidbladnir", OptionKind.Switch, OneEngine),
        WithoutEffect("--super-fast", OptionKind.Switch, OneEngine),
        WithoutEffect("--ranges", OptionKind.Value, OneEngine),
        WithoutEffect(
            "--accept-multibyte-delimiter",
            OptionKind.Switch,
            "a delimiter may always have several bytes"
        ),
        WithoutEffect("--disable-instrumentation", OptionKind.Switch, Recorder),
        WithoutEffect("--capture-java-flight-recordings", OptionKind.Switch, Recorder),
        WithoutEffect("--capture-thread-dumps", OptionKind.Switch, Recorder),
        WithoutEffect("--from", OptionKind.Value, "it names a source for --mode=database only"),
        new("--mode", OptionKind.Value, "Only csv.") { Hidden = true },
        Refused("--property-shard-count", OptionKind.Value, Sharding, "0"),
        Refused("--target-format", OptionKind.Value, Sharding, "database"),
        Refused("--target-location", OptionKind.Value, Sharding),
        Refused("--compress", OptionKind.Switch, Sharding, "false"),
        Refused("--stage", OptionKind.Value, Increment),
        Refused("--update-all-matching-relationships", OptionKind.Switch, Increment, "false"),
    ];

    private static OptionDefinition WithoutEffect(string name, OptionKind kind, string reason) =>
        new(name, kind, "Accepted without effect.") { Hidden = true, NoEffect = reason };

    /// <summary>An option that is known and cannot be used.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="kind">What follows it.</param>
    /// <param name="reason">Why, as a whole sentence.</param>
    /// <param name="accepted">The value that asks for what happens anyway, if there is one.</param>
    public static OptionDefinition Refused(
        string name,
        OptionKind kind,
        string reason,
        string? accepted = null
    ) =>
        new(name, kind, "Not supported.")
        {
            Hidden = true,
            Refusal = reason,
            AcceptedValue = accepted,
        };
}
