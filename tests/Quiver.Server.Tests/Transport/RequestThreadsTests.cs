using System.Net;
using System.Net.Sockets;
using System.Text;
using Quiver.Foundation.Threading;
using Quiver.Server.Transport;

namespace Quiver.Server.Tests.Transport;

public sealed class RequestThreadsTests
{
    [Fact]
    public async Task A_request_is_worked_on_while_more_of_them_than_there_are_threads_take_long()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var release = new ManualResetEventSlim();
        const int busy = 100;
        var clients = new List<TcpClient>();
        var served = new List<Task<WorkerGroup?>>();
        for (int i = 0; i < busy; i++)
        {
            served.Add(await ServeAsync(listener, clients, release.Wait));
        }
        var quick = await ServeAsync(listener, clients, static () => { });

        foreach (var client in clients)
        {
            await client
                .GetStream()
                .WriteAsync("x"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        var group = await quick.WaitAsync(Eventually.Limit, TestContext.Current.CancellationToken);
        Assert.NotNull(group);
        Assert.All(served, static task => Assert.False(task.IsCompleted));
        release.Set();
        foreach (var task in served)
        {
            Assert.Same(
                group,
                await task.WaitAsync(Eventually.Limit, TestContext.Current.CancellationToken)
            );
        }
        clients.ForEach(static client => client.Dispose());
    }

    [Fact]
    public async Task What_is_posted_runs_on_one_of_the_threads_also_when_all_of_them_wait()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var clients = new List<TcpClient>();
        var served = await ServeAsync(listener, clients, static () => { });
        await clients[0]
            .GetStream()
            .WriteAsync("x"u8.ToArray(), TestContext.Current.CancellationToken);
        var group = await served.WaitAsync(Eventually.Limit, TestContext.Current.CancellationToken);
        Assert.NotNull(group);

        for (int i = 0; i < 1_000; i++)
        {
            var work = new Work();
            group.Post(work);
            Assert.Same(
                group,
                await work.Done.WaitAsync(Eventually.Limit, TestContext.Current.CancellationToken)
            );
        }
        clients[0].Dispose();
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_does_not_end_the_next_one()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await using var connection = await AcceptAsync(listener, client);
        for (int i = 0; i < 500; i++)
        {
            var cancelled = connection
                .Input.ReadAsync(TestContext.Current.CancellationToken)
                .AsTask();
            connection.Input.CancelPendingRead();
            Assert.True((await cancelled).IsCanceled);
            await client
                .GetStream()
                .WriteAsync("x"u8.ToArray(), TestContext.Current.CancellationToken);

            var read = await connection
                .Input.ReadAsync(TestContext.Current.CancellationToken)
                .AsTask()
                .WaitAsync(Eventually.Limit, TestContext.Current.CancellationToken);

            Assert.Equal("x", Encoding.ASCII.GetString(read.Buffer.FirstSpan));
            connection.Input.AdvanceTo(read.Buffer.End);
        }
    }

    /// <summary>Connects a client; the task that is given ends when its first byte was received and some work done. It says which threads did that.</summary>
    private static async Task<Task<WorkerGroup?>> ServeAsync(
        TcpListener listener,
        List<TcpClient> clients,
        Action work
    )
    {
        var client = new TcpClient();
        clients.Add(client);
        return WorkAsync(await AcceptAsync(listener, client), work);
    }

    private static async Task<DirectConnection> AcceptAsync(TcpListener listener, TcpClient client)
    {
        await client.ConnectAsync(
            (IPEndPoint)listener.LocalEndpoint,
            TestContext.Current.CancellationToken
        );
        var socket = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        socket.Blocking = false;
        return new DirectConnection(socket);
    }

    private static async Task<WorkerGroup?> WorkAsync(DirectConnection connection, Action work)
    {
        await using (connection)
        {
            // Not where a context of the tests wants it, but where the byte was heard of.
            await connection.Input.ReadAsync().ConfigureAwait(false);
            work();
            return WorkerGroup.Current;
        }
    }

    private sealed class Work : IThreadPoolWorkItem
    {
        private readonly TaskCompletionSource<WorkerGroup?> _done = new(
            TaskCreationOptions.RunContinuationsAsynchronously
        );

        public Task<WorkerGroup?> Done => _done.Task;

        public void Execute() => _done.SetResult(WorkerGroup.Current);
    }
}
