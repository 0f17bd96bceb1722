using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd;

/// <summary>What the documentation tells users to type works as it says.</summary>
public sealed partial class DocumentationTests : IDisposable
{
    private const string BlockEnd = "@@ end of block";
    private static readonly int[] TourPorts = [7687, 7474];

    private readonly QuiverHome _home = new();

    /// <inheritdoc/>
    public void Dispose() => _home.Dispose();

    /// <summary>Runs all <c>sh</c> blocks of the tour in one shell; the <c>text</c> block after a block must be in its output.</summary>
    [Fact]
    public async Task The_tour_of_the_README_runs_as_written()
    {
        Assert.SkipUnless(
            TourPorts.All(IsFree),
            "Something listens on port 7687 or 7474, which the tour uses."
        );
        string readme = ReadDocument("README.md");
        int start = readme.IndexOf("## A three-minute tour", StringComparison.Ordinal);
        string tour = readme[start..readme.IndexOf("\n## ", start + 1, StringComparison.Ordinal)];
        var blocks = Blocks().Matches(tour);
        Assert.True(blocks.Count >= 5, "The tour has hardly any commands.");
        // The shell ends the server even when a command before the tour's own 'kill' fails.
        var script = new StringBuilder("set -e\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n");
        foreach (Match block in blocks)
        {
            script.Append(block.Groups["commands"].Value).Append($"echo '{BlockEnd}'\n");
        }
        var result = (await _home.BashAsync(script.ToString())).Expect(0);
        string[] outputs = result.Output.Split(BlockEnd);
        foreach (var (index, block) in blocks.Index())
        {
            foreach (string line in Lines(block.Groups["output"].Value))
            {
                Assert.Contains(line, Lines(outputs[index]));
            }
        }
    }

    [Fact]
    public async Task Every_option_in_the_documentation_exists()
    {
        var help = new Dictionary<string, string>(StringComparer.Ordinal);
        int checkedOptions = 0;
        foreach (var (document, line) in CommandLines())
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToArray();
            string command = string.Join(
                ' ',
                words.TakeWhile(word => CommandWord().IsMatch(word)).Take(CommandLength(words))
            );
            if (!help.TryGetValue(command, out string? text))
            {
                text = (await _home.BashAsync($"./quiver {command} --help")).Expect(0).Output;
                help[command] = text;
            }
            foreach (Match option in LongOption().Matches(line))
            {
                Assert.True(
                    Regex.IsMatch(text, $@"(?<![\w-]){option.Groups["name"].Value}(?![\w-])"),
                    $"{document}: '{line}' uses {option.Groups["name"].Value}, which 'quiver {command}' does not have."
                );
                checkedOptions++;
            }
        }
        Assert.True(checkedOptions > 5, "The documentation shows hardly any commands.");
    }

    [Fact]
    public async Task Every_command_shows_its_help()
    {
        string all = (await _home.BashAsync("./quiver --help")).Expect(0).Output;
        string[] commands = [.. CommandInHelp().Matches(all).Select(m => m.Groups["name"].Value)];
        Assert.Contains("demo", commands);
        Assert.Contains("database import full", commands);
        foreach (string command in commands)
        {
            var help = (await _home.BashAsync($"./quiver {command} --help")).Expect(0);
            Assert.Contains($"Usage: quiver {command}", help.Output);
            Assert.Contains("--home", help.Output);
        }
        (await _home.BashAsync("./quiver")).Expect(64);
    }

    private static IEnumerable<(string Document, string Line)> CommandLines()
    {
        string[] documents =
        [
            "README.md",
            "CONTRIBUTING.md",
            .. Directory
                .EnumerateFiles(Path.Join(Repository.Root, "docs"), "*.md")
                .Select(file => Path.GetRelativePath(Repository.Root, file)),
        ];
        return from document in documents
            from Match block in CodeBlock().Matches(ReadDocument(document))
            from line in block.Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
            let trimmed = line.Trim()
            where trimmed.StartsWith("./quiver ", StringComparison.Ordinal)
            select (document, trimmed);
    }

    /// <summary>How many words the command at the line's start has: <c>database …</c> has two or three, others one.</summary>
    private static int CommandLength(string[] words) =>
        words is ["database", "import", ..] ? 3
        : words is ["database", ..] ? 2
        : 1;

    private static string[] Lines(string text) =>
        [
            .. text.Split('\n')
                .Select(line => line.TrimEnd())
                .Where(line => line.Length > 0 && line != "…"),
        ];

    private static string ReadDocument(string name) =>
        File.ReadAllText(Path.Join(Repository.Root, name));

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex(
        @"^```sh\n(?<commands>.*?)^```\n(\s*^```text\n(?<output>.*?)^```)?",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"(?<![\w-])(?<name>--[a-z][a-z-]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex LongOption();

    [GeneratedRegex(@"^[a-z]+$")]
    private static partial Regex CommandWord();

    [GeneratedRegex(
        @"^  (?<name>[a-z]+( [a-z]+){0,2})  +\S",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex CommandInHelp();
}
