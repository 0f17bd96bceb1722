using System.Runtime.InteropServices;

namespace Quiver.Foundation.IO;

/// <summary>Turns the C library's error numbers into exceptions that name the path.</summary>
internal static class PosixErrors
{
    public const int Interrupted = 4;
    public const int InvalidArgument = 22;
    public const int WouldBlock = 11;
    public const int NotImplemented = 38;
    public const int NotSupported = 95;

    private const int NotPermitted = 1;
    private const int NoEntry = 2;
    private const int NoDirectory = 20;
    private const int AccessDenied = 13;
    private const int Exists = 17;
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int OtherDevice = 18;
    private const int TooManyLinks = 31;
    private const int ReadOnlyFileSystem = 30;

    /// <summary>Whether the last failed call of this thread was refused because links of files are not to be had there, or no more of them.</summary>
    public static bool IsWithoutLinks() =>
        Marshal.GetLastPInvokeError()
            is NotPermitted
                or NotSupported
                or NotImplemented
                or OtherDevice
                or TooManyLinks;

    /// <summary>Whether the last failed call of this thread found nothing at its path.</summary>
    public static bool IsAbsent() => Marshal.GetLastPInvokeError() is NoEntry or NoDirectory;

    /// <summary>The exception for the last failed call of this thread.</summary>
    /// <param name="action">What was tried, for example <c>open</c>.</param>
    /// <param name="path">On what.</param>
    public static Exception Last(string action, string path)
    {
        int error = Marshal.GetLastPInvokeError();
        string message = $"Cannot {action} {path}: {Marshal.GetPInvokeErrorMessage(error)}.";
        return error switch
        {
            NoEntry => new FileNotFoundException(message, path),
            AccessDenied or NotPermitted or ReadOnlyFileSystem => new UnauthorizedAccessException(
                $"{message} The user is '{Environment.UserName}'."
            ),
            NoSpace or QuotaExceeded => new DiskFullException(
                $"{message} Free some space on that file system and try again.",
                error
            ),
            Exists => new IOException(message, error),
            _ => new IOException(message, error),
        };
    }
}
