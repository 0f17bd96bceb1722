using Quiver.Bolt.Handshake;
using Quiver.Bolt.Messages;
using Quiver.Bolt.PackStream;
using Quiver.Bolt.Responses;
using Quiver.Engine.Security;
using Quiver.Engine.Sessions;
using Quiver.Model.Status;
using Quiver.Model.Values;
using BeginRequest = Quiver.Bolt.Messages.BeginRequest;
using RunRequest = Quiver.Bolt.Messages.RunRequest;

namespace Quiver.Bolt.Session;

/// <summary>The protocol's state machine: takes requests one at a time and writes their answers.</summary>
internal sealed class BoltSession : IAsyncDisposable
{
    private readonly BoltContext _context;
    private readonly BoltVersion _version;
    private readonly bool _manifest;
    private readonly MessageBuffer _output;
    private readonly Func<ValueTask> _flush;

    private ResponseWriter _responses;
    private BoltState _state = BoltState.Negotiation;
    private EngineSession? _engineSession;
    private ResultStreams? _streams;
    private NotificationFilter _filter = NotificationFilter.All;
    private string? _clientAddress;
    private bool _hasResetStreams;

    /// <summary>Begins after the handshake.</summary>
    /// <param name="context">What the connection works with.</param>
    /// <param name="version">The version agreed on.</param>
    /// <param name="output">Where answers are written.</param>
    /// <param name="flush">Sends what was written and waits while the client does not read.</param>
    /// <param name="manifest">Whether the version was chosen from the manifest.</param>
    public BoltSession(
        BoltContext context,
        BoltVersion version,
        MessageBuffer output,
        Func<ValueTask> flush,
        bool manifest
    )
    {
        _context = context;
        _version = version;
        _output = output;
        _flush = flush;
        _manifest = manifest;
        Utc = version.HasElementIds;
        _responses = CreateWriter();
    }

    /// <summary>Whether zoned date-times use the UTC structures: always from 5.0, in 4.4 when the client asked.</summary>
    public bool Utc { get; private set; }

    /// <summary>Whether the client proved who it is.</summary>
    public bool IsAuthenticated => _engineSession is not null;

    /// <summary>Whether the connection must be closed.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether the client has nothing open that it would lose with the connection.</summary>
    public bool IsIdle => _state is BoltState.Ready or BoltState.Failed;

    /// <summary>Stops what runs now. Any thread may call it.</summary>
    public void Interrupt() => Volatile.Read(ref _engineSession)?.Interrupt();

    /// <summary>Works on one request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="ignored">Whether a RESET is waiting behind it, so that it must only be answered with IGNORED.</param>
    public async ValueTask HandleAsync(RequestMessage request, bool ignored)
    {
        if (request is GoodbyeRequest)
        {
            IsOver = true;
            return;
        }
        if (ignored || (_state == BoltState.Failed && request is not ResetRequest))
        {
            _responses.Ignored();
            return;
        }
        _hasResetStreams &= request is PullRequest or ResetRequest;
        try
        {
            await WorkAsync(request);
        }
        catch (CypherException error)
        {
            await FailAsync(error);
        }
        catch (OperationCanceledException)
        {
            await FailAsync(BoltErrors.Terminated());
        }
        catch (Exception error) when (error is not IOException || IsOurs(error))
        {
            BoltLog.QueryFailed(_context.Logger, _context.ConnectionId, error);
            await FailAsync(BoltErrors.Unexpected(error));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_streams is not null)
        {
            await _streams.DisposeAsync();
        }
        if (_engineSession is not null)
        {
            await _engineSession.DisposeAsync();
        }
    }

    /// <summary>A storage error is the query's failure; a socket error is the connection's end.</summary>
    private static bool IsOurs(Exception error) =>
        error.GetType().Namespace?.StartsWith("Quiver", StringComparison.Ordinal) == true;

    private ResponseWriter CreateWriter() =>
        new(_output, _version, new ValueWriter(_output, _version, Utc));

    private ValueTask WorkAsync(RequestMessage request)
    {
        switch (request, _state)
        {
            case (RefusedRequest refused, _):
                throw refused.Error;
            case (ResetRequest, not (BoltState.Negotiation or BoltState.Authentication)):
                return ResetAsync();
            case (HelloRequest hello, BoltState.Negotiation):
                Hello(hello.Extra);
                return default;
            case (LogonRequest logon, BoltState.Authentication):
                Authenticate(logon.Auth);
                WriteLogonSuccess();
                return default;
            case (LogoffRequest, BoltState.Ready):
                return LogoffAsync();
            case (TelemetryRequest, BoltState.Ready):
                _responses.Success(MapValue.Empty);
                return default;
            case (RouteRequest route, BoltState.Ready):
                Route(route);
                return default;
            case (RunRequest run, BoltState.Ready):
                return RunAsync(run);
            case (BeginRequest begin, BoltState.Ready):
                return BeginAsync(begin);
            case (PullRequest pull, BoltState.Streaming):
                return PullAsync(pull);
            case (PullRequest, BoltState.Ready) when _hasResetStreams:
                // A driver whose session is closed amid rows sends RESET, learns from the answer to its last PULL that there are more, and discards or, as those of Neo4j 4 do, pulls them.
                // Nothing is left. A failure, or IGNORED, would end the connection, which the driver uses for something else by then.
                _responses.Success(MapValue.Empty);
                return default;
            case (PullRequest pull, BoltState.Transaction):
                return _streams!.PullAsync(pull, _responses);
            case (RunRequest run, BoltState.Transaction):
                return _streams!.RunInTransactionAsync(run, _filter.With(run.Extra), _responses);
            case (CommitRequest, BoltState.Transaction):
                return CommitAsync();
            case (RollbackRequest, BoltState.Transaction):
                return RollbackAsync();
            default:
                throw BoltErrors.NotAllowedNow(request, _state);
        }
    }

