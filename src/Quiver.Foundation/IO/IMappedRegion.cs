namespace Quiver.Foundation.IO;

/// <summary>A read-only view of a file's bytes. The pointer is valid until disposal.</summary>
public unsafe interface IMappedRegion : IDisposable
{
    /// <summary>The first byte.</summary>
    byte* Pointer { get; }

    /// <summary>Length in bytes.</summary>
    long Length { get; }

    /// <summary>Lets the system take back the memory of what was read, where it can; it is read again when it is needed. Safe beside readers.</summary>
    void Forget() { }
}
