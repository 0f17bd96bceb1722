using FsCheck;
using FsCheck.Fluent;
using Quiver.Engine.Databases;

namespace Quiver.Engine.Tests.Databases;

public sealed class BookmarkTests
{
    [Fact]
    public void Every_bookmark_reads_back_as_itself() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<Guid>(),
                ArbMap.Default.ArbFor<NonNegativeInt>(),
                ArbMap.Default.ArbFor<NonNegativeInt>(),
                (logId, epoch, sequence) =>
                {
                    var bookmark = new Bookmark(logId, epoch.Get, long.MaxValue - sequence.Get);
                    return Bookmark.TryParse(bookmark.ToString(), out var read) && read == bookmark;
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("::")]
    [InlineData("FB:kcwQ0000")]
    [InlineData("neo4j:bookmark:v1:tx42")]
    [InlineData("00000000-0000-0000-0000-000000000000:1")]
    [InlineData("00000000-0000-0000-0000-000000000000:1:-2")]
    [InlineData("00000000-0000-0000-0000-000000000000:1:2:3")]
    [InlineData("00000000-0000-0000-0000-000000000000:1:99999999999999999999")]
    [InlineData("00000000-0000-0000-0000-000000000000: 1:2")]
    [InlineData("not-a-guid:1:2")]
    public void Other_text_is_no_bookmark(string text) =>
        Assert.False(Bookmark.TryParse(text, out _));

    [Fact]
    public void Long_text_is_refused_unread() =>
        Assert.False(Bookmark.TryParse(new string('1', 1_000_000), out _));
}
