using System.Numerics;
using Quiver.Storage.Checkpoints;

namespace Quiver.Storage.Tests.Checkpoints;

public sealed class PatchFoldingTests
{
    private const long Longest = int.MaxValue;

    [Fact]
    public void Checkpoints_write_at_most_ten_times_what_changed_and_a_megabyte_each()
    {
        int seed = Random.Shared.Next();
        for (int i = Nightly.Times(200, 5_000); i > 0; i--, seed++)
        {
            var random = new Random(seed);
            long changed = 0;
            long written = 0;
            int count = 0;
            Run(
                random.Next(10, 400),
                () => (long)Math.Exp(random.NextDouble() * 21),
                (patches, bytes, all) =>
                {
                    count++;
                    changed += bytes;
                    written += all;
                    Assert.True(
                        written
                            <= changed * PatchFolding.BytesPerChangedByte
                                + count * PatchFolding.BytesPerCheckpoint,
                        $"seed {seed}"
                    );
                }
            );
        }
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(64_000_000)]
    public void Checkpoints_of_like_size_leave_few_patches(long bytes)
    {
        long total = 0;
        Run(
            30,
            () => bytes,
            (patches, changed, _) =>
            {
                total += changed;
                // Two of like length become one: their number is that of the doublings.
                int doublings = BitOperations.Log2((ulong)(total / bytes)) + 1;
                Assert.InRange(patches.Count, 1, doublings);
            }
        );
    }

    /// <summary>Runs checkpoints; tells after each the patches, what changed and what was written.</summary>
    private static void Run(int count, Func<long> changed, Action<List<long>, long, long> told)
    {
        var folding = new PatchFolding();
        var patches = new List<long>();
        for (int i = 0; i < count; i++)
        {
            long bytes = Math.Min(changed(), Longest);
            int folded = folding.Fold(patches.ToArray(), bytes, Longest);
            long written = bytes + patches.Take(folded).Sum();
            Assert.True(written <= Longest);
            patches.RemoveRange(0, folded);
            patches.Insert(0, written);
            told(patches, bytes, written);
        }
    }
}
