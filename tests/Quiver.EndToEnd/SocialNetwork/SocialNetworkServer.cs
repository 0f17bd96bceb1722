using Quiver.EndToEnd.Running;
using Quiver.EndToEnd.SocialNetwork;

[assembly: AssemblyFixture(typeof(SocialNetworkServer))]

namespace Quiver.EndToEnd.SocialNetwork;

/// <summary>One server for all tests of reading: the LDBC sample as snb and, in the other spelling, as snb5.</summary>
public sealed class SocialNetworkServer : IAsyncLifetime
{
    private RunningServer? _server;

    /// <summary>What the old spelling's import printed.</summary>
    internal CommandResult? Imported { get; private set; }

    /// <summary>What the new spelling's import printed.</summary>
    internal CommandResult? ImportedAgain { get; private set; }

    /// <summary>What the answers must be.</summary>
    internal SocialNetworkAnswers Answers { get; private set; } = null!;

    /// <summary>The server; skips the test where the sample data is absent.</summary>
    internal RunningServer Require()
    {
        Assert.SkipWhen(
            _server is null,
            "The LDBC sample is not beside the repository (../shared/data/ldbc-snb)."
        );
        return _server!;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!Directory.Exists(Repository.SocialNetwork))
        {
            return;
        }
        Answers = new SocialNetworkAnswers();
        var home = new QuiverHome();
        Imported = await home.RunAsync(SocialNetworkFiles.OldSpelling("snb"));
        ImportedAgain = await home.RunAsync(SocialNetworkFiles.NewSpelling("snb5"));
        _server = await RunningServer.StartAsync(home);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _server?.Dispose();
        _server?.Home.Dispose();
        return ValueTask.CompletedTask;
    }
}
