namespace Quiver.Benchmarks.Writes;

/// <summary>A database under test, empty at first, on the disk that all share.</summary>
internal interface IWriteTarget : IDisposable
{
    /// <summary>How reports name it, with its version.</summary>
    string Name { get; }

    /// <summary>A client. Any thread may ask for one.</summary>
    IWriteClient Connect();
}
