using System.Globalization;

namespace Quiver.Storage.Tests;

/// <summary>A folder of its own for a test, deleted at its end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder()
    {
        string name = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        Path = System.IO.Path.Join(System.IO.Path.GetTempPath(), $"quiver-{name}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
