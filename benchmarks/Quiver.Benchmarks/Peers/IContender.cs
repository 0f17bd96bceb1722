using Quiver.Benchmarks.Processes;

namespace Quiver.Benchmarks.Peers;

/// <summary>One way to load files, which is measured in turn with others.</summary>
internal interface IContender
{
    /// <summary>How reports name it.</summary>
    string Name { get; }

    /// <summary>Deletes what it loaded before.</summary>
    void Clear();

    /// <summary>Loads the files in a process of its own.</summary>
    /// <exception cref="BenchmarkException">It failed.</exception>
    ProcessUsage Load();

    /// <summary>The bytes of what it loaded.</summary>
    long DiskBytes();

    /// <summary>How many nodes and relationships it holds now, asked after the measurement.</summary>
    (long Nodes, long Relationships) Count();
}
