namespace Quiver.Storage.Increments;

/// <summary>A file that several threads write piece by piece. Thread safe.</summary>
internal interface IRunFile
{
    /// <summary>Writes bytes at an offset. Their address is as far from a multiple of 4,096 as the offset is.</summary>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Ends the file when all of it was written. It is durable when its handle is synced.</summary>
    /// <param name="length">How long it is.</param>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    void Finish(long length);
}