    private async ValueTask FailAsync(CypherException error)
    {
        _output.AbandonUnfinished();
        bool fatal = _state is BoltState.Negotiation or BoltState.Authentication;
        _state = BoltState.Failed;
        IsOver = fatal;
        _responses.Failure(error);
        if (_streams is not null)
        {
            await _streams.AbortAsync();
        }
    }

    private void Hello(MapValue extra)
    {
        _clientAddress = RequestExtra.Text(RequestExtra.Map(extra, "routing"), "address");
        _filter = NotificationFilter.All.With(extra);
        _context.Connection.UserAgent = RequestExtra.Text(extra, "user_agent") ?? "";
        bool patched =
            !Utc
            && _version.HasHints
            && RequestExtra.Texts(extra, "patch_bolt").Contains("utc", StringComparer.Ordinal);
        if (!_version.HasLogon)
        {
            Authenticate(extra);
        }
        var metadata = new List<KeyValuePair<string, Value>>
        {
            new("server", Value.String(_context.Options.ServerAgent)),
            new("connection_id", Value.String(_context.ConnectionId)),
        };
        if (_version.HasHints)
        {
            metadata.Add(new("hints", Hints()));
        }
        if (patched)
        {
            metadata.Add(new("patch_bolt", Value.List(Value.String("utc"))));
        }
        if (_manifest && _version.HasGqlFailures)
        {
            metadata.Add(new("protocol_version", Value.String(_version.ToString())));
        }
        _responses.Success(new MapValue(metadata));
        if (patched)
        {
            Utc = true;
            _responses = CreateWriter();
        }
        _state = _version.HasLogon ? BoltState.Authentication : BoltState.Ready;
    }

    private Value Hints()
    {
        var hints = new List<KeyValuePair<string, Value>>();
        if (_version.IsAtLeast(5, 4))
        {
            hints.Add(new("telemetry.enabled", Value.False));
        }
        if (_version.IsAtLeast(5, 8))
        {
            hints.Add(new("ssr.enabled", Value.False));
        }
        return Value.Map(new MapValue(hints));
    }

    private void Authenticate(MapValue auth)
    {
        var token = new AuthToken(
            RequestExtra.Text(auth, "scheme") ?? "none",
            RequestExtra.Text(auth, "principal") ?? "",
            RequestExtra.Text(auth, "credentials") ?? ""
        );
        var principal = _context.Engine.Authenticate(token);
        var session = _context.Engine.OpenSession(principal, Address, _context.Connection);
        _context.Connection.UserName = principal.Name;
        Volatile.Write(ref _engineSession, session);
        _streams = new ResultStreams(session, _version, _output, _flush);
    }

    private void WriteLogonSuccess()
    {
        _state = BoltState.Ready;
        _responses.Success(
            _version.IsAtLeast(5, 8)
                ? new MapValue([new("advertised_address", Value.String(Address(null)))])
                : MapValue.Empty
        );
    }

    private async ValueTask LogoffAsync()
    {
        var session = _engineSession!;
        Volatile.Write(ref _engineSession, null);
        _context.Connection.UserName = "";
        await session.DisposeAsync();
        _state = BoltState.Authentication;
        _responses.Success(MapValue.Empty);
    }

    private void Route(RouteRequest route)
    {
        if (route.ImpersonatedUser is not null)
        {
            throw BoltErrors.ImpersonationNotAllowed(route.ImpersonatedUser);
        }
        string database = _context.Engine.ResolveDatabase(route.Database);
        string address = Address(RequestExtra.Text(route.Routing, "address"));
        _responses.Success(RoutingTable.Of(database, address));
    }

    /// <summary>Where clients shall connect: what was configured, else how this client reached us.</summary>
    private string Address(string? fromRequest) =>
        _context.Options.AdvertisedAddress
        ?? fromRequest
        ?? _clientAddress
        ?? _context.LocalEndPoint?.ToString()
        ?? "localhost:7687";

    private async ValueTask RunAsync(RunRequest run)
    {
        await _streams!.RunAsync(run, _filter.With(run.Extra), _responses);
        _state = BoltState.Streaming;
    }

    private async ValueTask PullAsync(PullRequest pull)
    {
        await _streams!.PullAsync(pull, _responses);
        if (!_streams.HasOpenResults)
        {
            _state = BoltState.Ready;
        }
    }

    private async ValueTask BeginAsync(BeginRequest begin)
    {
        await _streams!.BeginAsync(begin.Extra, _responses);
        _filter = _filter.With(begin.Extra);
        _state = BoltState.Transaction;
    }

    private async ValueTask CommitAsync()
    {
        await _streams!.CommitAsync(_responses);
        _state = BoltState.Ready;
    }

    private async ValueTask RollbackAsync()
    {
        await _streams!.AbortAsync();
        _responses.Success(MapValue.Empty);
        _state = BoltState.Ready;
    }

    private async ValueTask ResetAsync()
    {
        _hasResetStreams |= _streams!.HasOpenResults;
        await _streams.AbortAsync();
        _state = BoltState.Ready;
        _responses.Success(MapValue.Empty);
    }
}
