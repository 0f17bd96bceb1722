using System.Text;
using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Import;
using Quiver.Cli.Commands.Import.Options;
using Quiver.Import;

namespace Quiver.Cli.Tests.Commands.Import;

/// <summary>The same options in any order and spelling are the same import.</summary>
public sealed class CommandLineSpellingTests : IDisposable
{
    private static readonly (string Option, string[] Values)[] Choices =
    [
        ("--id-type", ["integer", "STRING", "Actual"]),
        ("--delimiter", ["|", "TAB", "U+007C"]),
        ("--array-delimiter", [":", "\\35"]),
        ("--vector-delimiter", [":", "|"]),
        ("--quote", ["'", "\\126"]),
        ("--bad-tolerance", ["0", "-1", "77"]),
        ("--threads", ["1", "7"]),
        ("--max-off-heap-memory", ["100M", "3g", "60%"]),
        ("--read-buffer-size", ["128k", "4m"]),
        ("--input-encoding", ["UTF-16", "ISO-8859-1"]),
        ("--path-pattern-style", ["regex", "GLOB"]),
        ("--temp-path", ["/tmp/scratch"]),
        ("--report-file", ["/tmp/r e p.json"]),
        ("--format", ["aligned"]),
        ("--high-parallel-io", ["auto"]),
        ("--skip-bad-relationships", ["true", "false"]),
        ("--skip-duplicate-nodes", ["true", "false"]),
        ("--skip-bad-rows", ["true", "false"]),
        ("--ignore-extra-columns", ["true", "false"]),
        ("--ignore-empty-strings", ["true", "false"]),
        ("--trim-strings", ["true", "false"]),
        ("--legacy-style-quoting", ["true", "false"]),
        ("--multiline-fields", ["true", "false"]),
        ("--normalize-types", ["true", "false"]),
        ("--auto-skip-subsequent-headers", ["true", "false"]),
        ("--skip-bad-entries-logging", ["true", "false"]),
        ("--overwrite-destination", ["true", "false"]),
        ("--dry-run", ["true", "false"]),
        ("--resume", ["true", "false"]),
        ("--strict", ["true"]),
        ("--verbose", ["true", "false"]),
    ];

    private readonly ImportLine _line = new ImportLine().Files("a.csv", "b c.csv", "r=1/r.csv");

    public void Dispose() => _line.Dispose();

    [Fact]
    public void The_same_options_in_any_order_and_spelling_mean_the_same()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        int changed = 0;
        for (int round = 0; round < Nightly.Times(150, 3000); round++)
        {
            var chosen = Choices
                .Where(_ => random.Next(3) == 0)
                .Select(c => (c.Option, Value: c.Values[random.Next(c.Values.Length)]))
                .ToArray();
            string[] plain =
            [
                "graph1",
                "--nodes=A:B=~/a.csv,~/b c.csv",
                "--relationships=T=~/r=1/r.csv",
                .. chosen.Select(c => $"{c.Option}={c.Value}"),
            ];
            string expected = Describe(_line.Read(plain).Options);
            string[] varied = Vary(chosen, random);
            var command = random.Next(2) == 0 ? ImportCommand.Full : ImportCommand.Legacy;
            string actual = Describe(_line.Read(command, varied).Options);
            Assert.True(
                expected == actual,
                $"Seed {seed}, {string.Join(' ', varied)}:\n{actual}\ninstead of\n{expected}"
            );
            changed += varied.SequenceEqual(plain) ? 0 : 1;
        }
        Assert.True(changed > 0, "No line was varied.");
    }

    [Fact]
    public void Every_option_that_has_an_effect_is_varied()
    {
        string[] elsewhere =
        [
            "--nodes",
            "--relationships",
            "--database",
            "--f",
            "--schema",
            "--additional-config",
            "--expand-commands",
            "--input-type",
            "--multiline-fields-format",
        ];
        var effective = ImportOptionTable
            .All.Where(o => !o.Hidden)
            .Select(o => o.Name)
            .Except(elsewhere);
        Assert.Empty(effective.Except(Choices.Select(c => c.Option)));
    }

    private string[] Vary((string Option, string Value)[] chosen, Random random)
    {
        var pieces = chosen.Select(c => Spell(c.Option, c.Value, random)).ToList();
        pieces.Add(
            random.Next(3) switch
            {
                0 => [Dash("--nodes", random), "A:B=~/a.csv,~/b c.csv"],
                1 => ["--nodes:A:B=~/a.csv,'~/b c.csv'"],
                _ => ["--nodes=:A: B=file://~/a.csv, ~/b c.csv"],
            }
        );
        pieces.Add(
            random.Next(2) == 0
                ? ["--relationships:T", "~/r=1/r.csv"]
                : [Dash("--relationships", random) + "= T =~/r=1/r.csv"]
        );
        string name = random.Next(2) == 0 ? "graph1" : "GRAPH1";
        bool isLast = random.Next(2) == 0;
        if (!isLast)
        {
            pieces.Add(random.Next(2) == 0 ? ["--database", name] : ["--database=" + name]);
        }
        string[][] shuffled = [.. pieces];
        random.Shuffle(shuffled);
        string[] arguments = [.. shuffled.SelectMany(piece => piece)];
        if (isLast)
        {
            arguments = random.Next(3) switch
            {
                0 => [name, .. arguments],
                1 => [.. arguments, "--", name],
                _ => [.. arguments, name],
            };
        }
        return random.Next(4) == 0 ? ["@" + WriteFile(arguments)] : arguments;
    }

    private static string[] Spell(string name, string value, Random random)
    {
        var option = ImportOptionTable
            .All.Concat(ArgumentParser.Common)
            .Single(o => o.Name == name);
        string[] names = [option.Name, .. option.Aliases];
        string spelled = Dash(names[random.Next(names.Length)], random);
        bool isSwitch = option.Kind is OptionKind.Switch or OptionKind.SwitchOrValue;
        return (isSwitch, value, random.Next(3)) switch
        {
            (true, "true", 0) => [spelled],
            (true, _, 1) => [spelled, value.ToUpperInvariant()],
            (true, _, _) => [spelled + "=" + value],
            (_, _, 0) => [spelled, value],
            _ => [spelled + "=" + value],
        };
    }

    private static string Dash(string name, Random random) =>
        random.Next(6) switch
        {
            0 => "\u2013" + name[2..],
            1 => "\u2014" + name[2..],
            2 => "\u2013-" + name[2..],
            _ => name,
        };

    private string WriteFile(IEnumerable<string> arguments)
    {
        var text = new StringBuilder("# all of it\n");
        foreach (string argument in arguments)
        {
            string escaped = argument
                .Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal);
            text.Append('"').Append(escaped).Append("\"\n");
        }
        return _line.Write("arguments", text.ToString());
    }

    /// <summary>All that the importer is told, as text.</summary>
    private static string Describe(ImportOptions options)
    {
        var text = new StringBuilder();
        foreach (var group in options.Nodes)
        {
            text.Append($"{string.Join(':', group.Labels)}={string.Join(',', group.Files)}\n");
        }
        foreach (var group in options.Relationships)
        {
            text.Append($"{group.Type}={string.Join(',', group.Files)}\n");
        }
        foreach (var problem in options.Problems)
        {
            text.Append(problem).Append('\n');
        }
        var scalars = options with
        {
            Nodes = [],
            Relationships = [],
            Problems = [],
            MultilineFiles = [],
        };
        return text.Append(scalars).ToString();
    }
}
