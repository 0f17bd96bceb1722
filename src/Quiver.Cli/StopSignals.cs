using System.Runtime.InteropServices;

namespace Quiver.Cli;

/// <summary>Turns Ctrl-C, SIGTERM and the end of the terminal into a cancellation, so that a command ends in order.</summary>
internal static class StopSignals
{
    private static readonly CancellationTokenSource Source = new();
    private static readonly List<PosixSignalRegistration> Registrations = [];

    /// <summary>Begins to listen. A second signal ends the process at once.</summary>
    public static CancellationToken Listen()
    {
        foreach (
            var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
        )
        {
            Registrations.Add(PosixSignalRegistration.Create(signal, Handle));
        }
        return Source.Token;
    }

    private static void Handle(PosixSignalContext context)
    {
        if (!Source.IsCancellationRequested)
        {
            context.Cancel = true;
            Source.Cancel();
        }
    }
}
