using Quiver.Bolt.Handshake;
using Quiver.Bolt.PackStream;
using Quiver.Bolt.Session;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Bolt.Messages;

/// <summary>Reads requests from message bytes.</summary>
internal static class RequestDecoder
{
    /// <summary>Decodes one message.</summary>
    /// <param name="message">The joined chunks.</param>
    /// <param name="version">The connection's version: decides which messages exist.</param>
    /// <param name="utc">Whether zoned date-times use the UTC structures.</param>
    /// <exception cref="PackStreamException">The bytes are no message of this version; the connection ends.</exception>
    public static RequestMessage Decode(ReadOnlySpan<byte> message, BoltVersion version, bool utc)
    {
        var reader = new PackStreamReader(message);
        byte tag = reader.ReadStructure(out int fieldCount);
        RequestMessage request;
        try
        {
            request = DecodeFields(ref reader, tag, fieldCount, version, utc);
        }
        catch (CypherException error)
        {
            return new RefusedRequest(error);
        }
        return reader.Remaining == 0
            ? request
            : throw new PackStreamException("Bytes follow the end of a message.");
    }

    private static RequestMessage DecodeFields(
        ref PackStreamReader reader,
        byte tag,
        int fieldCount,
        BoltVersion version,
        bool utc
    ) =>
        (tag, fieldCount) switch
        {
            (HelloRequest.Tag, 1) => new HelloRequest(ValueReader.ReadMap(ref reader, utc)),
            (LogonRequest.Tag, 1) when version.HasLogon => new LogonRequest(
                ValueReader.ReadMap(ref reader, utc)
            ),
            (LogoffRequest.Tag, 0) when version.HasLogon => new LogoffRequest(),
            (TelemetryRequest.Tag, 1) when version.IsAtLeast(5, 4) => new TelemetryRequest(
                reader.ReadInteger()
            ),
            (GoodbyeRequest.Tag, 0) => new GoodbyeRequest(),
            (ResetRequest.Tag, 0) => new ResetRequest(),
            (RunRequest.Tag, 3) => new RunRequest(
                reader.ReadString(),
                ValueReader.ReadMap(ref reader, utc),
                ValueReader.ReadMap(ref reader, utc)
            ),
            (BeginRequest.Tag, 1) => new BeginRequest(ValueReader.ReadMap(ref reader, utc)),
            (CommitRequest.Tag, 0) => new CommitRequest(),
            (RollbackRequest.Tag, 0) => new RollbackRequest(),
            (PullRequest.Tag, 1) when version.HasPartialPulls => DecodePull(
                ref reader,
                utc,
                discard: false
            ),
            (PullRequest.DiscardTag, 1) when version.HasPartialPulls => DecodePull(
                ref reader,
                utc,
                discard: true
            ),
            (PullRequest.Tag, 0) when !version.HasPartialPulls => PullRequest.All(discard: false),
            (PullRequest.DiscardTag, 0) when !version.HasPartialPulls => PullRequest.All(
                discard: true
            ),
            (RouteRequest.Tag, 3) when version.HasRoute => DecodeRoute(ref reader, utc),
            _ => throw new PackStreamException(
                $"Bolt {version} has no message 0x{tag:X2} with {fieldCount} fields."
            ),
        };

    private static PullRequest DecodePull(ref PackStreamReader reader, bool utc, bool discard)
    {
        var extra = ValueReader.ReadMap(ref reader, utc);
        if (!extra.TryGetValue("n", out var count) || count.Kind != ValueKind.Integer)
        {
            throw BoltErrors.InvalidRequest("PULL and DISCARD need the number of rows n.");
        }
        if (count.AsInteger() is 0 or < -1)
        {
            throw BoltErrors.InvalidRequest(
                $"The number of rows n must be -1 or positive, but is {count.AsInteger()}."
            );
        }
        long queryId =
            extra.TryGetValue("qid", out var qid) && qid.Kind == ValueKind.Integer
                ? qid.AsInteger()
                : -1;
        return new PullRequest(count.AsInteger(), queryId, discard);
    }

    private static RouteRequest DecodeRoute(ref PackStreamReader reader, bool utc)
    {
        var routing = ValueReader.ReadMap(ref reader, utc);
        ValueReader.Read(ref reader, utc);
        var third = ValueReader.Read(ref reader, utc);
        var extra = third.Kind == ValueKind.Map ? third.AsMap() : MapValue.Empty;
        string? database =
            third.Kind == ValueKind.String ? third.AsString() : RequestExtra.Text(extra, "db");
        return new RouteRequest(routing, database, RequestExtra.Text(extra, "imp_user"));
    }
}
