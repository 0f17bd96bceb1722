using Quiver.Foundation.IO;
using Quiver.Server.Logging;

namespace Quiver.Server.Tests.Logging;

public sealed class RollingFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quiver-log-");

    private string LogPath => Path.Combine(_folder.FullName, "quiver.log");

    [Fact]
    public void Lines_are_appended_also_after_reopening()
    {
        using (var first = new RollingFile(PosixFileSystem.Instance, LogPath))
        {
            first.Append("one\n");
        }
        using (var second = new RollingFile(PosixFileSystem.Instance, LogPath))
        {
            second.Append("two\n");
        }

        Assert.Equal("one\ntwo\n", File.ReadAllText(LogPath));
    }

    [Fact]
    public void A_full_file_is_set_aside_and_only_so_many_are_kept()
    {
        using (var log = new RollingFile(PosixFileSystem.Instance, LogPath, maxBytes: 10))
        {
            for (int i = 0; i < 20; i++)
            {
                log.Append($"line {i:00}\n");
            }
        }

        Assert.Equal("line 19\n", File.ReadAllText(LogPath));
        Assert.Equal("line 18\n", File.ReadAllText(LogPath + ".1"));
        Assert.Equal("line 14\n", File.ReadAllText(LogPath + ".5"));
        Assert.Equal(6, _folder.GetFiles().Length);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
