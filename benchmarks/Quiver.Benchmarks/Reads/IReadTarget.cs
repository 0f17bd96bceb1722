namespace Quiver.Benchmarks.Reads;

/// <summary>A database that answers the queries.</summary>
internal interface IReadTarget : IDisposable
{
    /// <summary>Its name with its version.</summary>
    string Name { get; }

    /// <summary>Runs a case once for each list of parameters, until the time is over.</summary>
    ReadTimes Run(ReadCase what, IReadOnlyList<long[]> parameters, TimeSpan limit);
}
