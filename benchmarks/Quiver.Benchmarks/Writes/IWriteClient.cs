namespace Quiver.Benchmarks.Writes;

/// <summary>One client of a database under test, which holds items with an indexed id, a name and a value. One thread uses it.</summary>
internal interface IWriteClient : IDisposable
{
    /// <summary>Creates an item in a transaction of its own; on return it is durable.</summary>
    void Create(long id);

    /// <summary>Creates items with ids that follow each other in one transaction.</summary>
    void CreateBatch(long first, int count);

    /// <summary>Sets the value of an item, found by its id, in a transaction of its own.</summary>
    void Update(long id, long value);

    /// <summary>The value of an item, found by its id.</summary>
    long Read(long id);

    /// <summary>How many items there are.</summary>
    long Count();
}
