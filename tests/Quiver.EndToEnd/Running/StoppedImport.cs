namespace Quiver.EndToEnd.Running;

/// <summary>An import that stands still in the middle of a phase, so that a test may do with it what it likes, however slow it is itself.</summary>
internal static class StoppedImport
{
    private const int MaxAttempts = 8;

    /// <summary>Starts an import into a database that is there and stops it when it says that a phase has begun. It is killed, or told to go on, by the test.</summary>
    /// <param name="home">Where it runs.</param>
    /// <param name="database">The database.</param>
    /// <param name="phase">The number of the phase, from 1.</param>
    /// <param name="line">The command line.</param>
    /// <param name="restore">Puts the database back as it was: on a busy machine an import may be over before it is stopped, and is then begun anew.</param>
    public static async Task<RunningProgram> StartAsync(
        QuiverHome home,
        string database,
        int phase,
        string[] line,
        Func<Task> restore
    )
    {
        string folder = Path.Join(home.Data, "databases", database);
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            byte[] before = Manifest(folder);
            var import = home.Start(line);
            try
            {
                await import.WaitForTextAsync($"({phase}/4)");
                if (await import.TryStopAsync() && IsInPhase(folder, phase, before))
                {
                    return import;
                }
            }
            catch
            {
                import.Dispose();
                throw;
            }
            import.Dispose();
            await restore();
        }
        throw new InvalidOperationException(
            $"Each of {MaxAttempts} imports was beyond phase {phase} before it could be stopped."
        );
    }

    /// <summary>Neither what the phase makes is there, nor a new database.</summary>
    private static bool IsInPhase(string folder, int phase, byte[] before)
    {
        string finished = $"checkpoint-{phase}*";
        return Directory.GetFiles(folder, finished, SearchOption.AllDirectories).Length == 0
            && before.AsSpan().SequenceEqual(Manifest(folder));
    }

    private static byte[] Manifest(string folder) =>
        File.ReadAllBytes(Path.Join(folder, "MANIFEST"));
}
