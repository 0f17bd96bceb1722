using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Quiver.Bolt.Framing;
using Quiver.Bolt.Handshake;
using Quiver.Bolt.Messages;
using Quiver.Bolt.PackStream;

namespace Quiver.Bolt.Session;

/// <summary>One client's connection: handshake, reading of requests, and the order in which they are worked on.</summary>
/// <remarks>
/// Requests are worked on one by one by the thread that read them. While one takes long, the watch reads further requests into the
/// inbox, so that a RESET interrupts it and a closed socket ends it.
/// </remarks>
internal sealed class BoltConnection : IWatchedConnection, IAsyncDisposable
{
    private const int MaxInboxMessages = 10_000;
    private const long MaxInboxBytes = 64L * 1024 * 1024;
    private const int ManifestChoiceLength = 5;
    private const long BusyAfterMilliseconds = 20;

    private readonly BoltContext _context;
    private readonly ConnectionContext _transport;
    private readonly PipeReader _input;
    private readonly ReadAheadWatch _watch;
    private readonly MessageBuffer _output = new();
    private readonly MessageReader _messages;
    private readonly Queue<RequestMessage> _inbox = new();
    private readonly Lock _gate = new();

    private BoltSession? _session;
    private BoltVersion _version;
    private long _inboxBytes;
    private int _pendingResets;
    private bool _inputEnded;
    private string? _violation;
    private long _busySince;
    private Task? _readAhead;

    // The time that the client has left to say who it is; nobody looks at it while that is known.
    private CancellationTokenSource _deadline = new();

    public BoltConnection(BoltContext context, ConnectionContext transport, ReadAheadWatch watch)
    {
        _context = context;
        _transport = transport;
        _input = transport.Transport.Input;
        _watch = watch;
        _messages = new MessageReader(context.Options.MaxUnauthenticatedMessageBytes);
    }

    private bool IsInboxFull => _inbox.Count >= MaxInboxMessages || _inboxBytes >= MaxInboxBytes;

    /// <summary>Serves the client until it leaves.</summary>
    public async Task RunAsync()
    {
        BeginDeadline();
        var manifest = await HandshakeAsync(_deadline.Token);
        if (manifest is null)
        {
            return;
        }
        _session = new BoltSession(_context, _version, _output, FlushAsync, manifest.Value);
        _watch.Add(this);
        while (!_session.IsOver)
        {
            if (TryTake(out var request, out bool ignored))
            {
                await WorkAsync(request, ignored);
            }
            else
            {
                await FlushAsync();
                if (_inputEnded || _violation is not null)
                {
                    break;
                }
                await ReadAsync(_session.IsAuthenticated ? ClosingWhenIdle() : _deadline.Token);
            }
        }
        if (_violation is not null)
        {
            BoltLog.ProtocolViolated(_context.Logger, _context.ConnectionId, _violation);
        }
        await FlushAsync();
    }

    /// <inheritdoc/>
    public bool ReadAheadIfBusy()
    {
        long since = Volatile.Read(ref _busySince);
        if (since == 0 || Environment.TickCount64 - since < BusyAfterMilliseconds)
        {
            return since != 0;
        }
        lock (_gate)
        {
            bool isWanted = !_inputEnded && _violation is null && !IsInboxFull;
            if (_busySince != 0 && _readAhead is null && isWanted)
            {
                _readAhead = Task.Run(ReadAheadAsync);
            }
        }
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _watch.Remove(this);
        if (_session is not null)
        {
            await _session.DisposeAsync();
        }
        _deadline.Dispose();
    }

    private void BeginDeadline()
    {
        _deadline.Dispose();
        _deadline = new CancellationTokenSource(_context.Options.AuthenticationTimeout);
    }

    // A server that stops ends the connections of idle pools at once, and waits for open transactions and results.
    private CancellationToken ClosingWhenIdle() =>
        _session!.IsIdle
        && _transport.Features.Get<IConnectionLifetimeNotificationFeature>() is { } life
            ? life.ConnectionClosedRequested
            : default;

    private async ValueTask WorkAsync(RequestMessage request, bool ignored)
    {
        Volatile.Write(ref _busySince, Environment.TickCount64);
        _watch.NoteRequest();
        bool wasAuthenticated = _session!.IsAuthenticated;
        try
        {
            await _session.HandleAsync(request, ignored);
        }
        finally
        {
            await EndReadAheadAsync();
        }
        if (_session.IsAuthenticated)
        {
            _messages.MaxMessageBytes = _context.Options.MaxMessageBytes;
        }
        else if (wasAuthenticated)
        {
            // LOGOFF: LOGON may arrive later, and has as much time as the first one had.
            BeginDeadline();
        }
    }

