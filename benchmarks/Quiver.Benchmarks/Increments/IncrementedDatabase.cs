using System.Globalization;
using Quiver.Benchmarks.Generation;
using Quiver.Benchmarks.Processes;

namespace Quiver.Benchmarks.Increments;

/// <summary>A database that is imported as it was before an increment, and what increments are run into it.</summary>
/// <param name="program">The program.</param>
/// <param name="files">The files.</param>
internal sealed class IncrementedDatabase(QuiverProgram program, SplitFiles files)
{
    private static readonly string[] Incremental = ["database", "import", "incremental"];

    /// <summary>The program.</summary>
    public QuiverProgram Program => program;

    /// <summary>The files.</summary>
    public SplitFiles Files => files;

    /// <summary>Imports what was there before into an empty home.</summary>
    public ProcessUsage ImportBefore()
    {
        program.Clear();
        DiskUse.Settle();
        return program.Run([
            "database",
            "import",
            "full",
            QuiverProgram.Database,
            .. files.BeforeOptions,
        ]);
    }

    /// <summary>Adds the rest, all stages at once.</summary>
    public ProcessUsage Add(params IEnumerable<string> more)
    {
        DiskUse.Settle();
        return program.Run([.. Incremental, QuiverProgram.Database, .. files.MoreOptions, .. more]);
    }

    /// <summary>Runs a stage other than the merge.</summary>
    public ProcessUsage Run(string stage, params IEnumerable<string> more) =>
        program.Run([
            .. Incremental,
            QuiverProgram.Database,
            $"--stage={stage}",
            .. files.MoreOptions,
            .. more,
        ]);

    /// <summary>Merges what is built, and gives what the command said.</summary>
    public string Merge(params IEnumerable<string> more) =>
        program.Read([.. Incremental, QuiverProgram.Database, "--stage=merge", .. more]);

    /// <summary>Fails unless the database is sound and has the nodes and relationships of before, and of the increment if it was merged.</summary>
    public void Check(bool isMerged)
    {
        string report = program.Read("database", "check", QuiverProgram.Database);
        long nodes = files.Nodes + (isMerged ? files.NewNodes : 0);
        long relationships = files.Relationships + (isMerged ? files.NewRelationships : 0);
        string wanted = string.Create(
            CultureInfo.InvariantCulture,
            $": {nodes} nodes, {relationships} relationships"
        );
        if (!report.Contains(wanted, StringComparison.Ordinal))
        {
            throw new BenchmarkException($"The database has not{wanted[1..]}:\n{report}");
        }
    }
}
