using System.Text.RegularExpressions;

namespace Quiver.Bolt.Tests.Transcripts;

/// <summary>
/// Plays recorded exchanges (Exchanges/*.txt). Lines: <c>C raw HEX</c>, <c>C NAME [json fields]</c>, then what the server answers: <c>S raw HEX</c>, <c>S text</c>,
/// <c>S closed</c>. Requests on neighbouring lines are sent together. Run with QUIVER_REWRITE=1 to write what comes out, and review the diff.
/// </summary>
public sealed partial class TranscriptTests
{
    private const int HandshakeAnswerLength = 4;
    private const int ManifestAnswerLength = 26;

    public static TheoryData<string> Names =>
        [
            .. Directory
                .GetFiles(Folder, "*.txt")
                .Select(f => Path.GetFileNameWithoutExtension(f)!)
                .Order(),
        ];

    private static string Folder
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Join(folder.FullName, "Quiver.slnx")))
            {
                folder = folder.Parent!;
            }
            return Path.Join(folder.FullName, "tests/Quiver.Bolt.Tests/Transcripts/Exchanges");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Exchange_goes_as_recorded(string name)
    {
        string path = Path.Join(Folder, name + ".txt");
        string recorded = await File.ReadAllTextAsync(path);
        string played = await PlayAsync(recorded);
        if (Environment.GetEnvironmentVariable("QUIVER_REWRITE") == "1")
        {
            await File.WriteAllTextAsync(path, played);
        }
        else
        {
            Assert.Equal(recorded, played);
        }
    }

    private static async Task<string> PlayAsync(string recorded)
    {
        await using var server = await TranscriptServer.StartAsync();
        await using var client = new TranscriptClient(server.Engine);
        var played = new List<string>();
        int expected = 0;
        foreach (string line in recorded.Split('\n'))
        {
            if (line.StartsWith("S ", StringComparison.Ordinal))
            {
                await FlushAsync();
                continue;
            }
            bool request = line.StartsWith("C ", StringComparison.Ordinal);
            if (!request || line.StartsWith("C raw", StringComparison.Ordinal))
            {
                await FlushAsync();
            }
            played.Add(line);
            if (!request)
            {
                continue;
            }
            string rest = line[2..];
            if (rest.StartsWith("raw ", StringComparison.Ordinal))
            {
                await client.SendRawAsync(rest[4..].Replace(" ", "", StringComparison.Ordinal));
                int length = rest.Contains("000001FF", StringComparison.Ordinal)
                    ? ManifestAnswerLength
                    : HandshakeAnswerLength;
                if (rest.StartsWith("raw 6060B017", StringComparison.Ordinal))
                {
                    played.Add($"S raw {await client.ReadRawAsync(length)}");
                }
                continue;
            }
            int space = rest.IndexOf(' ', StringComparison.Ordinal);
            string name = space < 0 ? rest : rest[..space];
            await client.SendAsync(name, space < 0 ? "" : rest[(space + 1)..]);
            expected += name == "GOODBYE" ? 0 : 1;
        }
        await FlushAsync();
        return string.Join('\n', played);

        async Task FlushAsync()
        {
            while (expected > 0)
            {
                string? answer = await client.ReadAsync();
                if (answer is null)
                {
                    played.Add("S closed");
                    expected = 0;
                    break;
                }
                played.Add("S " + Normalize(answer, server));
                expected -= answer.StartsWith("RECORD", StringComparison.Ordinal) ? 0 : 1;
            }
        }
    }

    private static string Normalize(string answer, TranscriptServer server)
    {
        answer = answer
            .Replace(server.DatabaseId, "DATABASE", StringComparison.Ordinal)
            .Replace(server.LogId, "LOG", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
        answer = OtherLogs().Replace(answer, "OTHER:");
        return Times().Replace(answer, "$1: 0");
    }

    [GeneratedRegex("(t_first|t_last|time): [0-9]+")]
    private static partial Regex Times();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:")]
    private static partial Regex OtherLogs();
}
