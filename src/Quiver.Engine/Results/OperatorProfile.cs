namespace Quiver.Engine.Results;

/// <summary>What PROFILE measured at one operator.</summary>
/// <param name="Rows">Rows that it passed on.</param>
/// <param name="DbHits">Accesses to the store.</param>
/// <param name="TimeNanoseconds">Time in the operator itself.</param>
/// <param name="MemoryBytes">The most memory that it held, estimated.</param>
public readonly record struct OperatorProfile(
    long Rows,
    long DbHits,
    long TimeNanoseconds,
    long MemoryBytes
);
