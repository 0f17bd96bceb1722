using System.Globalization;

namespace Quiver.Csv.Tests;

/// <summary>A file of its own for a test, deleted at its end.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(byte[] content)
    {
        string name = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        Path = System.IO.Path.Join(System.IO.Path.GetTempPath(), $"quiver-{name}.csv");
        File.WriteAllBytes(Path, content);
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
