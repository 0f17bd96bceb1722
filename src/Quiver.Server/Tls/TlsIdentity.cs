using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Quiver.Foundation.IO;

namespace Quiver.Server.Tls;

/// <summary>With what a listener proves who it is: PEM files, read when the server starts.</summary>
/// <param name="CertificateFile">The certificate, and behind it those that signed it.</param>
/// <param name="KeyFile">The certificate's private key.</param>
public sealed record TlsIdentity(string CertificateFile, string KeyFile)
{
    private const int MaxFileBytes = 1 << 20;

    /// <summary>The password of the key; null for a key without one.</summary>
    public string? KeyPassword { get; init; }

    /// <summary>Reads the files. Versions and ciphers are those of the system: TLS 1.2 and 1.3 where it was not changed.</summary>
    /// <exception cref="ServerStartException">A file cannot be read, or they do not belong together.</exception>
    internal HttpsConnectionAdapterOptions Load(IFileSystem files)
    {
        try
        {
            string certificates = Read(files, CertificateFile);
            string key = Read(files, KeyFile);
            var all = new X509Certificate2Collection();
            all.ImportFromPem(certificates);
            return new HttpsConnectionAdapterOptions
            {
                ServerCertificate = KeyPassword is null
                    ? X509Certificate2.CreateFromPem(certificates, key)
                    : X509Certificate2.CreateFromEncryptedPem(certificates, key, KeyPassword),
                ServerCertificateChain = [.. all.Skip(1)],
            };
        }
        catch (Exception error)
            when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ServerStartException(
                $"The certificate {CertificateFile} with the key {KeyFile} cannot be used: {error.Message}",
                error
            );
        }
    }

    private static string Read(IFileSystem files, string path)
    {
        using var handle = files.OpenRead(path);
        if (handle.Length > MaxFileBytes)
        {
            throw new IOException($"{path} is longer than {MaxFileBytes} bytes");
        }
        byte[] bytes = new byte[handle.Length];
        int length = handle.Read(bytes, 0);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
