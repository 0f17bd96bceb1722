namespace Quiver.Bolt.Handshake;

/// <summary>A version of the Bolt protocol.</summary>
/// <param name="Major">Major version.</param>
/// <param name="Minor">Minor version.</param>
internal readonly record struct BoltVersion(int Major, int Minor) : IComparable<BoltVersion>
{
    /// <summary>All versions spoken here, newest first. 5.5 is absent on purpose: no server ever negotiates it.</summary>
    public static readonly IReadOnlyList<BoltVersion> Supported =
    [
        new(6, 0),
        new(5, 8),
        new(5, 7),
        new(5, 6),
        new(5, 4),
        new(5, 3),
        new(5, 2),
        new(5, 1),
        new(5, 0),
        new(4, 4),
        new(4, 3),
        new(4, 2),
        new(4, 1),
        new(4, 0),
        new(3, 0),
    ];

    /// <summary>Whether credentials come in LOGON and not in HELLO.</summary>
    public bool HasLogon => IsAtLeast(5, 1);

    /// <summary>Whether entities carry element ids and zoned temporal values are always sent as UTC.</summary>
    public bool HasElementIds => Major >= 5;

    /// <summary>Whether summaries carry GQL statuses in place of notifications.</summary>
    public bool HasStatuses => IsAtLeast(5, 6);

    /// <summary>Whether a client can give and take vectors.</summary>
    public bool HasVectors => Major >= 6;

    /// <summary>Whether PULL and DISCARD say how many rows and of which result: before 4.0 they mean all of the last one.</summary>
    public bool HasPartialPulls => Major >= 4;

    /// <summary>Whether there are several databases, whose name stands in requests and summaries.</summary>
    public bool HasDatabases => Major >= 4;

    /// <summary>Whether HELLO is answered with hints, and may ask for a patch.</summary>
    public bool HasHints => IsAtLeast(4, 3);

    /// <summary>Whether ROUTE asks for the routing table; before, a procedure does.</summary>
    public bool HasRoute => IsAtLeast(4, 3);

    /// <summary>Whether failures have the GQL shape.</summary>
    public bool HasGqlFailures => IsAtLeast(5, 7);

    /// <inheritdoc/>
    public int CompareTo(BoltVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    /// <summary>Whether this version is the given one or newer.</summary>
    public bool IsAtLeast(int major, int minor) => CompareTo(new(major, minor)) >= 0;

    /// <inheritdoc/>
    public override string ToString() => $"{Major}.{Minor}";
}
