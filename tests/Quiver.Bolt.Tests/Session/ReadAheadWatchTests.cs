using Quiver.Bolt.Session;

namespace Quiver.Bolt.Tests.Session;

public sealed class ReadAheadWatchTests
{
    [Fact]
    public async Task It_looks_from_a_request_on_until_nothing_was_asked_for_a_while()
    {
        using var watch = new ReadAheadWatch();
        var connection = new Connection();
        watch.Add(connection);
        Assert.True(watch.IsResting);

        for (int round = 0; round < 2; round++)
        {
            connection.IsBusy = true;
            int before = connection.Looks;
            watch.NoteRequest();
            await Eventually.HoldsAsync(() => connection.Looks > before + 60);
            Assert.False(watch.IsResting);

            connection.IsBusy = false;
            await Eventually.HoldsAsync(() => watch.IsResting);
        }
    }

    [Fact]
    public async Task Requests_that_end_before_it_looks_keep_it_awake()
    {
        using var watch = new ReadAheadWatch();
        var connection = new Connection();
        watch.Add(connection);

        watch.NoteRequest();
        await Eventually.HoldsAsync(() =>
        {
            watch.NoteRequest();
            return connection.Looks > 120;
        });
    }

    private sealed class Connection : IWatchedConnection
    {
        private int _looks;
        private volatile bool _isBusy;

        public int Looks => Volatile.Read(ref _looks);

        public bool IsBusy
        {
            get => _isBusy;
            set => _isBusy = value;
        }

        public bool ReadAheadIfBusy()
        {
            Interlocked.Increment(ref _looks);
            return _isBusy;
        }
    }
}
