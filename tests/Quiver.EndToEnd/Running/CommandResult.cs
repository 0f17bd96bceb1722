namespace Quiver.EndToEnd.Running;

/// <summary>What a finished program returned.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>The output's lines.</summary>
    public string[] Lines =>
        Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Fails the test unless the program ended with this code; shows what it said.</summary>
    public CommandResult Expect(int exitCode)
    {
        Assert.True(
            ExitCode == exitCode,
            $"Exit code {ExitCode} instead of {exitCode}.\nOutput: {Output}\nError: {Error}"
        );
        return this;
    }

    /// <summary>Fails the test unless the program failed with this code and said all this on standard error.</summary>
    public CommandResult ExpectFailure(int exitCode, params string[] messages)
    {
        Expect(exitCode);
        foreach (string message in messages)
        {
            Assert.Contains(message, Error, StringComparison.Ordinal);
        }
        return this;
    }
}
