using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Quiver.Foundation.IO;

namespace Quiver.Foundation.Network;

/// <summary>
/// Fetches files by HTTP and HTTPS into a folder of copies. The addresses that a name has are looked up once, for the connection that is then made to one of them, and checked there: so a name that
/// changes its address, and each redirection, is checked as well.
/// </summary>
/// <remarks>Thread safe.</remarks>
public sealed class RemoteFiles : IDisposable
{
    private const int MaxRedirections = 5;
    private const int CopyBytes = 1 << 16;
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(10);

    private readonly IFileSystem _files;
    private readonly RemoteOptions _options;
    private readonly RemoteAddresses _addresses;
    private readonly HttpClient _client;
    private readonly Lock _beginning = new();
    private long _count;
    private bool _isBegun;

    /// <summary>Fetches nothing yet.</summary>
    /// <param name="files">Through which copies are written.</param>
    /// <param name="options">What may be fetched.</param>
    public RemoteFiles(IFileSystem files, RemoteOptions options)
    {
        _files = files;
        _options = options;
        _addresses = new RemoteAddresses(options);
        _client = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.None,
                ConnectTimeout = s_connectTimeout,
                // A connection that is kept would serve a name whose address was checked before.
                PooledConnectionLifetime = TimeSpan.Zero,
                ConnectCallback = ConnectAsync,
            }
        )
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Whether an address is one of the network that can be fetched.</summary>
    public static bool Knows(string url) =>
        url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Fetches a file; returns the path of its copy, which the caller deletes.</summary>
    /// <exception cref="IOException">It may not be fetched, or cannot; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public string Fetch(string url, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(_options.Timeout);
        string path = Path.Combine(
            _options.Folder,
            Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture)
        );
        bool isWhole = false;
        RemoveLeftovers();
        try
        {
            using var response = Get(url, deadline.Token);
            _files.CreateDirectory(_options.Folder);
            Copy(response, path, deadline.Token);
            isWhole = true;
            return path;
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"it took longer than {_options.Timeout.TotalSeconds} seconds"
                ),
                error
            );
        }
        catch (HttpRequestException error)
        {
            // What the check of the address says is told as it is.
            string why = error.InnerException is IOException inner ? inner.Message : error.Message;
            throw new IOException(why, error);
        }
        finally
        {
            if (!isWhole)
            {
                _files.DeleteFile(path);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    // What a killed process left goes before the first copy of this one is made.
    private void RemoveLeftovers()
    {
        lock (_beginning)
        {
            if (!_isBegun)
            {
                _files.DeleteDirectory(_options.Folder);
                _isBegun = true;
            }
        }
    }

    private HttpResponseMessage Get(string url, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            throw new IOException("it is no address");
        }
        for (int redirections = 0; ; redirections++)
        {
            if (address.Scheme is not ("http" or "https"))
            {
                throw new IOException($"it leads to {address}");
            }
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            var response = _client.Send(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                cancellation
            );
            if (response.IsSuccessStatusCode)
            {
                return response;
            }
            using (response)
            {
                if (
                    (int)response.StatusCode / 100 != 3
                    || response.Headers.Location is not { } next
                )
                {
                    throw new IOException($"the server answered {(int)response.StatusCode}");
                }
                if (redirections == MaxRedirections)
                {
                    throw new IOException($"it was redirected more than {MaxRedirections} times");
                }
                address = new Uri(address, next);
            }
        }
    }

    private void Copy(HttpResponseMessage response, string path, CancellationToken cancellation)
    {
        using var content = response.Content.ReadAsStream(cancellation);
        // A read that waits ends with the connection.
        using var ended = cancellation.Register(response.Dispose);
        using var file = _files.CreateNew(path);
        byte[] buffer = new byte[CopyBytes];
        long length = 0;
        while (true)
        {
            int count;
            try
            {
                count = content.Read(buffer);
            }
            catch (Exception) when (cancellation.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellation);
            }
            cancellation.ThrowIfCancellationRequested();
            if (count == 0)
            {
                return;
            }
            if (length + count > _options.MaxBytes)
            {
                throw new IOException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"it has more than {_options.MaxBytes} bytes"
                    )
                );
            }
            file.Write(buffer.AsSpan(0, count), length);
            length += count;
        }
    }

    private async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        CancellationToken cancellation
    )
    {
        string host = context.DnsEndPoint.Host;
        var found = await Dns.GetHostAddressesAsync(host, cancellation).ConfigureAwait(false);
        var allowed = Array.FindAll(found, _addresses.Allows);
        if (allowed.Length == 0)
        {
            throw new IOException(
                $"the address of {host} is one of this machine, of a private network or of those that the settings refuse"
            );
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket
                .ConnectAsync(allowed, context.DnsEndPoint.Port, cancellation)
                .ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
