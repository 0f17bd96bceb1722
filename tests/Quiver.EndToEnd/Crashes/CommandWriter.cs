using Quiver.EndToEnd.Bolt;

namespace Quiver.EndToEnd.Crashes;

/// <summary>A client that makes and drops named things (indexes, constraints, databases) until the server dies, and knows which must be there.</summary>
/// <param name="commands">For each name the commands that make it and drop it.</param>
/// <param name="random">Its choices.</param>
internal sealed class CommandWriter(
    IReadOnlyDictionary<string, (string Create, string Drop)> commands,
    Random random
)
{
    private readonly Dictionary<string, Fate> _fates = commands.Keys.ToDictionary(
        name => name,
        _ => Fate.Absent
    );

    /// <summary>Runs commands until the server dies.</summary>
    public async Task RunAsync(BoltConnection connection)
    {
        try
        {
            while (true)
            {
                var (name, (create, drop)) = commands.ElementAt(random.Next(commands.Count));
                bool creates = _fates[name] == Fate.Absent;
                _fates[name] = Fate.Unknown;
                await connection.RunAsync(creates ? create : drop);
                _fates[name] = creates ? Fate.Present : Fate.Absent;
            }
        }
        catch (IOException)
        {
            // This is how the server ends.
        }
    }

    /// <summary>Compares the names found with those that must be there, and takes what was unknown as it is.</summary>
    public void Check(IReadOnlySet<string> found)
    {
        foreach (var (name, fate) in _fates)
        {
            bool isThere = found.Contains(name);
            Assert.True(
                fate == Fate.Unknown || isThere == (fate == Fate.Present),
                $"{name}, {fate}: {isThere}"
            );
            _fates[name] = isThere ? Fate.Present : Fate.Absent;
        }
    }
}
