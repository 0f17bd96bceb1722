namespace Quiver.Cli.Tests;

/// <summary>Commands whose terminal has gone, or nobody reads what they say.</summary>
public sealed class GoneTerminalTests
{
    [Theory]
    [InlineData("serve")]
    [InlineData("nothing")]
    [InlineData("database", "info", "nowhere")]
    public async Task A_message_that_cannot_be_written_is_no_defect(params string[] line)
    {
        using var closed = new StreamWriter(new ClosedStream()) { AutoFlush = true };
        var context = new CommandContext
        {
            Output = closed,
            Error = closed,
            Input = TextReader.Null,
            Environment = static _ => null,
        };
        Assert.Equal(ExitCode.InputOutput, await CommandRouter.RunAsync(line, context));
    }

    private sealed class ClosedStream : MemoryStream
    {
        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer,
            CancellationToken cancellationToken = default
        ) => throw new IOException("Input/output error");

        public override void Write(ReadOnlySpan<byte> buffer) =>
            throw new IOException("Input/output error");

        // What was not written is not tried again.
        protected override void Dispose(bool disposing) => base.Dispose(disposing: false);
    }
}
