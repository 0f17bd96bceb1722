using System.Net;
using System.Net.Sockets;
using System.Text;
using Quiver.Foundation.IO;
using Quiver.Foundation.Network;

namespace Quiver.Foundation.Tests.Network;

/// <summary>Fetching over loopback, from a server that answers as each test says.</summary>
public sealed class RemoteFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quiver-remote-");
    private readonly TcpListener _listener = new(IPAddress.Any, 0);
    private string _answer = "";
    private readonly TaskCompletionSource _isOver = new();
    private bool _stalls;

    public RemoteFilesTests()
    {
        _listener.Start();
        _ = ServeAsync();
    }

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    private string Copies => Path.Join(_folder.FullName, "downloads");

    private RemoteOptions Allowed => new() { Folder = Copies, AllowsPrivateAddresses = true };

    public void Dispose()
    {
        _isOver.SetResult();
        _listener.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void A_file_is_copied_and_what_was_left_before_is_gone()
    {
        Directory.CreateDirectory(Copies);
        File.WriteAllText(Path.Join(Copies, "left"), "");
        _answer = Ok("a,b\n1,2\n");
        string path = Fetch(Allowed, "127.0.0.1");
        Assert.Equal("a,b\n1,2\n", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(Copies));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    public void This_machine_is_refused_by_whatever_name(string host)
    {
        _answer = Ok("secret");
        Refused(Allowed with { AllowsPrivateAddresses = false }, host, "this machine");
    }

    [Fact]
    public void Where_a_redirection_leads_is_checked_again()
    {
        var options = Allowed with { Refused = [IPNetwork.Parse("127.0.0.2/32")] };
        _answer = Redirect($"http://127.0.0.2:{Port}/x");
        Refused(options, "127.0.0.1", "127.0.0.2");
        _answer = Redirect("file:///etc/passwd");
        Refused(options, "127.0.0.1", "it leads to file:///etc/passwd");
        _answer = Redirect("/again");
        Refused(options, "127.0.0.1", "redirected more than 5 times");
    }

    [Fact]
    public void Too_large_too_slow_and_absent_files_leave_nothing()
    {
        _answer = Ok(new string('x', 1000));
        Refused(Allowed with { MaxBytes = 999 }, "127.0.0.1", "more than 999 bytes");
        _answer = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        Refused(Allowed, "127.0.0.1", "answered 404");
        _answer = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf";
        Refused(Allowed, "127.0.0.1", "");
        _stalls = true;
        Refused(
            Allowed with
            {
                Timeout = TimeSpan.FromSeconds(0.3),
            },
            "127.0.0.1",
            "longer than 0.3"
        );
        Assert.Empty(Directory.GetFiles(Copies));
    }

    [Fact]
    public void A_cancelled_query_ends_the_wait()
    {
        _answer = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf";
        _stalls = true;
        using var cancelled = new CancellationTokenSource(TimeSpan.FromSeconds(0.3));
        using var remote = new RemoteFiles(PosixFileSystem.Instance, Allowed);
        Assert.ThrowsAny<OperationCanceledException>(() =>
            remote.Fetch($"http://127.0.0.1:{Port}/f", cancelled.Token)
        );
    }

    private static string Ok(string body) =>
        $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";

    private static string Redirect(string to) =>
        $"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private string Fetch(RemoteOptions options, string host)
    {
        using var remote = new RemoteFiles(PosixFileSystem.Instance, options);
        return remote.Fetch($"http://{host}:{Port}/f", TestContext.Current.CancellationToken);
    }

    private void Refused(RemoteOptions options, string host, string why)
    {
        var error = Assert.ThrowsAny<IOException>(() => Fetch(options, host));
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _ = AnswerAsync(client);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            byte[] request = new byte[4096];
            _ = await client.GetStream().ReadAsync(request);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(_answer));
            if (_stalls)
            {
                await _isOver.Task;
            }
        }
    }
}
