namespace Quiver.Foundation.IO;

/// <summary>A read-only view of a file's bytes. The pointer is valid until disposal.</summary>
public unsafe interface IMappedRegion : IDisposable
{
    /// <summary>The first byte.</summary>
    byte* Pointer { get; }

    /// <summary>Length in bytes.</summary>
    long Length { get; }
}
