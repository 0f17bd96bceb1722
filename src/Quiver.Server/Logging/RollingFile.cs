using System.Text;
using Quiver.Foundation.IO;

namespace Quiver.Server.Logging;

/// <summary>A log file that is appended to, and set aside under a number when it has grown large; the oldest is deleted.</summary>
/// <remarks>Thread safe. Lines are handed to the system as they come and are not synced: a power cut may lose the last ones.</remarks>
internal sealed class RollingFile : IDisposable
{
    private const int KeptFiles = 5;

    private readonly IFileSystem _fileSystem;
    private readonly string _path;
    private readonly long _maxBytes;
    private readonly Lock _lock = new();
    private IFileHandle _file;
    private long _length;

    /// <summary>Opens the file, or makes it.</summary>
    public RollingFile(IFileSystem fileSystem, string path, long maxBytes = 20L * 1024 * 1024)
    {
        _fileSystem = fileSystem;
        _path = path;
        _maxBytes = maxBytes;
        _file = Open();
    }

    /// <summary>Appends text that ends with a line end.</summary>
    public void Append(string lines)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(lines);
        lock (_lock)
        {
            if (_length > 0 && _length + bytes.Length > _maxBytes)
            {
                SetAside();
            }
            _file.Write(bytes, _length);
            _length += bytes.Length;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _file.Dispose();
        }
    }

    private IFileHandle Open()
    {
        var file = _fileSystem.OpenOrCreate(_path);
        _length = file.Length;
        return file;
    }

    private void SetAside()
    {
        _file.Dispose();
        for (int number = KeptFiles - 1; number >= 1; number--)
        {
            if (_fileSystem.FileExists($"{_path}.{number}"))
            {
                _fileSystem.Rename($"{_path}.{number}", $"{_path}.{number + 1}");
            }
        }
        _fileSystem.Rename(_path, $"{_path}.1");
        _file = Open();
    }
}
