namespace Quiver.Cli;

/// <summary>What the process tells its caller; the numbers are those of neo4j-admin.</summary>
internal static class ExitCode
{
    /// <summary>It worked.</summary>
    public const int Success = 0;

    /// <summary>The database is in use.</summary>
    public const int InUse = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 64;

    /// <summary>The work failed.</summary>
    public const int Failed = 70;

    /// <summary>A file cannot be read or written, or a server not reached.</summary>
    public const int InputOutput = 74;

    /// <summary>The operating system refuses access.</summary>
    public const int Permission = 77;

    /// <summary>Stopped by Ctrl-C, as shells count it.</summary>
    public const int Interrupted = 130;
}
