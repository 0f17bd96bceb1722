using System.Globalization;
using System.Text;

namespace Quiver.Http.Tests;

/// <summary>A response as it came over the wire, taken apart.</summary>
internal sealed record RawResponse(
    string StatusLine,
    IReadOnlyDictionary<string, string> Headers,
    string Body
)
{
    /// <summary>Takes apart the bytes of one response whose connection was closed behind it.</summary>
    public static RawResponse Parse(byte[] bytes)
    {
        int end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        Assert.True(end > 0, $"no header end in: {Encoding.UTF8.GetString(bytes)}");
        string[] lines = Encoding.ASCII.GetString(bytes, 0, end).Split("\r\n");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string line in lines.Skip(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }
        byte[] body = bytes[(end + 4)..];
        if (headers.GetValueOrDefault("Transfer-Encoding") == "chunked")
        {
            body = Dechunk(body);
        }
        return new RawResponse(lines[0], headers, Encoding.UTF8.GetString(body));
    }

    private static byte[] Dechunk(byte[] chunked)
    {
        using var whole = new MemoryStream();
        int at = 0;
        while (true)
        {
            int lineEnd = at + chunked.AsSpan(at).IndexOf("\r\n"u8);
            Assert.True(lineEnd >= at, "the response was broken off");
            int size = int.Parse(
                Encoding.ASCII.GetString(chunked, at, lineEnd - at),
                NumberStyles.HexNumber,
                CultureInfo.InvariantCulture
            );
            if (size == 0)
            {
                return whole.ToArray();
            }
            whole.Write(chunked, lineEnd + 2, size);
            at = lineEnd + 2 + size + 2;
        }
    }
}
