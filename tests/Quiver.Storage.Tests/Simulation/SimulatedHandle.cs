using Quiver.Foundation.IO;

namespace Quiver.Storage.Tests.Simulation;

internal sealed class SimulatedHandle(SimulatedFileSystem system, SimulatedFile file, string path)
    : IFileHandle
{
    private const int AllocatedBytes = 4096;

    public string Path => path;

    public long Length => system.Look(() => file.Content.LongLength);

    public int Read(Span<byte> destination, long offset)
    {
        byte[] content = system.Look(() => file.Content);
        int count = (int)Math.Clamp(content.Length - offset, 0, destination.Length);
        content.AsSpan((int)Math.Min(offset, content.Length), count).CopyTo(destination);
        system.Shown?.Invoke(path, offset, destination[..count]);
        return count;
    }

    public void Write(ReadOnlySpan<byte> source, long offset)
    {
        byte[] bytes = source.ToArray();
        system.Step(
            SimulatedStep.Write,
            path,
            () => file.Write(bytes, offset),
            () => file.Write(bytes.AsSpan(0, bytes.Length / 2), offset)
        );
    }

    public void SetLength(long length) =>
        system.Step(SimulatedStep.SetLength, path, () => file.SetLength(length));

    /// <summary>Gives less than it is asked for, so that files stay small.</summary>
    public void Allocate(long offset, long length, bool areWritten)
    {
        int given = (int)Math.Min(length, AllocatedBytes);
        long end = offset + given;
        system.Step(
            SimulatedStep.SetLength,
            path,
            () => file.SetLength(Math.Max(end, file.Content.LongLength))
        );
        if (areWritten)
        {
            Write(new byte[given], offset);
        }
    }

    public void SyncData() => system.Step(SimulatedStep.Sync, path, file.Sync, file.FailSync);

    public IMappedRegion Map(long offset, long length)
    {
        byte[] content = system.Look(() => file.Content);
        return new SimulatedRegion(content.AsSpan((int)offset, (int)length));
    }

    public void Dispose() { }
}
