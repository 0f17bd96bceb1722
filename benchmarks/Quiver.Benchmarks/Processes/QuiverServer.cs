using System.Net;
using System.Net.Sockets;
using Quiver.Benchmarks.Bolt;

namespace Quiver.Benchmarks.Processes;

/// <summary>A server over the generated database.</summary>
internal sealed class QuiverServer : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly ChildProcess _process;
    private readonly IPEndPoint _bolt;
    private readonly IPEndPoint _http = FreeAddress();

    public QuiverServer(QuiverProgram program)
    {
        _bolt = FreeAddress();
        _process = program.Start(
            "serve",
            $"--bolt-listen={_bolt}",
            $"--http-listen={_http}",
            "--auth=none",
            $"--default-database={QuiverProgram.Database}"
        );
    }

    /// <summary>Where it listens for HTTP.</summary>
    public IPEndPoint Http => _http;

    /// <summary>The time since the process was started.</summary>
    public TimeSpan Elapsed => _process.Elapsed;

    /// <summary>The processor time that the server has used so far.</summary>
    public TimeSpan Processor => MachineLoad.ProcessorTime(_process.Id);

    /// <summary>Connects as soon as the server listens.</summary>
    public LeanBoltClient Connect()
    {
        while (true)
        {
            try
            {
                return LeanBoltClient.Connect(_bolt);
            }
            catch (SocketException error)
                when (error.SocketErrorCode == SocketError.ConnectionRefused)
            {
                if (Elapsed > StartLimit || _process.HasEnded)
                {
                    throw new BenchmarkException(
                        $"The server does not listen:\n{File.ReadAllText(_process.OutputFile)}"
                    );
                }
                using var never = new ManualResetEventSlim();
                never.Wait(Pause);
            }
        }
    }

    /// <summary>Asks the server to end.</summary>
    public ProcessUsage Stop() => _process.Stop();

    /// <inheritdoc/>
    public void Dispose() => _process.Abandon();

    private static IPEndPoint FreeAddress()
    {
        using var probe = new Socket(SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return new IPEndPoint(IPAddress.Loopback, ((IPEndPoint)probe.LocalEndPoint!).Port);
    }
}