    private bool TryTake(out RequestMessage request, out bool ignored)
    {
        lock (_gate)
        {
            if (!_inbox.TryDequeue(out request!))
            {
                ignored = false;
                return false;
            }
            if (_inbox.Count == 0)
            {
                _inboxBytes = 0;
            }
            if (request is ResetRequest)
            {
                _pendingResets--;
            }
            ignored = _pendingResets > 0 && request is not ResetRequest;
            return true;
        }
    }

    private async Task<bool?> HandshakeAsync(CancellationToken deadline)
    {
        var opening = await ReadExactlyAsync(VersionNegotiation.OpeningLength, deadline);
        if (
            opening is null
            || BinaryPrimitives.ReadUInt32BigEndian(opening) != VersionNegotiation.Magic
        )
        {
            return null;
        }
        if (!VersionNegotiation.TryChoose(opening, out _version, out bool manifest))
        {
            await SendAsync(new byte[4]);
            return null;
        }
        if (!manifest)
        {
            await SendAsync(new byte[] { 0, 0, (byte)_version.Minor, (byte)_version.Major });
            return false;
        }
        await SendAsync(VersionNegotiation.Manifest.ToArray());
        var choice = await ReadExactlyAsync(ManifestChoiceLength, deadline);
        return
            choice is not null
            && choice[4] == 0
            && VersionNegotiation.TryReadChoice(choice, out _version)
            ? true
            : null;
    }

    private async Task<byte[]?> ReadExactlyAsync(int count, CancellationToken deadline)
    {
        var result = await _input.ReadAtLeastAsync(count, deadline);
        if (result.Buffer.Length < count)
        {
            return null;
        }
        var bytes = result.Buffer.Slice(0, count).ToArray();
        _input.AdvanceTo(result.Buffer.GetPosition(count));
        return bytes;
    }

    private async ValueTask ReadAsync(CancellationToken deadline) =>
        Take(await _input.ReadAsync(deadline));

    /// <summary>Decodes what was received into the inbox; interrupts the session when a RESET or the end is among it.</summary>
    private void Take(ReadResult result)
    {
        var buffer = result.Buffer;
        bool interrupt = false;
        lock (_gate)
        {
            try
            {
                while (_messages.TryRead(ref buffer, out var message))
                {
                    _inboxBytes += message.Length;
                    var request = RequestDecoder.Decode(message, _version, _session!.Utc);
                    if (request is ResetRequest)
                    {
                        _pendingResets++;
                        interrupt = true;
                    }
                    _inbox.Enqueue(request);
                }
            }
            catch (PackStreamException violation)
            {
                _violation = violation.Message;
            }
            _inputEnded = result.IsCompleted;
        }
        _input.AdvanceTo(buffer.Start, result.Buffer.End);
        if (interrupt || result.IsCompleted)
        {
            _session!.Interrupt();
        }
    }

    private async Task ReadAheadAsync()
    {
        try
        {
            await ReadWhileBusyAsync();
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            lock (_gate)
            {
                _inputEnded = true;
            }
            _session!.Interrupt();
        }
    }

    private async Task ReadWhileBusyAsync()
    {
        while (true)
        {
            var result = await _input.ReadAsync();
            Take(result);
            lock (_gate)
            {
                if (
                    result.IsCanceled
                    || _busySince == 0
                    || _inputEnded
                    || _violation is not null
                    || IsInboxFull
                )
                {
                    return;
                }
            }
        }
    }

    private async ValueTask EndReadAheadAsync()
    {
        Task? readAhead;
        lock (_gate)
        {
            _busySince = 0;
            readAhead = _readAhead;
        }
        if (readAhead is null)
        {
            return;
        }
        _input.CancelPendingRead();
        await readAhead;
        _readAhead = null;
    }

    private async ValueTask FlushAsync()
    {
        if (_output.Length == 0)
        {
            return;
        }
        await _transport.Transport.Output.WriteAsync(_output.Written);
        _output.Clear();
    }

    private async Task SendAsync(byte[] bytes) =>
        await _transport.Transport.Output.WriteAsync(bytes);
}
