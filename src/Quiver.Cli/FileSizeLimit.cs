using System.Runtime.InteropServices;

namespace Quiver.Cli;

/// <summary>
/// Lets a write beyond the limit on the size of files (<c>ulimit -f</c>) fail with an error that names the file, as on a full disk, where the signal would end the process in the middle.
/// </summary>
internal static class FileSizeLimit
{
    /// <summary>SIGXFSZ on Linux, which has no name in <see cref="PosixSignal"/>.</summary>
    private const PosixSignal Exceeded = (PosixSignal)25;

    private static PosixSignalRegistration? _registration;

    /// <summary>Takes the signal from now on.</summary>
    public static void MakeError() =>
        _registration ??= PosixSignalRegistration.Create(
            Exceeded,
            context => context.Cancel = true
        );
}
