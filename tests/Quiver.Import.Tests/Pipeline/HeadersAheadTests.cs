using System.Collections.Concurrent;
using System.Globalization;
using Quiver.Import.Headers;
using Quiver.Import.Pipeline;

namespace Quiver.Import.Tests.Pipeline;

public sealed class HeadersAheadTests
{
    private const int Groups = 100;

    private static readonly string?[] Paths =
    [
        .. Enumerable.Range(0, Groups).Select(group => group % 7 == 3 ? null : PathOf(group)),
    ];

    private static readonly IReadOnlyList<string>?[] Files =
    [
        .. Paths.Select(path => path is null ? null : (string[])[path, "further"]),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Each_group_gets_the_header_of_its_file_which_is_read_once(int threads)
    {
        var read = new ConcurrentBag<string>();
        using var ahead = new HeadersAhead(
            Files,
            files =>
            {
                string path = files[0];
                read.Add(path);
                return Empty(path);
            }
        );
        ahead.Start(threads);
        for (int group = 0; group < Groups; group++)
        {
            if (Paths[group] is not null)
            {
                Assert.Equal(Paths[group], ahead.Take(group).Header?.Path);
            }
        }
        string?[] expected = [.. Paths.Where(path => path is not null)];
        Assert.Equal(expected, read.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_header_that_takes_long_holds_up_no_other()
    {
        using var isLastRead = new ManualResetEventSlim();
        using var ahead = new HeadersAhead(
            Files,
            files =>
            {
                string path = files[0];
                if (path == PathOf(0))
                {
                    isLastRead.Wait();
                }
                if (path == PathOf(Groups - 1))
                {
                    isLastRead.Set();
                }
                return Empty(path);
            }
        );
        ahead.Start(2);
        Assert.Equal(PathOf(0), ahead.Take(0).Header?.Path);
        Assert.Equal(PathOf(Groups - 1), ahead.Take(Groups - 1).Header?.Path);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_file_that_fails_is_told_of_when_its_group_is_planned(int threads)
    {
        using var ahead = new HeadersAhead(
            Files,
            files => files[0] == PathOf(50) ? throw new IOException("gone") : Empty(files[0])
        );
        ahead.Start(threads);
        Assert.Equal(PathOf(49), ahead.Take(49).Header?.Path);
        var fault = Assert.Throws<IOException>(() => ahead.Take(50));
        Assert.Equal("gone", fault.Message);
    }

    private static string PathOf(int group) =>
        group.ToString("D3", CultureInfo.InvariantCulture) + ".csv";

    private static CheckedHeader Empty(string path) =>
        new(new Header(path, new HeaderColumns(0, 0), []), []);
}
