using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using Quiver.Bolt.Framing;
using Quiver.Bolt.PackStream;
using Quiver.Engine;

namespace Quiver.Bolt.Tests.Transcripts;

/// <summary>A client on a connection in memory: sends lines of a transcript, prints what comes back.</summary>
internal sealed class TranscriptClient : IAsyncDisposable
{
    private static readonly Dictionary<string, byte> Tags = new(StringComparer.Ordinal)
    {
        ["HELLO"] = 0x01,
        ["GOODBYE"] = 0x02,
        ["RESET"] = 0x0F,
        ["RUN"] = 0x10,
        ["BEGIN"] = 0x11,
        ["COMMIT"] = 0x12,
        ["ROLLBACK"] = 0x13,
        ["DISCARD"] = 0x2F,
        ["PULL"] = 0x3F,
        ["TELEMETRY"] = 0x54,
        ["ROUTE"] = 0x66,
        ["LOGON"] = 0x6A,
        ["LOGOFF"] = 0x6B,
    };

    private readonly Pipe _toServer = new();
    private readonly Pipe _toClient = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly BoltConnectionHandler _handler;
    private readonly Task _serving;
    private readonly MessageReader _messages = new(1 << 24);
    private ReadOnlySequence<byte> _received = ReadOnlySequence<byte>.Empty;

    public TranscriptClient(QuiverEngine engine, BoltOptions? options = null)
    {
        _handler = new BoltConnectionHandler(
            engine,
            options ?? new BoltOptions(),
            NullLogger<BoltConnectionHandler>.Instance
        );
        var transport = new Duplex(_toServer.Reader, _toClient.Writer);
        var application = new Duplex(_toClient.Reader, _toServer.Writer);
        var connection = new DefaultConnectionContext("test", transport, application);
        _serving = ServeAsync(connection);
    }

    public async Task SendRawAsync(string hex) =>
        await _toServer.Writer.WriteAsync(Convert.FromHexString(hex));

    public async Task SendAsync(string name, string json)
    {
        using var fields = JsonDocument.Parse(json.Length == 0 ? "[]" : json);
        var buffer = new MessageBuffer();
        buffer.BeginMessage();
        var writer = new PackStreamWriter(buffer);
        writer.BeginStructure(Tags[name], fields.RootElement.GetArrayLength());
        foreach (var field in fields.RootElement.EnumerateArray())
        {
            WireText.Write(writer, field);
        }
        buffer.EndMessage();
        await _toServer.Writer.WriteAsync(buffer.Written.ToArray());
    }

    /// <summary>Reads so many bytes; fewer when the server closes.</summary>
    public async Task<string> ReadRawAsync(int count)
    {
        while (_received.Length < count && await ReceiveAsync()) { }
        int length = (int)Math.Min(count, _received.Length);
        string hex = Convert.ToHexString(_received.Slice(0, length).ToArray());
        _received = _received.Slice(length);
        return hex;
    }

    /// <summary>Reads one message; null when the server closed.</summary>
    public async Task<string?> ReadAsync()
    {
        while (true)
        {
            if (TryRead(out string text))
            {
                return text;
            }
            if (!await ReceiveAsync())
            {
                return null;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _toServer.Writer.CompleteAsync();
        await _serving.WaitAsync(Eventually.Limit);
        _handler.Dispose();
    }

    private async Task ServeAsync(DefaultConnectionContext connection)
    {
        await _handler.OnConnectedAsync(connection);
        await _toClient.Writer.CompleteAsync();
    }

    private bool TryRead(out string text)
    {
        text = "";
        if (!_messages.TryRead(ref _received, out var message))
        {
            return false;
        }
        var reader = new PackStreamReader(message);
        byte tag = reader.ReadStructure(out int fieldCount);
        string name = tag switch
        {
            0x70 => "SUCCESS",
            0x71 => "RECORD",
            0x7E => "IGNORED",
            0x7F => "FAILURE",
            _ => $"{tag:X2}",
        };
        text = name + WireText.ReadFields(ref reader, fieldCount);
        return true;
    }

    private async Task<bool> ReceiveAsync()
    {
        var result = await _toClient.Reader.ReadAsync().AsTask().WaitAsync(Eventually.Limit);
        byte[] all = [.. _received.ToArray(), .. result.Buffer.ToArray()];
        _received = new ReadOnlySequence<byte>(all);
        bool more = !result.IsCompleted || result.Buffer.Length > 0;
        _toClient.Reader.AdvanceTo(result.Buffer.End);
        return more;
    }

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
