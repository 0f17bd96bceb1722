namespace Quiver.Bolt.Handshake;

/// <summary>A version of the Bolt protocol.</summary>
/// <param name="Major">Major version.</param>
/// <param name="Minor">Minor version.</param>
internal readonly record struct BoltVersion(int Major, int Minor) : IComparable<BoltVersion>
{
    /// <summary>All versions spoken here, newest first. 5.5 is absent on purpose: no server ever negotiates it.</summary>
    public static readonly IReadOnlyList<BoltVersion> Supported =
    [
        new(5, 8),
        new(5, 7),
        new(5, 6),
        new(5, 4),
        new(5, 3),
        new(5, 2),
        new(5, 1),
        new(5, 0),
        new(4, 4),
    ];

    /// <summary>Whether credentials come in LOGON and not in HELLO.</summary>
    public bool HasLogon => IsAtLeast(5, 1);

    /// <summary>Whether entities carry element ids and zoned temporal values are always sent as UTC.</summary>
    public bool HasElementIds => Major >= 5;

    /// <summary>Whether summaries carry GQL statuses in place of notifications.</summary>
    public bool HasStatuses => IsAtLeast(5, 6);

    /// <summary>Whether failures have the GQL shape.</summary>
    public bool HasGqlFailures => IsAtLeast(5, 7);

    /// <inheritdoc/>
    public int CompareTo(BoltVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    /// <summary>Whether this version is the given one or newer.</summary>
    public bool IsAtLeast(int major, int minor) => CompareTo(new(major, minor)) >= 0;

    /// <inheritdoc/>
    public override string ToString() => $"{Major}.{Minor}";
}
