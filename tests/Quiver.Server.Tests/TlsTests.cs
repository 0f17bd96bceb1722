using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Quiver.Server.Tls;

namespace Quiver.Server.Tests;

/// <summary>Bolt and HTTP over TLS, with a certificate of the test's own.</summary>
public sealed class TlsTests : IDisposable
{
    private static readonly byte[] s_opening =
    [
        0x60,
        0x60,
        0xB0,
        0x17,
        0,
        0,
        4,
        4,
        .. new byte[12],
    ];

    private readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(TlsLevel.Optional)]
    [InlineData(TlsLevel.Required)]
    public async Task Bolt_is_spoken_inside_TLS(TlsLevel level)
    {
        await using var server = await StartAsync(level);
        using var client = await ConnectAsync(server.BoltEndPoint!.Port);
        await using var stream = await EncryptAsync(client);
        Assert.Equal([0, 0, 4, 4], await ShakeHandsAsync(stream));
    }

    [Fact]
    public async Task Plain_Bolt_is_served_where_TLS_is_optional_and_closed_where_it_is_required()
    {
        await using (var server = await StartAsync(TlsLevel.Optional))
        {
            using var client = await ConnectAsync(server.BoltEndPoint!.Port);
            Assert.Equal([0, 0, 4, 4], await ShakeHandsAsync(client.GetStream()));
        }
        await using (var server = await StartAsync(TlsLevel.Required))
        {
            using var client = await ConnectAsync(server.BoltEndPoint!.Port);
            await Assert.ThrowsAnyAsync<IOException>(() => ShakeHandsAsync(client.GetStream()));
        }
    }

    [Fact]
    public async Task A_client_that_says_nothing_or_leaves_holds_up_nobody()
    {
        await using var server = await StartAsync(TlsLevel.Optional);
        using var silent = await ConnectAsync(server.BoltEndPoint!.Port);
        using (await ConnectAsync(server.BoltEndPoint!.Port)) { }
        using var client = await ConnectAsync(server.BoltEndPoint!.Port);
        Assert.Equal([0, 0, 4, 4], await ShakeHandsAsync(client.GetStream()));
        await server.StopAsync().WaitAsync(Eventually.Limit);
    }

    [Fact]
    public async Task Https_answers_with_the_certificate_and_names_itself()
    {
        await using var server = await StartAsync(TlsLevel.Disabled);
        using var handler = new SocketsHttpHandler { SslOptions = Trusting() };
        using var http = new HttpClient(handler);
        string text = await http.GetStringAsync(
            new Uri($"https://127.0.0.1:{server.HttpsEndPoint!.Port}/"),
            TestContext.Current.CancellationToken
        );
        Assert.Contains("\"transaction\":\"https://127.0.0.1", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.crt", "private.key")]
    [InlineData("private.key", "public.crt")]
    public async Task A_certificate_that_cannot_be_used_stops_the_start_and_is_named(
        string certificate,
        string key
    )
    {
        WriteCertificate();
        var error = await Assert.ThrowsAsync<ServerStartException>(() =>
            QuiverServer.StartAsync(
                _home.Options with
                {
                    HttpsListen = new ListenAddress("127.0.0.1", 0),
                    HttpsIdentity = new TlsIdentity(PathOf(certificate), PathOf(key)),
                },
                TestContext.Current.CancellationToken
            )
        );
        Assert.Contains(certificate, error.Message, StringComparison.Ordinal);
    }

    private Task<QuiverServer> StartAsync(TlsLevel level)
    {
        WriteCertificate();
        var identity = new TlsIdentity(PathOf("public.crt"), PathOf("private.key"));
        return QuiverServer.StartAsync(
            _home.Options with
            {
                BoltListen = new ListenAddress("127.0.0.1", 0),
                BoltTls = level,
                BoltIdentity = identity,
                HttpsListen = new ListenAddress("127.0.0.1", 0),
                HttpsIdentity = identity,
            },
            TestContext.Current.CancellationToken
        );
    }

    private string PathOf(string name) => Path.Join(_home.Path, name);

    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=quiver.test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("quiver.test");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(PathOf("public.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(PathOf("private.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private static async Task<TcpClient> ConnectAsync(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
        return client;
    }

    private async Task<SslStream> EncryptAsync(TcpClient client)
    {
        var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(Trusting());
        return stream;
    }

    /// <summary>A client that believes the one certificate of these tests, and no other.</summary>
    private SslClientAuthenticationOptions Trusting()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(PathOf("public.crt"));
        return new() { TargetHost = "quiver.test", CertificateChainPolicy = policy };
    }

    private static async Task<byte[]> ShakeHandsAsync(Stream stream)
    {
        await stream.WriteAsync(s_opening);
        byte[] version = new byte[4];
        await stream.ReadExactlyAsync(version);
        return version;
    }
}
