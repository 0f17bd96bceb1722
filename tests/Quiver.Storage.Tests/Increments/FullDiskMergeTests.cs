using Quiver.Model.Status;
using Quiver.Storage.Increments;
using Quiver.Storage.Tests.Simulation;
using static Quiver.Storage.Tests.Increments.SmallIncrement;

namespace Quiver.Storage.Tests.Increments;

public sealed class FullDiskMergeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_disk_that_is_full_anywhere_in_a_merge_makes_it_neither_half_nor_double()
    {
        for (int step = 1; ; step++)
        {
            var files = await NewAsync();
            var database = Open(files);
            var increment = Build(
                files,
                database,
                static writer => writer.BeginNode(new(IncrementIds.First), [])
            );
            int steps = 0;
            files.IsFull = (kind, _) =>
                kind is SimulatedStep.Write or SimulatedStep.Create or SimulatedStep.CreateDirectory
                && ++steps >= step;
            bool isWhole = await TryAsync(async () =>
                await database.MergeAsync(increment, new(), Stop)
            );
            files.IsFull = null;
            // Checkpoints fold the file by whose name the commit is known.
            for (int round = 0; round < 8; round++)
            {
                bool isWritten = await TryAsync(async () => await CreateAsync(database, round));
                if (!isWritten)
                {
                    // The log failed: reopening decides.
                    database.Dispose();
                    database = Open(files);
                    await CreateAsync(database, round);
                }
                await database.CheckpointAsync(Stop);
            }
            await database.MergeAsync(increment, new(), Stop);
            Assert.True(Count(database) == 9, $"step {step}: {Count(database)} nodes");
            database.Dispose();
            CheckFiles(files);
            if (isWhole && steps < step)
            {
                break;
            }
        }
    }

    private static async Task<bool> TryAsync<T>(Func<Task<T>> action)
    {
        try
        {
            await action();
            return true;
        }
        catch (Exception error) when (error is IOException or CypherException)
        {
            return false;
        }
    }
}
