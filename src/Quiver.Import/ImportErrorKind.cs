namespace Quiver.Import;

/// <summary>Whose mistake an <see cref="ImportException"/> is. The number is the exit code of the command.</summary>
public enum ImportErrorKind
{
    /// <summary>Another process has the database open.</summary>
    InUse = 1,

    /// <summary>The command line asks for something that cannot be.</summary>
    Usage = 64,

    /// <summary>Headers or data are wrong, or the database exists already.</summary>
    Data = 70,

    /// <summary>A file cannot be read or written.</summary>
    InputOutput = 74,

    /// <summary>The operating system refuses access.</summary>
    Permission = 77,
}
