namespace Quiver.Foundation.IO;

/// <summary>A file system has no space left for what was to be written, or the user's quota is used up.</summary>
public sealed class DiskFullException : IOException
{
    /// <summary>Makes the exception.</summary>
    public DiskFullException(string message)
        : base(message) { }

    /// <summary>Makes the exception with the platform's error number.</summary>
    public DiskFullException(string message, int error)
        : base(message, error) { }
}
