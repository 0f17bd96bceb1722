using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd.Drivers;

/// <summary>The official driver over TLS, at a server that was started with a certificate of its own.</summary>
public sealed class EncryptedDriverTests
{
    [Fact]
    public async Task The_driver_works_with_and_without_TLS_at_one_address()
    {
        using var home = new QuiverHome();
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=localhost",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        home.Write("public.crt", certificate.ExportCertificatePem());
        home.Write("private.key", key.ExportPkcs8PrivateKeyPem());
        using var server = await RunningServer.StartAsync(
            home,
            "neo4j/secret-password",
            "127.0.0.1",
            "--tls-certificate=public.crt",
            "--tls-key=private.key",
            "--https-listen=127.0.0.1:0"
        );
        foreach (string scheme in (string[])["bolt+ssc", "bolt", "neo4j+ssc"])
        {
            string[][] rows = await JavaScriptDriver.QueryAsync(
                server,
                "neo4j",
                [("UNWIND range(1, 20000) AS i RETURN count(i), sum(size(toString(i)))", null)],
                scheme
            );
            Assert.Equal(["20000 88894"], rows[0]);
        }
        string https = server.Program.Output.Split("HTTPS ")[1].Split('\n')[0].Trim();
        var answer = await home.BashAsync($"curl -sS --cacert public.crt -k {https}/");
        Assert.Contains("https://127.0.0.1", answer.Expect(0).Output, StringComparison.Ordinal);
        (await server.StopAsync()).Expect(0);
    }
}
