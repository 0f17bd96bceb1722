namespace Quiver.Cli.Tests;

/// <summary>A command's world in memory.</summary>
internal sealed class TestWorld
{
    public StringWriter Output { get; } = new();

    public StringWriter Error { get; } = new();

    public Dictionary<string, string> Variables { get; } = [];

    public async Task<int> RunAsync(params string[] arguments) =>
        await CommandRouter.RunAsync(
            arguments,
            new CommandContext
            {
                Output = Output,
                Error = Error,
                Input = new StringReader(""),
                Environment = name => Variables.GetValueOrDefault(name),
            }
        );
}
